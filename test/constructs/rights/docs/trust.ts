import { elsewhere, of, type Shown } from './shown';

const forControl = 'jobs of the two files of staging’s branch take the role for control, and no others';

/** Each row of docs/ci-roles.md's table of what a role trusts. */
export const trusted: Readonly<Record<string, Shown>> = {
  audience: [
    'no fork, pull request, tag, environment or reusable workflow takes a role on GitHub',
    'no fork, tag, other project or other organization takes a role on CircleCI',
  ],
  subject: [
    'jobs of the branch take its role on GitHub',
    'jobs of the branch take its role on CircleCI',
    'jobs of other branches take no role of a stage on GitHub',
    'jobs of other branches take no role of a stage on CircleCI',
  ],
  'denied in any case': [
    'no subject with a fourth colon takes a role',
    'no branch takes a role by a name that repeats the subject',
    'jobs of the files that act for people take no other role',
  ],
  'claims beside the subject': [
    'jobs of other branches take no role of a stage on GitHub',
    'no repository of another owner takes a role, nor one that took the name',
    'no fork, tag, other project or other organization takes a role on CircleCI',
  ],
};

/** Each row of the table of the numbers of a repository: what `deploy-application` does. */
export const numbers: Readonly<Record<string, Shown>> = Object.fromEntries(
  [
    'GitHub answers (a `GITHUB_TOKEN` that may read the repository; a public one needs none)',
    'GitHub does not answer, settings have `ci.repositoryId` and `ci.ownerId`',
    'GitHub does not answer, settings have none, the deployed stack has numbers',
    'none of these',
  ].map((row) => [row, elsewhere('test/application and test/constructs/rights/ci-trust.test.ts')]),
);

/** Each row of the table of what the role for control trusts. */
export const acting: Readonly<Record<string, Shown>> = {
  'audience, subject, `ref`, `repository_id`': [forControl],
  '`job_workflow_ref`': [forControl],
};

/** Each row of the table of policies for people. */
export const policies: Readonly<Record<string, Shown>> = {
  '`<project>-staging-viewer` (output `ViewerPolicyArn`)': [
    'the policy for viewers lists what exists, with states, tags, outputs and health',
    'the policy for viewers reads records and events, and templates and logs of previews',
  ],
  '`<project>-staging-developer` (output `DeveloperPolicyArn`)': [
    'the policy for developers runs commands on instances tagged as previews',
  ],
};

/** Sentences beside the tables that say what may not be, by their beginning. */
export const sentences: Readonly<Record<string, Shown>> = {
  "With that tag, reading and deleting logs, and what CloudFormation's roles may do with what Beanstalk made, is denied.":
    [
      'what Beanstalk made for another project is not reached, where it has the tags',
      'jobs of any branch read no logs of another project',
      'cleanup and control delete nothing of another project',
      of('staging', 'touches no environment with the tags of another project'),
    ],
  'Which jobs take which role, and what each may and may not do:': elsewhere('the table of security.md'),
  'None of these roles makes a resource itself:': [
    'the roles for cleanup and control and people make and change no environment themselves',
    'roles for deploys make no environment themselves, and of all changes may update',
    'roles for CI make and change nothing in IAM',
    'jobs of any branch hand over the role for previews and no other',
    'jobs of staging make staging and previews, and nothing else',
    'jobs of production change nothing of staging and previews',
  ],
  'A branch that has `/vcs-origin/` or `/vcs-ref/` in its name gets no role at all.': [
    'no branch takes a role by a name that repeats the subject',
  ],
  'It compares the roles with the numbers and the spelling,': [
    'no repository of another owner takes a role, nor one that took the name',
  ],
  'A key that STS does not know would refuse every job.': elsewhere('ci-trust.test.ts: in regions without keys'),
  'The longest names take 2,026 of them;': elsewhere('ci-trust.test.ts: what does not fit is refused'),
  '**Jobs that get no role, and jobs that do.**': [
    'no fork, pull request, tag, environment or reusable workflow takes a role on GitHub',
  ],
  'A job with `environment:` on GitHub has the subject': [
    'no fork, pull request, tag, environment or reusable workflow takes a role on GitHub',
  ],
  'A branch that holds `/.github/workflows/preview-commands.yml@` in its name gets no role.': [
    'jobs of the files that act for people take no other role',
  ],
  'A token without it takes no role for control.': [forControl],
  'Roles that preview-stacks makes are refused:': elsewhere('control-trust.test.ts: the roles of ours'),
  'The roles may not delete an image.': [
    'roles for deploys push to the repositories that settings name, and delete no image',
  ],
};

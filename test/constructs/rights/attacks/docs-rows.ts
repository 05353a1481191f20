/** Names of groups of attacks that show it, or where else it is held when IAM has no say. */
export type Shown = readonly string[] | { readonly elsewhere: string };

const elsewhere = (text: string): Shown => ({ elsewhere: text });
const of = (kind: string, rest: string) => `CloudFormation's role for ${kind} ${rest}`;

/** Each phrase of the table of roles: `role may …`, `role may not …`. */
export const roles: Readonly<Record<string, Shown>> = {
  "`PreviewRoleArn` may make, change and delete stacks named `<project>-preview-*`, handing CloudFormation the previews' role and no other":
    [
      'jobs of any branch make, change and delete stacks of previews alone',
      'jobs of any branch hand over the role for previews and no other',
    ],
  '`PreviewRoleArn` may empty their buckets': ['jobs of any branch empty buckets of previews and read none'],
  '`PreviewRoleArn` may read and write bundles and records of previews': [
    "jobs of any branch neither read nor write staging's folder",
    'jobs of any branch do not change what cleanup remembers, and delete no bundles',
  ],
  '`PreviewRoleArn` may run commands on instances tagged as previews': [
    'jobs of any branch run commands on instances tagged as previews',
  ],
  '`PreviewRoleArn` may read logs of previews': ['jobs of any branch read logs of previews, and of no stage'],
  '`PreviewRoleArn` may push images ([where](ci-roles.md#images))': [
    'roles for deploys push to the repositories that settings name, and delete no image',
  ],
  '`PreviewRoleArn` may not touch staging or production': [
    'jobs of any branch make, change and delete stacks of previews alone',
    'roles for CI make and change no environment themselves',
    "jobs of staging and any branch do not reach production's bucket",
  ],
  "`PreviewRoleArn` may not read or write staging's folder of the bundle bucket": [
    "jobs of any branch neither read nor write staging's folder",
  ],
  '`PreviewRoleArn` may not read logs of stages or of another project': [
    'jobs of any branch read logs of previews, and of no stage',
    'jobs of any branch read no logs of another project',
  ],
  '`PreviewRoleArn` may not import a resource that something else made': [
    'a resource that something else made is not imported',
  ],
  '`DeployRoleArn`, staging may the same, and staging with its logs': [
    'jobs of staging make staging and previews, and nothing else',
    "jobs of staging read and write staging's folder",
    'jobs of staging read no logs of production',
    'jobs of staging run commands on instances of staging and previews',
  ],
  '`DeployRoleArn`, staging may not production, and its logs': [
    'jobs of staging make staging and previews, and nothing else',
    'jobs of staging read no logs of production',
    "jobs of staging and any branch do not reach production's bucket",
  ],
  '`DeployRoleArn`, production may production with its logs': [
    'jobs of production change nothing of staging and previews',
    'jobs of production read no logs of staging',
  ],
  '`DeployRoleArn`, production may read the bundles that staging ran': [
    'jobs of production read what staging ran and change none of it',
    'production in an account of its own reads bundles and records of staging, by one role',
  ],
  '`DeployRoleArn`, production may not change anything of staging, or read its logs': [
    'jobs of production change nothing of staging and previews',
    'jobs of production read what staging ran and change none of it',
    'jobs of production read no logs of staging',
    'jobs of production run commands on instances of production alone',
  ],
  '`CleanupRoleArn` may delete stacks named `<project>-preview-*`': [
    'cleanup deletes previews and makes and changes nothing',
  ],
  '`CleanupRoleArn` may empty their buckets': ['cleanup empties buckets of previews, and of no stage'],
  '`CleanupRoleArn` may sweep what they left': [
    'cleanup deletes logs of previews, and of no stage',
    'cleanup deletes snapshots of previews, and of nothing else',
    "cleanup sweeps bundles of previews, and reaches none of staging's",
  ],
  '`CleanupRoleArn` may write its own records into the bundle bucket': [
    "cleanup sweeps bundles of previews, and reaches none of staging's",
  ],
  '`CleanupRoleArn` may not make or change a stack': ['cleanup deletes previews and makes and changes nothing'],
  '`CleanupRoleArn` may not anything of staging, production or another project': [
    'cleanup reaches no stack of a stage or another project',
    "cleanup sweeps bundles of previews, and reaches none of staging's",
    'cleanup deletes nothing of another project',
    'cleanup empties buckets of previews, and of no stage',
    'cleanup deletes logs of previews, and of no stage',
  ],
  "CloudFormation's role for previews may make what a preview's stack holds, by names that begin with `<project>-preview-`":
    [
      of('preview', 'reaches databases, queues and buckets of preview alone'),
      of('previews', 'changes no environment of a stage'),
    ],
  "CloudFormation's role for previews may instance roles under the previews' boundary only": [
    of('preview', 'makes roles under its boundary alone'),
  ],
  "CloudFormation's role for previews may DNS records of the types A and CNAME under the preview domain only, without names of staging and production and without a wildcard":
    [
      'previews have names of a label under their domain',
      'previews have no names of stages, though they stand under their domain',
      'previews have no wildcard and prove nothing about a domain',
      'targets of preview have records of the types A and CNAME',
    ],
  "CloudFormation's role for previews may read secrets that its own stacks made": [
    of('preview', 'reads secrets that its own stacks made'),
  ],
  "CloudFormation's role for previews may restore the snapshots that settings name for previews": [
    'previews restore the snapshots that settings name for them',
  ],
  "CloudFormation's role for previews may not the same for staging or production: their environments, versions, log groups and bundles are denied by name, and what carries a stage's tags by those":
    [
      of('previews', 'changes no environment of a stage'),
      of('previews', 'deletes versions of previews alone'),
      of('previews', 'deletes no logs of stages and other projects'),
      of('previews', 'reads no bundles of staging'),
      'what Beanstalk made for a stage is not reached by previews, where it has the tags',
    ],
  "CloudFormation's role for previews may not change the Beanstalk application": [
    of('preview', 'does not change the Beanstalk application'),
  ],
  "CloudFormation's role for previews may not make a template of options": [
    of('preview', 'makes no template of options'),
  ],
  "CloudFormation's role for a stage may the same for `<project>-<stage>-`": [
    of('staging', 'reaches databases, queues and buckets of staging alone'),
    of('production', 'reaches databases, queues and buckets of production alone'),
    of('staging', 'makes roles under its boundary alone'),
    of('production', 'makes roles under its boundary alone'),
  ],
  "CloudFormation's role for a stage may not the other stage": [
    of('staging', 'changes no previews and nothing of production'),
    of('production', 'changes no previews and nothing of staging'),
  ],
  "CloudFormation's role for a stage may not previews, but for what Beanstalk names by itself": [
    of('staging', 'changes no previews and nothing of production'),
    of('staging', 'deletes logs of staging alone'),
    'instances and balancers of the account without tags are reached',
  ],
  'an instance role may read its bundle and its secrets (each by ARN)': [
    'an instance of preview reads its bundles, writes its logs and health, and is reached by SSM',
    'an instance of preview reaches nothing of a sibling stack',
  ],
  'an instance role may read and write its bucket': ['an instance of preview reaches nothing of a sibling stack'],
  'an instance role may write its logs': [
    'an instance of production reads its bundles, writes its logs and health, and is reached by SSM',
  ],
  'an instance role may be reached by Systems Manager': [
    'an instance of staging reads its bundles, writes its logs and health, and is reached by SSM',
  ],
  'an instance role may not anything of a sibling stack': [
    'an instance of preview reaches nothing of a sibling stack',
    'an instance of staging reaches nothing of a sibling stack',
    'an instance of production reaches nothing of a sibling stack',
  ],
  'an instance role may not anything beyond the boundary, even if the template gives it': [
    'an instance of preview may nothing beyond its boundary, whatever its template gives it',
    'an instance of previews reaches buckets and queues of previews alone, whatever its template gives it',
    'instances of previews forge no logs of stages',
    'instances of previews read no bundles of staging',
  ],
  "Beanstalk's service role may watch health": [
    "Beanstalk's service role of staging watches health in its region and changes nothing but an address",
  ],
  "Beanstalk's service role may write it into the logs of its stage": [
    "Beanstalk's service roles write health into logs of their stage",
  ],
  "Beanstalk's service role may give an instance an address": [
    "Beanstalk's service role of production watches health in its region and changes nothing but an address",
  ],
  "Beanstalk's service role may not change anything else": [
    "Beanstalk's service role of staging watches health in its region and changes nothing but an address",
    "Beanstalk's service roles write health into logs of their stage",
  ],
};

/** Each row of the table of what a person with push rights reaches. */
export const reached: Readonly<Record<string, Shown>> = {
  'every other preview: code, data, logs, secrets, test data': [
    'an instance of previews reaches buckets and queues of previews alone, whatever its template gives it',
    'instances of previews read secrets of previews, and those that settings name for them',
    'jobs of any branch read logs of previews, and of no stage',
  ],
  'secrets that settings name for previews': [
    'instances of previews read secrets of previews, and those that settings name for them',
  ],
  'instances and balancers of the account and region: start some, stop those of others, set a schedule to 0, change a listener, open a security group':
    [
      'instances and balancers of the account without tags are reached',
      'what Beanstalk made for another project is not reached, where it has the tags',
      'instances, balancers and groups of other regions are not reached',
    ],
  'the network of the previews': elsewhere('subnets are of the settings: test/constructs/service'),
  "Beanstalk's own bucket `elasticbeanstalk-<region>-<account>`, with bundles of every Beanstalk application of the account, and its policy; it cannot delete the bucket or set an access list, and reaches no other region's":
    ["Beanstalk's bucket is used, in this region, and neither deleted nor opened"],
  'the code in the images that settings name for previews': [
    'instances of previews pull the images that settings name for previews, and no others',
  ],
  'images in the ECR repositories that `ci.imageRepositories` names: add some, move a tag': [
    'roles for deploys push to the repositories that settings name, and delete no image',
  ],
  'metrics of any namespace of CloudWatch, false ones among them': [
    'an instance of previews reaches buckets and queues of previews alone, whatever its template gives it',
  ],
  'channels of Systems Manager and messages of its agent in the name of another instance, as far as IAM says': [
    'an instance of previews reaches buckets and queues of previews alone, whatever its template gives it',
  ],
  "a way back in, until the stack goes: a preview's role that trusts an account outside": [
    of('preview', 'makes roles under its boundary alone'),
  ],
  "its own preview's termination protection": ['jobs of any branch make, change and delete stacks of previews alone'],
  'your bill': elsewhere('no right: limits of settings'),
  'what CI hands to jobs of any branch: `GITHUB_TOKEN`, `SLACK_WEBHOOK_URL`': elsewhere('no right of AWS: docs/ci.md'),
  'cookies of other previews under the same domain': elsewhere('no right of AWS: browsers'),
};

/** Each row of the table of what such a person does not reach. */
export const notReached: Readonly<Record<string, Shown>> = {
  "staging's database, bucket, secrets and logs through IAM": [
    of('preview', 'reaches databases, queues and buckets of preview alone'),
    of('preview', 'reads secrets that its own stacks made'),
    of('previews', 'deletes no logs of stages and other projects'),
    'jobs of any branch read logs of previews, and of no stage',
    'jobs of any branch empty buckets of previews and read none',
    'an instance of previews reaches buckets and queues of previews alone, whatever its template gives it',
    'a resource that something else made is not imported',
  ],
  "staging's instance roles": [of('preview', 'passes roles of preview alone, to instances alone')],
  'DNS names outside the preview domain, those of staging and production under it, a wildcard, and names with a label that begins with an underscore, with which certificates and keys of mail are proved':
    [
      'previews have names of a label under their domain',
      'previews have no names of stages, though they stand under their domain',
      'previews have no wildcard and prove nothing about a domain',
      'targets of preview have records of the types A and CNAME',
    ],
  'delegations, mail and texts in DNS': ['targets of preview have records of the types A and CNAME'],
  'secrets of others, by tagging them': [of('preview', 'makes secrets with its tags, and takes over no other')],
  "staging's options, by a template of options made of its environment": [
    of('preview', 'makes no template of options'),
  ],
  'snapshots that settings do not name for previews': ['previews restore the snapshots that settings name for them'],
  'IAM: users, policies, roles without the boundary': [
    of('preview', 'makes roles under its boundary alone'),
    of('preview', 'takes off no boundary and changes no trust policy'),
    'roles for CI make and change nothing in IAM',
  ],
  'production, when it has an account of its own': [
    'jobs of other branches take no role of a stage on GitHub',
    'jobs of other branches take no role of a stage on CircleCI',
    "jobs of staging and any branch do not reach production's bucket",
  ],
  'the roles of staging, production and cleanup, by the name of a branch: `x/vcs-origin/…/vcs-ref/refs/heads/production`':
    ['no branch takes a role by a name that repeats the subject'],
  'the roles, with a repository that took the name of yours: deleted, renamed or transferred': [
    'no repository of another owner takes a role, nor one that took the name',
  ],
  'the same from a fork, a pull request, a tag, a job with an `environment:`, a reusable workflow, or a repository of another owner':
    [
      'no fork, pull request, tag, environment or reusable workflow takes a role on GitHub',
      'no fork, tag, other project or other organization takes a role on CircleCI',
      'no repository of another owner takes a role, nor one that took the name',
    ],
};

/** Each row of the table of what was weighed and left. */
export const weighed: Readonly<Record<string, Shown>> = {
  "encrypted volumes, databases and snapshots under a key of one's own": [
    of('preview', 'reads secrets that its own stacks made'),
  ],
  'trust and description of an instance role cannot be changed by a later release': [
    of('staging', 'takes off no boundary and changes no trust policy'),
    of('production', 'takes off no boundary and changes no trust policy'),
  ],
  'stacks named `eb-*`': ['stacks, tables and alarms that are not of Beanstalk are not reached'],
  '`cloudformation:TagResource` for the roles of CI': ['roles for CI tag stacks of their own alone'],
  "staging's deploy role can update a preview under staging's CloudFormation role": [
    'jobs of staging make staging and previews, and nothing else',
    'jobs of any branch hand over the role for previews and no other',
  ],
  'reading by lists on `*`': ['roles for deploys look at environments by lists'],
  '`Promotion` without `promoteFrom` reads buckets that begin `<project>-application-staging-`': [
    'jobs of production read what staging ran and change none of it',
  ],
  'no `s3:GetObjectTagging` for copies, no `s3:DeleteBucketTagging`': [
    'jobs of production read what staging ran and change none of it',
  ],
};

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

/** Sentences beside the tables that say what may not be, by their beginning. */
export const sentences: Readonly<Record<string, Shown>> = {
  "With that tag, reading and deleting logs, and what CloudFormation's roles may do with what Beanstalk made, is denied.":
    [
      'what Beanstalk made for another project is not reached, where it has the tags',
      'jobs of any branch read no logs of another project',
      'cleanup deletes nothing of another project',
      of('staging', 'touches no environment with the tags of another project'),
    ],
  'Which jobs take which role, and what each may and may not do:': elsewhere('the table of security.md'),
  'None of these roles makes a resource itself:': [
    'roles for CI make and change no environment themselves',
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
  'The longest names take 1,750 of them;': elsewhere('ci-trust.test.ts: what does not fit is refused'),
  '**Jobs that get no role, and jobs that do.**': [
    'no fork, pull request, tag, environment or reusable workflow takes a role on GitHub',
  ],
  'A job with `environment:` on GitHub has the subject': [
    'no fork, pull request, tag, environment or reusable workflow takes a role on GitHub',
  ],
  'The roles may not delete an image.': [
    'roles for deploys push to the repositories that settings name, and delete no image',
  ],
};

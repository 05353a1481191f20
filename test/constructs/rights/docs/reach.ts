import { elsewhere, of, type Shown } from './shown';

/** Each row of the table of what a person with push rights reaches. */
export const reached: Readonly<Record<string, Shown>> = {
  'every other preview: code, data, logs, secrets, test data': [
    'an instance of previews reaches buckets and queues of previews alone, whatever its template gives it',
    'instances of previews read secrets of previews, and those that settings name for them',
    'jobs of any branch read logs of previews, and of no stage',
  ],
  'what extensions of other previews made under `rights` of the settings: caches, functions, topics, tables': [
    of('preview', 'makes what settings give to extensions, by names of preview alone'),
    'a role in stacks of preview uses what settings give to extensions, by names of preview alone',
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
  'previews of another repository that has the same project name in the account: a deploy may take one over': [
    'jobs of any branch make, change and delete stacks of previews alone',
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
  'what cleanup looks through and counts: folders of any name in the bundle bucket': [
    "jobs of any branch neither read nor write staging's folder",
  ],
  'what is measured of previews': ['jobs of any branch create events of previews, and change and delete none'],
  'your bill': elsewhere('no right: limits of settings'),
  'what CI hands to jobs of any branch: `GITHUB_TOKEN`, `SLACK_WEBHOOK_URL`': elsewhere('no right of AWS: docs/ci.md'),
  'cookies of other previews under the same domain': elsewhere('no right of AWS: browsers'),
};

/** Each row of the table of the folders that belong to no target. */
export const folders: Readonly<Record<string, Shown>> = {
  '`application/metrics/previews/`': [
    'jobs of any branch create events of previews, and change and delete none',
    'jobs of staging create events of staging and previews, and change and delete none',
  ],
  '`application/metrics/staging/`, `application/metrics/production/`': [
    'jobs of staging create events of staging and previews, and change and delete none',
    'jobs of production create events of production, and change and delete none',
  ],
  '`application/audit/`': [
    'the role for control creates lines of the audit, and neither reads, changes nor deletes one',
    'nothing but the role for control creates lines of the audit',
  ],
};

/** Each row of the table of what such a person does not reach. */
export const notReached: Readonly<Record<string, Shown>> = {
  'options of environments of staging, production or another project, with UpdateEnvironment or DescribeConfigurationSettings':
    ['jobs of any branch look at the options of previews and update them, and no others'],
  "staging's database with its parameter group, bucket, secrets and logs through IAM": [
    of('preview', 'reaches databases, queues and buckets of preview alone'),
    of('preview', 'reaches parameter groups of preview alone'),
    of('preview', 'reads secrets that its own stacks made'),
    of('previews', 'deletes no logs of stages and other projects'),
    'jobs of any branch read logs of previews, and of no stage',
    'jobs of any branch empty buckets of previews and read none',
    'an instance of previews reaches buckets and queues of previews alone, whatever its template gives it',
    'a resource that something else made is not imported',
  ],
  'alarms of staging, its dashboard and its topic': ['previews have no alarms, and change none of a stage'],
  "staging's instance roles": [of('preview', 'passes roles of preview alone, to instances alone')],
  'a stack that holds something, by a change set with false tags that cleanup reads': elsewhere(
    'no right: test/cleanup/plan and test/previews',
  ),
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
  'more rights for its extension, by writing `rights` on its branch': ['roles for CI make and change nothing in IAM'],
  'what extensions of staging, production or another project made, whatever `rights` there are': [
    of('preview', 'makes what settings give to extensions, by names of preview alone'),
    of('preview', 'ties queues to functions of preview alone'),
    'a role in stacks of preview uses what settings give to extensions, by names of preview alone',
    'rights for extensions open nothing else: each other row about the roles and boundaries holds',
  ],
  'snapshots that settings do not name for previews': ['previews restore the snapshots that settings name for them'],
  'IAM: users, policies, roles without the boundary': [
    of('preview', 'makes roles under its boundary alone'),
    of('preview', 'takes off no boundary and changes no trust policy'),
    'roles for CI make and change nothing in IAM',
  ],
  'the role for control': [
    'jobs of the two files of staging’s branch take the role for control, and no others',
    'the role that settings name takes the role for control without a token, and no other role',
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

/** Each row of the table of forged records: the program judges a record before IAM is asked. */
export const forged: Readonly<Record<string, Shown>> = Object.fromEntries(
  [
    'a value of another form than a deploy writes, another stack, a size over 1 MiB',
    'a database snapshot, and the secret that opens it or the user who gets a new password',
    'a platform of some account where settings have a name',
    'test data in another database',
    'a date until which to keep a preview',
    'that people were warned of the expiry',
    'that it sleeps, or slept',
    'how many instances it has awake',
    'a deploy of the future, against expiry',
    'another branch',
    'a commit, for a bundle that is brought to staging or production by its hash',
    'bundles of staging',
  ].map((row) => [
    row,
    elsewhere(
      'test/aws/s3/forged-records.test.ts, test/deploy/forged-record.test.ts, test/cleanup/policies.test.ts, test/sleep/sleep.test.ts',
    ),
  ]),
);

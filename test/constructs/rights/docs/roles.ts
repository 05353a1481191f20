import { of, type Shown } from './shown';

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
  "`PreviewRoleArn` may read the options of previews' environments and update them ([what for](aws.md#properties-that-settings-no-longer-name))":
    ['jobs of any branch look at the options of previews and update them, and no others'],
  '`PreviewRoleArn` may push images ([where](ci-roles.md#images))': [
    'roles for deploys push to the repositories that settings name, and delete no image',
  ],
  '`PreviewRoleArn` may not touch staging or production': [
    'jobs of any branch make, change and delete stacks of previews alone',
    'roles for deploys make no environment themselves, and of all changes may update',
    'jobs of any branch look at the options of previews and update them, and no others',
    "jobs of staging and any branch do not reach production's bucket",
  ],
  "`PreviewRoleArn` may not read or write staging's folder of the bundle bucket, or read that of the application": [
    "jobs of any branch neither read nor write staging's folder",
    'jobs of any branch read nothing in the folder of the application',
    "CloudFormation's role for previews reads nothing in the folder of the application",
    'instances of previews read nothing in the folder of the application',
  ],
  '`PreviewRoleArn` may not read logs and templates of stages, or logs of another project': [
    'jobs of any branch read logs of previews, and of no stage',
    'jobs of any branch read no logs of another project',
    'jobs of any branch make, change and delete stacks of previews alone',
    'jobs of any branch read no templates of stages',
  ],
  '`PreviewRoleArn` may not stop a database': ['jobs of any branch start databases of previews alone, and stop none'],
  '`PreviewRoleArn` may start databases of previews': [
    'jobs of any branch start databases of previews alone, and stop none',
  ],
  '`PreviewRoleArn` may create events of previews ([folders](#folders-that-belong-to-no-target))': [
    'jobs of any branch create events of previews, and change and delete none',
  ],
  '`PreviewRoleArn` may not change or delete an event': [
    'jobs of any branch create events of previews, and change and delete none',
    'what looks like a folder of a target in that of the application is no target’s',
  ],
  '`PreviewRoleArn` may not import a resource that something else made': [
    'a resource that something else made is not imported',
  ],
  '`DeployRoleArn`, staging may the same, and staging with its logs and events': [
    'jobs of staging create events of staging and previews, and change and delete none',
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
  '`DeployRoleArn`, production may production with its logs, its events and the options of its environments': [
    'jobs of production create events of production, and change and delete none',
    'jobs of production look at the options of production alone and update them',
    'jobs of production change nothing of staging and previews',
    'jobs of production read no logs of staging',
  ],
  '`DeployRoleArn`, staging may not start or stop a database of staging': [
    'jobs of staging start databases of previews alone, and stop none',
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
  '`CleanupRoleArn` may empty their buckets': ['cleanup and control empty buckets of previews, and of no stage'],
  '`CleanupRoleArn` may sweep what they left': [
    'cleanup and control delete logs of previews, and of no stage',
    'cleanup and control delete snapshots of previews, and of nothing else',
    "cleanup sweeps bundles of previews, and reaches none of staging's",
  ],
  '`CleanupRoleArn` may write its own records into the bundle bucket': [
    "cleanup sweeps bundles of previews, and reaches none of staging's",
  ],
  '`CleanupRoleArn` may not make or change a stack': ['cleanup deletes previews and makes and changes nothing'],
  '`CleanupRoleArn` may not anything of staging, production or another project': [
    'cleanup reaches no stack of a stage or another project',
    "cleanup sweeps bundles of previews, and reaches none of staging's",
    'cleanup and control delete nothing of another project',
    'cleanup and control empty buckets of previews, and of no stage',
    'cleanup and control delete logs of previews, and of no stage',
  ],
  '`CleanupRoleArn` may not start or stop a database': ['cleanup starts and stops no database'],
  '`CleanupRoleArn` may not touch what was measured and asked for': [
    'cleanup neither reads nor changes what is in the folder of the application',
  ],
  "CloudFormation's role for previews may make what a preview's stack holds, by names that begin with `<project>-preview-`":
    [
      of('preview', 'reaches databases, queues and buckets of preview alone'),
      of('preview', 'reaches parameter groups of preview alone'),
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
  "CloudFormation's role for previews may make what `rights` in the settings name, by the names or the tags of previews, and hand its roles to the services that they name":
    [
      of('preview', 'makes what settings give to extensions, by names of preview alone'),
      of('preview', 'ties queues to functions of preview alone'),
      of('preview', 'passes roles of preview to the services that settings name, and no others'),
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
  "CloudFormation's role for a stage may with `alarms` in the settings alarms, a dashboard and a topic by that name": [
    of('staging', 'makes alarms, a dashboard and a topic of staging alone'),
    of('production', 'makes alarms, a dashboard and a topic of production alone'),
    'a topic of alarms takes what CloudWatch publishes for alarms of its own stack, over TLS',
  ],
  "CloudFormation's role for a stage may not the other stage": [
    of('staging', 'makes alarms, a dashboard and a topic of staging alone'),
    of('staging', 'changes no previews and nothing of production'),
    of('production', 'changes no previews and nothing of staging'),
  ],
  "CloudFormation's role for a stage may not previews, but for what Beanstalk names by itself": [
    of('staging', 'changes no previews and nothing of production'),
    of('staging', 'deletes logs of staging alone'),
    'instances and balancers of the account without tags are reached',
  ],
  'an instance role may read its bundle and its secrets, the URL of its database among them (each by ARN)': [
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

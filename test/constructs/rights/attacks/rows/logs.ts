import {
  boundary,
  cleanup,
  cloudFormation,
  control,
  deploy,
  logs,
  ofOther,
  ofPreview,
  own,
  previews,
  stages,
  tagged,
} from '../names';
import { type Group, group, on } from '../table';

/** A file of a stage whose name ends as if it were a preview's: in a pattern `*` reaches over slashes. */
const disguised = (stage: string) => logs(`shop-${stage}--web`, '/var/log/x-12345678--y');
const ofOtherProjects = [logs('shop-ui-production--web'), logs('shop-ui-staging--web')];
const read = 'logs:FilterLogEvents';
const write = 'logs:PutLogEvents';
const remove = 'logs:DeleteLogGroup';

export const logRows: readonly Group[] = [
  group('jobs of any branch read logs of previews, and of no stage', previews, {
    denied: on(read, [...['staging', 'production'].flatMap((stage) => [logs(`shop-${stage}--web`), disguised(stage)])]),
    allowed: [...on(read, [logs(own)]), ...on(read, [logs(own)], ofPreview)],
  }),
  group('jobs of any branch read no logs of another project', previews, {
    denied: [...on(read, ofOtherProjects), [read, logs('shop-ui-login-0a1b2c3d--web'), ofOther]],
  }),
  group('jobs of staging read no logs of production', deploy.staging, {
    denied: on(read, [logs('shop-production--web'), disguised('production'), ...ofOtherProjects]),
    allowed: on(read, [logs('shop-staging--web'), logs(own)]),
  }),
  group('jobs of production read no logs of staging', deploy.production, {
    denied: on(read, [logs('shop-staging--web'), logs(own), ...ofOtherProjects]),
    allowed: on(read, [logs('shop-production--web')]),
  }),
  ...stages.map((stage) =>
    group(`jobs of ${stage} read no logs that carry the tags of another project`, deploy[stage], {
      denied: on(read, [logs(`shop-${stage}--web`)], ofOther),
      allowed: on(read, [logs(`shop-${stage}--web`)], tagged('shop', stage)),
    }),
  ),
  group('cleanup and control delete logs of previews, and of no stage', [cleanup, control], {
    denied: on(remove, [
      ...['staging', 'production'].flatMap((stage) => [logs(`shop-${stage}--web`), disguised(stage)]),
      ...ofOtherProjects,
    ]),
    allowed: [...on(remove, [logs(own)]), ...on(remove, [logs(own)], ofPreview)],
  }),
  group('cleanup and control delete nothing of another project', [cleanup, control], {
    denied: [[remove, logs('shop-ui-login-0a1b2c3d--web'), ofOther]],
  }),
  group("CloudFormation's role for previews deletes no logs of stages and other projects", cloudFormation.preview, {
    denied: [
      ...on(remove, [
        logs('shop-staging--web'),
        logs('shop-production--web'),
        disguised('staging'),
        disguised('production'),
        ...ofOtherProjects,
      ]),
      [remove, logs('shop-ui-login-0a1b2c3d--web'), ofOther],
    ],
    allowed: [
      ...on('logs:CreateLogGroup', [logs(own)]),
      ...on(remove, [logs(own)], ofPreview),
      ...on('logs:DescribeIndexPolicies', ['*']),
    ],
  }),
  group("CloudFormation's role for staging deletes logs of staging alone", cloudFormation.staging, {
    denied: on(remove, [logs(own), logs('shop-production--web')]),
    allowed: on(remove, [logs('shop-staging--web')]),
  }),
  group("CloudFormation's role for production deletes logs of production alone", cloudFormation.production, {
    denied: on(remove, [logs(own), logs('shop-staging--web')]),
    allowed: on(remove, [logs('shop-production--web')]),
  }),
  group('instances of previews forge no logs of stages', boundary.preview, {
    denied: on(write, [
      ...['staging', 'production'].flatMap((stage) => [logs(`shop-${stage}--web`), disguised(stage)]),
      ...ofOtherProjects,
    ]),
    allowed: on(write, [logs(own)]),
  }),
  group('instances of a stage forge no logs of the other one', boundary.staging, {
    denied: on(write, [logs('shop-production--web')]),
    allowed: on(write, [logs('shop-staging--web')]),
  }),
  group('instances of production forge no logs of the other one', boundary.production, {
    denied: on(write, [logs('shop-staging--web'), logs(own)]),
    allowed: on(write, [logs('shop-production--web')]),
  }),
  group("Beanstalk's service roles write health into logs of their stage", 'shop-staging-beanstalk', {
    denied: [...on(write, [logs('shop-ui-production--web'), logs('shop-production--web')]), [remove, logs(own)]],
    allowed: on(write, [logs('shop-staging--web'), logs(own)]),
  }),
];

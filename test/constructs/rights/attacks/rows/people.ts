import {
  arn,
  control,
  developer,
  environment,
  iam,
  logs,
  object,
  ofOther,
  ofPreview,
  own,
  stack,
  viewer,
} from '../names';
import { type Ask, type Context, each, type Group, group, on } from '../table';

const calls = (service: string, ...names: readonly string[]) => names.map((name) => `${service}:${name}`);
const preview = stack('shop-preview-login-0a1b2c3d');
const elsewhere = ['shop-staging', 'shop-production', 'shop-application-staging', 'shop-ui-preview-login'].map(stack);
const into = calls('cloudformation', 'GetTemplate', 'DescribeStackEvents', 'ListStackResources');
const read = 'logs:FilterLogEvents';
const get = 's3:GetObject';
const under: Context = { 'cloudformation:RoleArn': iam('role/shop-preview-cloudformation') };
const database = arn('rds', 'db:shop-preview-login-databaseinstance-1a2b');
const secret = arn('secretsmanager', 'secret:shop/partner-AbCdEf');
const file = 'arn:aws:s3:::shop-preview-login-filesbucket-1a/letter';
const lists = [
  ...calls('elasticbeanstalk', 'DescribeEnvironments', 'DescribeEnvironmentHealth', 'DescribeEvents'),
  ...['cloudformation:DescribeStacks', 'rds:DescribeDBSnapshots', 'logs:DescribeLogGroups'],
];
const events = ['application/metrics/previews/2026-11-27/a.json', 'application/metrics/staging/2026-11-27/a.json'];

/** A file of a stage whose name ends as if it were a preview's. */
const ofStages = ['shop-staging--web', 'shop-production--web'].flatMap((name) => [
  logs(name),
  logs(name, '/var/log/x-12345678--y'),
]);
const looksButLogs: readonly Ask[] = [
  ...each(into, preview),
  ...on(get, [object('login/records/x.json'), object('cleanup-heartbeat.json')]),
];
const looksInLogs: readonly Ask[] = [
  [read, logs(own)],
  [read, logs(own), ofPreview],
];
const looks = [...looksButLogs, ...looksInLogs];
const changes: readonly Ask[] = [
  ...each(
    calls('cloudformation', 'CreateChangeSet', 'ExecuteChangeSet', 'DeleteStack', 'UpdateTerminationProtection'),
    preview,
    under,
  ),
  ...calls('iam', 'PassRole').map(
    (action): Ask => [
      action,
      iam('role/shop-preview-cloudformation'),
      { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
    ],
  ),
  ...each(calls('s3', 'PutObject', 'DeleteObject'), object('login/records/x.json')),
  ...each(calls('s3', 'PutObject', 'DeleteObject'), file),
  ...each(calls('rds', 'StartDBInstance', 'StopDBInstance', 'DeleteDBInstance'), database),
  ...each(calls('elasticbeanstalk', 'UpdateEnvironment', 'RestartAppServer'), environment(own), ofPreview),
  ...each(calls('iam', 'CreateRole', 'AttachRolePolicy'), iam('role/x')),
  ['logs:DeleteLogGroup', logs(own)],
  ['sts:AssumeRole', iam('role/shop-staging-control')],
];

export const peopleRows: readonly Group[] = [
  group('the policy for viewers lists what exists, with states, tags, outputs and health', viewer, {
    denied: [
      ...each(calls('secretsmanager', 'ListSecrets'), '*'),
      ...each(calls('ec2', 'DescribeInstances', 'GetConsoleOutput', 'GetPasswordData'), '*'),
      ['elasticbeanstalk:DescribeConfigurationSettings', environment(own)],
    ],
    allowed: [...each(lists, '*'), ['s3:ListBucket', object('').replace(/\/$/, '')]],
  }),
  group('the policy for viewers reads records and events, and templates and logs of previews', viewer, {
    allowed: [
      ...looks,
      ...on(
        get,
        ['staging/records/x.json', ...events].map((key) => object(key)),
      ),
    ],
  }),
  group('the policy for viewers reads no templates and logs of stages or other projects', viewer, {
    denied: [
      ...elsewhere.flatMap((one) => each(into, one)),
      ...on(read, [...ofStages, logs('shop-ui-staging--web')]),
      [read, logs('shop-ui-login-0a1b2c3d--web'), ofOther],
    ],
  }),
  group('the policy for viewers reads no bundles, no audit, no secrets and no files of an app', viewer, {
    denied: [
      ...on(
        get,
        [
          ...['login/bundles/x.zip', 'staging/bundles/x.zip', 'login/templates/x.json', 'cleanup-farewells.json'],
          ...['application/audit/2026-11-27/a.json', 'application/audit/records/a.json', 'application/x.json'],
        ].map((key) => object(key)),
      ),
      ['secretsmanager:GetSecretValue', secret],
      ['ssm:GetParameter', arn('ssm', 'parameter/shop/key')],
      [get, file],
    ],
  }),
  group('the policies for people change nothing but by a command', [viewer, developer], {
    denied: [
      ...changes,
      ...on(
        's3:PutObject',
        events.map((key) => object(key)),
        { 's3:if-none-match': '*' },
      ),
    ],
  }),
  group('the policy for developers looks at nothing, for which there is the other one', developer, {
    denied: [...looks, ...each(lists, '*'), ['s3:ListBucket', object('').replace(/\/$/, '')]],
  }),
  group('the role for control reads templates of previews, and of no stage, and no log at all', control, {
    denied: [
      ...on(read, [...ofStages, logs('shop-ui-staging--web')]),
      [read, logs('shop-ui-login-0a1b2c3d--web'), ofOther],
      ...elsewhere.flatMap((one) => each(into, one)),
      ...looksInLogs,
    ],
    allowed: looksButLogs,
  }),
];

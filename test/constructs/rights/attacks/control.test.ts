import type { SettingsLayer } from '../../../../lib/settings/settings';
import { applicationInput, production, staging } from '../../inputs';
import { applicationTemplate, type Template } from '../../template';
import { may } from '../ci-calls/may';
import { bundleBucket, statementsOf } from './resolved';

// What people ask for, what they look at, and the folders that belong to no target.
const account = '111122223333';
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:${account}:${rest}`;
const stack = (name: string) => arn('cloudformation', `stack/${name}/uuid`);
const group = (environment: string) => arn('logs', `log-group:/aws/elasticbeanstalk/${environment}/web.stdout.log`);
const object = (key: string, bucket = bundleBucket) => `arn:aws:s3:::${bucket}/${key}`;
const database = (name: string) => arn('rds', `db:${name}-databaseinstance-1a2b`);
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const instance = arn('ec2', 'instance/i-0123456789abcdef0');
const instances = (project: string, target: string) => ({
  'ssm:resourceTag/preview-stacks:project': project,
  'ssm:resourceTag/preview-stacks:target': target,
});
const autoScaling = arn('autoscaling', 'autoScalingGroup:0a1b:autoScalingGroupName/awseb-e-abcdefghij-stack-Group-1A');
const tagged = (project: string, target: string) => ({
  'aws:ResourceTag/preview-stacks:project': project,
  'aws:ResourceTag/preview-stacks:target': target,
});
const under = (name: string) => ({ 'cloudformation:RoleArn': role(name) });
const toCloudFormation = { 'iam:PassedToService': 'cloudformation.amazonaws.com' };
const create = { 's3:if-none-match': '*' };
const document = 'arn:aws:ssm:eu-central-1::document/AWS-RunShellScript';

type Context = Readonly<Record<string, string | readonly string[]>>;
type Row = readonly [action: string, resource: string, context?: Context];
interface Rows {
  readonly denied: readonly Row[];
  readonly allowed: readonly Row[];
}

/** Writing and creating in folders of the bundle bucket. */
const puts = (keys: readonly string[]): Row[] =>
  keys.flatMap((key): Row[] => [
    ['s3:PutObject', object(key)],
    ['s3:PutObject', object(key), create],
  ]);
const deletes = (keys: readonly string[]): Row[] =>
  keys.flatMap((key): Row[] => [
    ['s3:DeleteObject', object(key)],
    ['s3:DeleteObjectVersion', object(key)],
  ]);
const metrics = (of: string) => `application/metrics/${of}/2026-11-27/a.json`;
const audit = 'application/audit/2026-11-27/a.json';
/** What looks like a folder of a target and lies in that of the application. */
const within = ['bundles', 'records', 'templates'].flatMap((folder) => [
  `application/${folder}/a.json`,
  `application/audit/${folder}/a.json`,
  `application/x/${folder}/a.json`,
]);

const stages = ['shop-staging', 'shop-production', 'shop-application-staging', 'shop-ui-staging', 'other'];
const secret = arn('secretsmanager', 'secret:shop/partner-AbCdEf');
/** What no one does who looks at previews or acts on them. */
const never: readonly Row[] = [
  ['secretsmanager:GetSecretValue', secret],
  ['ssm:GetParameter', arn('ssm', 'parameter/shop/key')],
  ['iam:CreateRole', role('x')],
  ['sts:AssumeRole', role('shop-staging-deploy')],
  ['s3:GetObject', object('login/letter', 'shop-preview-login-filesbucket-1a')],
  ['s3:DeleteObject', object('login/letter', 'shop-preview-login-filesbucket-1a')],
  ['s3:GetObject', object('login/bundles/x.zip')],
  ['s3:GetObject', object('staging/bundles/x.zip')],
  ['rds:DeleteDBInstance', database('shop-preview-login')],
  ['rds:ModifyDBInstance', database('shop-preview-login')],
  ['logs:FilterLogEvents', group('shop-staging--web')],
  ['logs:FilterLogEvents', group('shop-production--web')],
  ['logs:FilterLogEvents', group('shop-ui-login-0a1b2c3d--web'), tagged('shop-ui', 'preview')],
  ['logs:DeleteLogGroup', group('shop-login-0a1b2c3d--web')],
  ['ec2:StopInstances', instance, tagged('shop', 'preview')],
  ['ec2:TerminateInstances', instance, tagged('shop', 'preview')],
  ['elasticbeanstalk:UpdateEnvironment', arn('elasticbeanstalk', 'environment/shop-staging/shop-login-0a1b2c3d--web')],
  ...deletes([metrics('previews'), audit, 'login/records/x.json']),
];
const changes: readonly Row[] = ['CreateChangeSet', 'ExecuteChangeSet', 'DeleteStack'].map((call) => [
  `cloudformation:${call}`,
  stack('shop-preview-login'),
  under('shop-preview-cloudformation'),
]);
const looking: readonly Row[] = [
  ['cloudformation:DescribeStacks', '*'],
  ['cloudformation:GetTemplate', stack('shop-preview-login')],
  ['logs:FilterLogEvents', group('shop-login-0a1b2c3d--web')],
  ['s3:GetObject', object('login/records/x.json')],
  ['s3:GetObject', object('cleanup-heartbeat.json')],
];
const commandOn = (project: string, target: string): Row => ['ssm:SendCommand', instance, instances(project, target)];

const tables: Readonly<Record<string, Rows>> = {
  'shop-staging-control': {
    denied: [
      ...never,
      ['ssm:SendCommand', document],
      ['ssm:StartSession', instance, instances('shop', 'preview')],
      commandOn('shop', 'preview'),
      ...stages.flatMap((name): Row[] => [
        ['cloudformation:CreateChangeSet', stack(name), under('shop-preview-cloudformation')],
        ['cloudformation:ExecuteChangeSet', stack(name)],
        ['cloudformation:DeleteStack', stack(name)],
        ['cloudformation:GetTemplate', stack(name)],
      ]),
      ['cloudformation:CreateChangeSet', stack('shop-preview-login'), under('shop-staging-cloudformation')],
      ['cloudformation:CreateChangeSet', stack('shop-preview-login'), under('admin')],
      ['cloudformation:CreateChangeSet', stack('shop-preview-login')],
      [
        'cloudformation:CreateChangeSet',
        stack('shop-preview-login'),
        { ...under('shop-preview-cloudformation'), 'cloudformation:ImportResourceTypes': ['AWS::S3::Bucket'] },
      ],
      ['cloudformation:UpdateStack', stack('shop-preview-login'), under('shop-preview-cloudformation')],
      ['cloudformation:CreateStack', stack('shop-preview-login'), under('shop-preview-cloudformation')],
      ['cloudformation:UpdateTerminationProtection', stack('shop-preview-login')],
      ['cloudformation:SetStackPolicy', stack('shop-preview-login')],
      ['iam:PassRole', role('shop-staging-cloudformation'), toCloudFormation],
      ['iam:PassRole', role('shop-preview-cloudformation'), { 'iam:PassedToService': 'ec2.amazonaws.com' }],
      ...['Start', 'Stop'].flatMap((verb): Row[] =>
        ['shop-staging', 'shop-production', 'shop-ui-preview-login', 'orders'].map((name) => [
          `rds:${verb}DBInstance`,
          database(name),
        ]),
      ),
      // A last picture of the data would outlive the preview.
      ['rds:StopDBInstance', arn('rds', 'snapshot:shop-preview-login')],
      ...['EnterStandby', 'TerminateInstanceInAutoScalingGroup'].flatMap((call): Row[] => [
        [`autoscaling:${call}`, autoScaling],
        [`autoscaling:${call}`, autoScaling, tagged('shop', 'staging')],
        [`autoscaling:${call}`, autoScaling, tagged('shop', 'production')],
        [`autoscaling:${call}`, autoScaling, tagged('shop-ui', 'preview')],
        [`autoscaling:${call}`, autoScaling.replace('awseb-', 'other-'), tagged('shop', 'preview')],
      ]),
      ['autoscaling:UpdateAutoScalingGroup', autoScaling, tagged('shop', 'preview')],
      ['autoscaling:SuspendProcesses', autoScaling, tagged('shop', 'preview')],
      ['autoscaling:DetachInstances', autoScaling, tagged('shop', 'preview')],
      ...['staging', 'production'].flatMap((id): Row[] => [
        ['s3:GetObject', object(`${id}/records/x.json`)],
        ...puts([`${id}/records/x.json`, `${id}/templates/x.json`]),
      ]),
      ...puts(within.filter((key) => !key.startsWith('application/audit/'))),
      ...puts([...['previews', 'staging', 'production'].map(metrics), 'login/bundles/x.zip']),
      ...puts(['cleanup-heartbeat.json', 'cleanup-farewells.json']),
      ['s3:PutObject', object(audit)],
      ['s3:GetObject', object(audit)],
      ['s3:ListBucketVersions', 'arn:aws:s3:::shop-preview-login-filesbucket-1a'],
      ['ecr:PutImage', arn('ecr', 'repository/shop/web')],
    ],
    allowed: [
      ...looking,
      ...changes,
      ['cloudformation:DescribeChangeSet', stack('shop-preview-login')],
      ['cloudformation:DeleteChangeSet', stack('shop-preview-login')],
      ['iam:PassRole', role('shop-preview-cloudformation'), toCloudFormation],
      ['rds:StartDBInstance', database('shop-preview-login')],
      ['rds:StopDBInstance', database('shop-preview-login')],
      ['rds:DescribeDBInstances', database('shop-preview-login')],
      ['autoscaling:EnterStandby', autoScaling, tagged('shop', 'preview')],
      ['autoscaling:TerminateInstanceInAutoScalingGroup', autoScaling, tagged('shop', 'preview')],
      ['s3:PutObject', object('login/records/x.json')],
      // A branch may be called so.
      ['s3:PutObject', object('application-form-0a1b2c3d/records/x.json')],
      ['s3:PutObject', object(audit), create],
    ],
  },
  'shop-staging-previews': {
    denied: [
      ...puts([
        ...within,
        audit,
        metrics('staging'),
        metrics('production'),
        'application/a.json',
        'application/metrics/a',
      ]),
      ...puts(['application/metrics/previews', 'application/metrics/previewsx/a', 'staging/records/x.json']),
      ['s3:PutObject', object(metrics('previews'))],
      ...deletes([metrics('previews'), audit]),
      ['s3:GetObject', object(metrics('previews'))],
      ['s3:GetObject', object(audit)],
      ['s3:GetObject', object('staging/records/x.json')],
      ['rds:StopDBInstance', database('shop-preview-login')],
      ['rds:StartDBInstance', database('shop-staging')],
      ['rds:StartDBInstance', database('shop-production')],
      ['autoscaling:EnterStandby', autoScaling, tagged('shop', 'preview')],
      ['cloudformation:GetTemplate', stack('shop-staging')],
      commandOn('shop', 'staging'),
    ],
    allowed: [
      ['s3:PutObject', object(metrics('previews')), create],
      ['rds:StartDBInstance', database('shop-preview-login')],
      ['rds:DescribeDBInstances', database('shop-preview-login')],
      ['s3:PutObject', object('application-form-0a1b2c3d/bundles/x.zip')],
      commandOn('shop', 'preview'),
    ],
  },
  'shop-staging-deploy': {
    denied: [
      ...puts([...within, audit, metrics('production')]),
      ['s3:PutObject', object(metrics('staging'))],
      ...deletes([metrics('staging'), audit]),
      ['rds:StopDBInstance', database('shop-staging')],
      ['rds:StartDBInstance', database('shop-staging')],
      ['cloudformation:DeleteStack', stack('shop-production')],
      commandOn('shop', 'production'),
    ],
    allowed: [
      ['s3:PutObject', object(metrics('staging')), create],
      ['s3:PutObject', object(metrics('previews')), create],
      ['s3:PutObject', object('staging/records/x.json')],
      commandOn('shop', 'staging'),
    ],
  },
  'shop-production-deploy': {
    denied: [
      ...puts([...within, audit, metrics('previews'), metrics('staging')]),
      ['s3:PutObject', object(metrics('production'))],
      ['rds:StartDBInstance', database('shop-preview-login')],
      commandOn('shop', 'preview'),
    ],
    allowed: [['s3:PutObject', object(metrics('production')), create]],
  },
  'shop-staging-cleanup': {
    denied: [
      ...puts([audit, metrics('previews'), ...within]),
      ...deletes([audit, metrics('previews'), metrics('staging'), ...within]),
      ['rds:StartDBInstance', database('shop-preview-login')],
      ['rds:StopDBInstance', database('shop-preview-login')],
      ['autoscaling:EnterStandby', autoScaling, tagged('shop', 'preview')],
    ],
    allowed: deletes(['login/records/x.json', 'application-form-0a1b2c3d/records/x.json']),
  },
  'shop-staging-viewer': {
    denied: [
      ...never,
      ...changes,
      ['ssm:SendCommand', document],
      commandOn('shop', 'preview'),
      ['cloudformation:GetTemplate', stack('shop-staging')],
      ['iam:PassRole', role('shop-preview-cloudformation'), toCloudFormation],
      ['s3:GetObject', object(audit)],
      ...puts([audit, metrics('previews'), 'login/records/x.json']),
      ['rds:StartDBInstance', database('shop-preview-login')],
    ],
    allowed: [...looking, ['s3:GetObject', object(metrics('previews'))]],
  },
  'shop-staging-developer': {
    denied: [
      ...never,
      ...changes,
      commandOn('shop', 'staging'),
      commandOn('shop', 'production'),
      commandOn('shop-ui', 'preview'),
      ['ssm:SendCommand', instance],
      ['ssm:SendCommand', 'arn:aws:ssm:eu-central-1::document/AWS-RunRemoteScript'],
      ['ssm:StartSession', instance, instances('shop', 'preview')],
      ['logs:FilterLogEvents', group('shop-login-0a1b2c3d--web')],
    ],
    allowed: [['ssm:SendCommand', document], commandOn('shop', 'preview'), ['ssm:GetCommandInvocation', '*']],
  },
};

const layer: SettingsLayer = { ci: { provider: 'github-actions' }, control: {} };
let ofStaging: Template;
let ofProduction: Template;
beforeAll(async () => {
  const input = applicationInput(production, layer);
  ofStaging = await applicationTemplate(applicationInput(staging, layer));
  ofProduction = await applicationTemplate({ ...input, account: { ...input.account, account } });
});

describe.each(Object.entries(tables))('%s', (name, { denied, allowed }) => {
  const statements = () => statementsOf(name.startsWith('shop-production') ? ofProduction : ofStaging, name, account);
  const cases = (rows: readonly Row[]) =>
    rows.map((row) => [row.map((one) => JSON.stringify(one)).join(' '), row] as const);

  test.each(cases(denied))('denied: %s', (_, [action, resource, context = {}]) => {
    expect(may(statements(), { action, resource, context })).toBe(false);
  });

  test.each(cases(allowed))('allowed: %s', (_, [action, resource, context = {}]) => {
    expect(may(statements(), { action, resource, context })).toBe(true);
  });
});

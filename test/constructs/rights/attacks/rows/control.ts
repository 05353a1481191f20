import {
  arn,
  autoScalingGroup,
  bucket,
  control,
  iam,
  instance,
  logs,
  object,
  own as ofLogin,
  ofPreview,
  stack,
  tagged,
} from '../names';
import { type Context, each, type Group, group, on } from '../table';
import { account } from '../world';

const calls = (service: string, ...names: readonly string[]) => names.map((name) => `${service}:${name}`);
const under = (role: string): Context => ({ 'cloudformation:RoleArn': iam(`role/${role}`) });
const own = under('shop-preview-cloudformation');
const create = 'cloudformation:CreateChangeSet';
const preview = stack('shop-preview-login-0a1b2c3d');
const stages = ['shop-staging', 'shop-production'];
const elsewhere = [...stages, 'shop-application-staging', 'shop-ui-preview-login', 'shop-ui-staging', 'acme'];
const changes = calls('cloudformation', 'ExecuteChangeSet', 'DeleteChangeSet', 'DescribeChangeSet', 'DeleteStack');
const passed: Context = { 'iam:PassedToService': 'cloudformation.amazonaws.com' };
const database = (name: string) => arn('rds', `db:${name}-databaseinstance-1a2b`);
const files = bucket('shop-preview-login-filesbucket-1a/letter');
const deletions = ['s3:DeleteObject', 's3:DeleteObjectVersion'];
const reads = ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectTagging', 's3:GetObjectAttributes'];
const kept = [
  ...['audit/2026-11-27/a.json', 'audit/records/a.json', 'metrics/previews/a.json', 'metrics/staging/a.json'],
  ...['metrics/records/a.json', 'a.json'],
].map((key) => `application/${key}`);
/** The same in the account of somebody else. */
const ofOthers = (one: string) => one.replace(account, '999988887777');
const standby = calls('autoscaling', 'EnterStandby', 'TerminateInstanceInAutoScalingGroup');
const objects = (...keys: readonly string[]) => keys.map((key) => object(key));
const [get, put] = ['s3:GetObject', 's3:PutObject'];

export const controlRows: readonly Group[] = [
  group('the role for control makes, changes and deletes stacks of previews alone', control, {
    denied: [
      ...elsewhere.map(stack).flatMap((one) => [...each(changes, one), [create, one, own] as const]),
      ...each(
        calls('cloudformation', 'CreateStack', 'UpdateStack', 'SetStackPolicy', 'RollbackStack', 'CreateStackRefactor'),
        preview,
        own,
      ),
    ],
    allowed: [...each(changes, preview), [create, preview, own]],
  }),
  group('the role for control hands over the role for previews and no other', control, {
    denied: [
      [create, preview],
      ...['shop-staging-cloudformation', 'shop-production-cloudformation', 'administrator'].flatMap(
        (role) =>
          [
            [create, preview, under(role)],
            ['iam:PassRole', iam(`role/${role}`), passed],
          ] as const,
      ),
      ...on('iam:PassRole', [iam('role/shop-staging-deploy'), iam('role/shop-preview/x')], passed),
    ],
    allowed: [
      [create, preview, own],
      ['iam:PassRole', iam('role/shop-preview-cloudformation'), passed],
    ],
  }),
  group('the role for control lifts no protection', control, {
    denied: [
      ...each(calls('cloudformation', 'UpdateTerminationProtection', 'SetStackPolicy', 'UntagResource'), preview),
      ...each(calls('rds', 'ModifyDBInstance', 'DeleteDBSnapshot', 'DeleteDBInstance'), database('shop-preview-login')),
    ],
  }),
  group('the role for control reads what balancers counted, and writes no measure', control, {
    denied: each(calls('cloudwatch', 'PutMetricData', 'DeleteAlarms', 'PutMetricAlarm', 'DeleteDashboards'), '*'),
    allowed: [['cloudwatch:GetMetricData', '*']],
  }),
  group('the role for control starts and stops databases of previews alone', control, {
    denied: [
      ...[...stages, 'shop-ui-preview-login', 'shop-previews', 'orders'].flatMap((name) =>
        each(calls('rds', 'StartDBInstance', 'StopDBInstance'), database(name)),
      ),
      // A last picture of the data would outlive the preview.
      ['rds:StopDBInstance', arn('rds', 'snapshot:shop-preview-login')],
      ...each(calls('rds', 'StartDBCluster', 'StopDBCluster'), arn('rds', 'cluster:shop-preview-login')),
    ],
    allowed: each(
      calls('rds', 'StartDBInstance', 'StopDBInstance', 'DescribeDBInstances'),
      database('shop-preview-login'),
    ),
  }),
  group('the role for control takes instances of previews out of service and ends them, and no others', control, {
    denied: [
      ...[{}, tagged('shop', 'staging'), tagged('shop', 'production'), tagged('shop-ui', 'preview')].flatMap((tags) =>
        each(standby, autoScalingGroup, tags),
      ),
      // Half of the tags.
      ...each(standby, autoScalingGroup, { 'aws:ResourceTag/preview-stacks:target': 'preview' }),
      ...each(standby, autoScalingGroup, { 'aws:ResourceTag/preview-stacks:project': 'shop' }),
      ...each(standby, autoScalingGroup.replace('awseb-', 'other-'), ofPreview),
      ...each(
        calls('autoscaling', 'UpdateAutoScalingGroup', 'SuspendProcesses', 'DetachInstances', 'SetDesiredCapacity'),
        autoScalingGroup,
        ofPreview,
      ),
      ...each(calls('ec2', 'StopInstances', 'TerminateInstances', 'RebootInstances'), instance, ofPreview),
    ],
    allowed: each(standby, autoScalingGroup, ofPreview),
  }),
  group('the role for control reads and writes records and templates of previews, and reads their bundles', control, {
    denied: [
      ...on(get, objects('staging/bundles/x.zip', 'application/bundles/x.zip', 'x.zip')),
      ...on(put, objects('login/bundles/x.zip', 'x.json')),
    ],
    allowed: [
      ...objects('login/records/x.json', 'login/templates/x.json').flatMap((one) => each([get, put], one)),
      ...on(get, objects('login/bundles/x.zip')),
    ],
  }),
  group('the role for control sweeps the folders of previews, and what lies in no folder of theirs stays', control, {
    denied: objects('cleanup-heartbeat.json', 'cleanup-farewells.json', ...kept).flatMap((one) => each(deletions, one)),
    allowed: [
      ...objects('login/bundles/x.zip', 'login/records/x.json', 'login/templates/x.json').flatMap((one) =>
        each(deletions, one),
      ),
      ...each(['s3:ListBucket', 's3:ListBucketVersions'], object('').replace(/\/$/, '')),
    ],
  }),
  group('the role for control notes which previews are gone, and leaves the heartbeat of cleanup alone', control, {
    denied: each([put, ...deletions], object('cleanup-heartbeat.json')),
    allowed: [...each([get, put], object('cleanup-farewells.json')), [get, object('cleanup-heartbeat.json')]],
  }),
  group('the role for control neither reads, writes nor deletes in the folder of a stage', control, {
    denied: ['staging', 'production'].flatMap((id) =>
      ['bundles/x.zip', 'records/x.json', 'templates/x.json'].flatMap((key) => [
        ...each([...reads, put, ...deletions], object(`${id}/${key}`)),
        // In the bucket of production, too.
        ...each([...reads, put, ...deletions], object(`${id}/${key}`, 'production')),
      ]),
    ),
  }),
  group('the role for control reads neither what was measured nor what was asked for', control, {
    denied: objects(...kept).flatMap((one) => each(reads, one)),
  }),
  group('the role for control reads no secret and no file of an app', control, {
    denied: [
      ['secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:shop/partner-AbCdEf'), ofPreview],
      ['secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:DatabaseSecret-AbCdEf'), ofPreview],
      ...each(calls('ssm', 'GetParameter', 'GetParameters'), arn('ssm', 'parameter/shop/key')),
      ['kms:Decrypt', arn('kms', 'key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0')],
      ...each([...reads, put], files),
      ...each(['s3:ListBucket', 's3:DeleteBucket', 's3:PutBucketPolicy'], files.replace('/letter', '')),
      ...each(calls('ecr', 'PutImage', 'BatchGetImage'), arn('ecr', 'repository/shop/web')),
    ],
  }),
  group('the role for control reaches nothing of another account, and takes no other role', control, {
    denied: [
      ...each(changes, ofOthers(preview)),
      [create, ofOthers(preview), own],
      ['iam:PassRole', ofOthers(iam('role/shop-preview-cloudformation')), passed],
      ...each(calls('rds', 'StartDBInstance', 'StopDBInstance'), ofOthers(database('shop-preview-login'))),
      ['rds:DeleteDBSnapshot', ofOthers(arn('rds', 'snapshot:shop-preview-login-1'))],
      ['logs:DeleteLogGroup', ofOthers(logs(ofLogin))],
      ...each(standby, ofOthers(autoScalingGroup), ofPreview),
      ...on('sts:AssumeRole', [
        ...['shop-staging-deploy', 'shop-staging-cleanup', 'shop-preview-cloudformation'].map((one) =>
          iam(`role/${one}`),
        ),
        ofOthers(iam('role/shop-production-deploy')),
      ]),
    ],
  }),
];

import {
  arn,
  bucket,
  cleanup,
  cloudFormation,
  control,
  deploy,
  inRegion,
  kinds,
  ofOther,
  ofPreview,
  previews,
  stages,
  tagged,
} from '../names';
import { each, type Group, group, on } from '../table';
import { account } from '../world';

const rds = (...calls: readonly string[]) => calls.map((call) => `rds:${call}`);
const database = (kind: string) => arn('rds', `db:shop-${kind}-login-database-1a`);
const snapshot = (name: string) => arn('rds', `snapshot:${name}`);
const parameters = (name: string) => arn('rds', `pg:${name}`);
const queue = (name: string) => arn('sqs', name);
const files = (kind: string, rest = '') => bucket(`shop-${kind}-login-filestorefilesbucket-1a${rest}`);
const restore = 'rds:RestoreDBInstanceFromDBSnapshot';
const sns = (...calls: readonly string[]) => calls.map((call) => `sns:${call}`);
const topic = (name: string) => arn('sns', name);
const alarm = (name: string) => arn('cloudwatch', `alarm:${name}`);
const dashboard = (name: string) => `arn:aws:cloudwatch::${account}:dashboard/${name}`;
const shape = rds('CreateDBInstance', 'ModifyDBInstance', 'DeleteDBInstance', 'RebootDBInstance', 'CreateDBSnapshot');
/** Making, changing and deleting a group, and giving it to an instance, of which IAM asks for the group as well. */
const grouping = rds(
  ...['CreateDBParameterGroup', 'ModifyDBParameterGroup', 'DeleteDBParameterGroup'],
  ...['CreateDBInstance', 'ModifyDBInstance', 'RestoreDBInstanceFromDBSnapshot', 'AddTagsToResource'],
);
const messages = ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:PurgeQueue', 'sqs:AddPermission'];

export const dataRows: readonly Group[] = [
  ...kinds.map((kind) => {
    const others = kinds.filter((one) => one !== kind);
    return group(
      `CloudFormation's role for ${kind} reaches databases, queues and buckets of ${kind} alone`,
      cloudFormation[kind],
      {
        denied: [
          ...others.flatMap((other) => [
            ...each(shape, database(other)),
            ...each(
              ['sqs:DeleteQueue', 'sqs:SetQueueAttributes', 'sqs:GetQueueAttributes'],
              queue(`shop-${other}-JobsQueue-1A`),
            ),
            ...each(['s3:DeleteBucket', 's3:PutBucketPolicy'], files(other)),
          ]),
          ...each(shape, arn('rds', 'db:payroll')),
          ...on('sqs:GetQueueAttributes', [queue('shop-ui-production-JobsQueue-1A')]),
          ...each(messages, queue(`shop-${kind}-login-JobsQueue-1A`)),
          ...each(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], files(kind, '/letter')),
          ...each(rds('ModifyDBSnapshotAttribute', 'CopyDBSnapshot', 'StartExportTask'), snapshot(`shop-${kind}-x`)),
        ],
        allowed: [
          ...each(shape, database(kind)),
          ...each(
            ['sqs:CreateQueue', 'sqs:DeleteQueue', 'sqs:GetQueueAttributes'],
            queue(`shop-${kind}-login-JobsQueue-1A`),
          ),
          ...each(
            ['s3:CreateBucket', 's3:DeleteBucket', 's3:PutBucketPolicy', 's3:GetReplicationConfiguration'],
            files(kind),
          ),
        ],
      },
    );
  }),
  ...kinds.map((kind) => {
    const of = (one: string) => parameters(`shop-${one}-login-databaseparameters-1a`);
    const others = [
      ...kinds.filter((one) => one !== kind).map(of),
      ...['payroll', `shop-ui-${kind}-x`, 'default', 'default-payroll', 'defaults'].map(parameters),
    ];
    return group(`CloudFormation's role for ${kind} reaches parameter groups of ${kind} alone`, cloudFormation[kind], {
      denied: [
        ...others.flatMap((other) => each(grouping, other)),
        ...each(rds('ResetDBParameterGroup', 'CopyDBParameterGroup'), of(kind)),
      ],
      allowed: [
        ...each(grouping, of(kind)),
        // Back to what the engine's version does.
        ...each(rds('CreateDBInstance', 'ModifyDBInstance'), parameters('default.postgres17')),
      ],
    });
  }),
  ...stages.map((stage) => {
    const others = ['preview', ...stages].filter((one) => one !== stage).map((one) => `shop-${one}`);
    const tags = ['cloudwatch:TagResource', 'cloudwatch:UntagResource', 'cloudwatch:ListTagsForResource'];
    const dashboards = ['cloudwatch:PutDashboard', 'cloudwatch:GetDashboard', 'cloudwatch:DeleteDashboards'];
    const topics = ['CreateTopic', 'DeleteTopic', 'SetTopicAttributes', 'Subscribe', 'Unsubscribe', 'TagResource'];
    return group(
      `CloudFormation's role for ${stage} makes alarms, a dashboard and a topic of ${stage} alone`,
      cloudFormation[stage],
      {
        denied: [
          ...[...others, 'shop-ui', 'billing'].flatMap((other) => [
            ...each(tags, alarm(`${other}-web-health`)),
            ...each(dashboards, dashboard(other)),
            ...each(sns(...topics), topic(`${other}-AlarmsSnsTopic-1A`)),
          ]),
          ...each(dashboards, dashboard(`shop-${stage}-mine`)),
          ...each(
            sns('Publish', 'AddPermission', 'RemovePermission', 'PublishBatch'),
            topic(`shop-${stage}-AlarmsSnsTopic-1A`),
          ),
          ...each(sns('CreatePlatformApplication', 'SetSMSAttributes'), '*'),
        ],
        allowed: [
          ...each(tags, alarm(`shop-${stage}-web-health`)),
          ...each(
            ['cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms'],
            alarm(`shop-${stage}-web-health`),
            inRegion,
          ),
          ...each(dashboards, dashboard(`shop-${stage}`)),
          ...each(sns(...topics, 'GetDataProtectionPolicy'), topic(`shop-${stage}-AlarmsSnsTopic-1A`)),
        ],
      },
    );
  }),
  group('previews have no alarms, and change none of a stage', cloudFormation.preview, {
    denied: [
      ...stages.flatMap((stage) => [
        ...each(
          ['cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms', 'cloudwatch:TagResource'],
          alarm(`shop-${stage}-web-health`),
          { ...inRegion, ...tagged('shop', stage) },
        ),
        ...each(['cloudwatch:PutDashboard', 'cloudwatch:DeleteDashboards'], dashboard(`shop-${stage}`)),
        ...each(sns('DeleteTopic', 'SetTopicAttributes', 'Subscribe'), topic(`shop-${stage}-AlarmsSnsTopic-1A`)),
      ]),
      ...each(sns('CreateTopic', 'Subscribe'), topic('shop-preview-login-Topic-1A')),
      ...each(['cloudwatch:PutDashboard'], dashboard('shop-preview-login')),
    ],
  }),
  group('previews restore the snapshots that settings name for them', cloudFormation.preview, {
    denied: on(
      restore,
      [
        ...['payroll', 'masked', 'masked-2', 'masked-final', 'masked-2026', 'masked-20261121', 'xmasked-2026-11-21'],
        ...['rds:payroll-2026-11-21-03-04', 'rds:masked-2-2026-11-21-03-04', 'shop-production-2026-11-21'],
      ].map(snapshot),
    ),
    allowed: on(
      restore,
      ['masked-2026-11-21', 'masked-2026-11-21-masked', 'rds:masked-2026-11-21-03-04', 'shop-preview-login'].map(
        snapshot,
      ),
    ),
  }),
  ...stages.map((stage) =>
    group(`${stage} restores any snapshot`, cloudFormation[stage], { allowed: on(restore, [snapshot('payroll')]) }),
  ),
  group('cleanup and control delete snapshots of previews, and of nothing else', [cleanup, control], {
    denied: [
      ...on(
        'rds:DeleteDBSnapshot',
        ['shop-staging-snapshot-database-1', 'shop-production-x', 'payroll', 'rds:shop-preview-x-2026-11-21-03-04'].map(
          snapshot,
        ),
      ),
      ...on('rds:DeleteDBSnapshot', [snapshot('shop-preview-ui-login-1')], ofOther),
      ...on('rds:DeleteDBInstance', [database('preview')]),
    ],
    allowed: [
      ...on('rds:DeleteDBSnapshot', [snapshot('shop-preview-login-snapshot-database-1')]),
      ...on('rds:DeleteDBSnapshot', [snapshot('shop-preview-login-snapshot-database-1')], ofPreview),
    ],
  }),
  group('cleanup and control empty buckets of previews, and of no stage', [cleanup, control], {
    denied: [
      ...stages.flatMap((stage) => each(['s3:DeleteObject', 's3:DeleteObjectVersion'], files(stage, '/letter'))),
      ...each(['s3:GetObject', 's3:PutObject'], files('preview', '/letter')),
      ['s3:DeleteBucket', files('preview')],
    ],
    allowed: [
      ...each(['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:AbortMultipartUpload'], files('preview', '/letter')),
      ...each(['s3:ListBucketVersions', 's3:ListBucketMultipartUploads'], files('preview')),
    ],
  }),
  group('jobs of any branch empty buckets of previews and read none', previews, {
    denied: [
      ...each(['s3:GetObject', 's3:PutObject'], files('preview', '/letter')),
      ...stages.flatMap((stage) =>
        each(['s3:GetObject', 's3:DeleteObject', 's3:DeleteObjectVersion'], files(stage, '/letter')),
      ),
    ],
    allowed: each(['s3:DeleteObject', 's3:DeleteObjectVersion'], files('preview', '/letter')),
  }),
  group('jobs of any branch start databases of previews alone, and stop none', previews, {
    denied: [
      ...stages.flatMap((stage) => each(rds('StartDBInstance', 'StopDBInstance'), database(stage))),
      ...each(rds('StartDBInstance', 'StopDBInstance'), arn('rds', 'db:shop-ui-preview-login-database-1a')),
      ...on('rds:StopDBInstance', [database('preview')]),
    ],
    allowed: each(rds('StartDBInstance', 'DescribeDBInstances'), database('preview')),
  }),
  group('jobs of staging start databases of previews alone, and stop none', deploy.staging, {
    denied: [
      ...stages.flatMap((stage) => each(rds('StartDBInstance', 'StopDBInstance'), database(stage))),
      ...on('rds:StopDBInstance', [database('preview')]),
    ],
    allowed: on('rds:StartDBInstance', [database('preview')]),
  }),
  group('jobs of production start and stop no database', deploy.production, {
    denied: kinds.flatMap((kind) => each(rds('StartDBInstance', 'StopDBInstance'), database(kind))),
  }),
  group('cleanup starts and stops no database', cleanup, {
    denied: kinds.flatMap((kind) => each(rds('StartDBInstance', 'StopDBInstance', 'RebootDBInstance'), database(kind))),
  }),
  group('jobs of a stage reach no data of that stage themselves', Object.values(deploy), {
    denied: stages.flatMap((stage) => [
      ...each(['s3:GetObject', 's3:DeleteObject'], files(stage, '/letter')),
      ...each(shape, database(stage)),
      ...each(messages, queue(`shop-${stage}-JobsQueue-1A`)),
    ]),
    allowed: [['rds:DescribeDBSnapshots', '*']],
  }),
];

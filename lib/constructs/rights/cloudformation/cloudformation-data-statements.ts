import { ownershipTagKeys } from '../../../naming/ownership-tags';
import { arnPrefix, globalArnPrefix } from '../arn-prefix';
import type { IamStatement } from '../iam-statement';
import { type CloudFormationStatements, stackPrefix } from './cloudformation-statements';

type Conditions = NonNullable<IamStatement['conditions']>;

// Condition keys of the one action (service authorization reference of Route 53, November 2026).
const recordNames = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';
const recordTypes = 'route53:ChangeResourceRecordSetsRecordTypes';

/** Databases, their secrets, file stores and DNS records. */
export const dataStatements: CloudFormationStatements = (scope, props) => {
  const rds = arnPrefix(scope, 'rds');
  const secrets = `${arnPrefix(scope, 'secretsmanager')}secret:DatabaseSecret*`;
  const prefix = stackPrefix(props);
  const named = (kind: string) => `${rds}${kind}:${prefix}*`;
  const { snapshots = ['*'] } = props;
  const zone = (id: string) => `${globalArnPrefix(scope, 'route53')}hostedzone/${id}`;
  const tags = (key: 'RequestTag' | 'ResourceTag') => ({
    [`aws:${key}/${ownershipTagKeys.project}`]: props.project,
    [`aws:${key}/${ownershipTagKeys.target}`]: props.kind,
  });
  const own: Conditions = { StringEquals: tags('ResourceTag') };
  const newOrOwn: Conditions = { StringEqualsIfExists: { ...tags('RequestTag'), ...tags('ResourceTag') } };
  return [
    {
      sid: 'Databases',
      because: 'CloudFormation names instances and their groups after their stack.',
      actions: [
        'rds:CreateDBInstance',
        'rds:ModifyDBInstance',
        'rds:DeleteDBInstance',
        'rds:RebootDBInstance',
        'rds:CreateDBSubnetGroup',
        'rds:ModifyDBSubnetGroup',
        'rds:DeleteDBSubnetGroup',
        'rds:CreateDBParameterGroup',
        'rds:ModifyDBParameterGroup',
        'rds:DeleteDBParameterGroup',
        'rds:CreateDBSnapshot',
        'rds:RestoreDBInstanceFromDBSnapshot',
        'rds:AddTagsToResource',
        'rds:RemoveTagsFromResource',
        'rds:ListTagsForResource',
      ],
      resources: [
        ...[named('db'), named('subgrp'), named('pg'), named('snapshot')],
        // RDS's own, which it never changes. Only their names have a dot.
        ...[`${rds}og:default*`, `${rds}pg:default.*`],
      ],
    },
    ...(snapshots.length === 0
      ? []
      : [
          {
            sid: 'Snapshots',
            because: 'A database may start from a snapshot; restoring reads it and changes nothing of it.',
            actions: ['rds:RestoreDBInstanceFromDBSnapshot'],
            resources: snapshots.map((name) => (name.startsWith('arn:') ? name : `${rds}snapshot:${name}`)),
          },
        ]),
    {
      sid: 'NewSecrets',
      because:
        'CloudFormation names a secret by its id in the template; the tags that come from the stack tell whose one is.',
      actions: ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
      resources: [secrets],
      // A new secret has no tags yet, and CloudFormation may make it before it tags it. One of somebody else must not become readable by
      // being tagged: it has other tags, or another name.
      conditions: newOrOwn,
    },
    {
      sid: 'OwnSecrets',
      because:
        'The database is made with the password in the secret, and the secret then gets the address of the database.',
      actions: [
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecret',
        'secretsmanager:DescribeSecret',
        'secretsmanager:DeleteSecret',
        'secretsmanager:TagResource',
        'secretsmanager:UntagResource',
      ],
      resources: [secrets],
      conditions: own,
    },
    {
      sid: 'Queues',
      because: 'CloudFormation names queues after their stack. It makes and configures them and touches no message.',
      actions: [
        'sqs:CreateQueue',
        'sqs:DeleteQueue',
        'sqs:GetQueueAttributes',
        'sqs:SetQueueAttributes',
        'sqs:GetQueueUrl',
        'sqs:TagQueue',
        'sqs:UntagQueue',
        'sqs:ListQueueTags',
      ],
      resources: [`${arnPrefix(scope, 'sqs')}${prefix}*`],
    },
    {
      sid: 'FileStores',
      because: 'CloudFormation names buckets after their stack. It makes and configures them and reads no object.',
      actions: [
        's3:CreateBucket',
        's3:DeleteBucket',
        's3:ListBucket',
        's3:GetBucket*',
        's3:PutBucket*',
        's3:DeleteBucketPolicy',
        's3:PutEncryptionConfiguration',
        's3:Get*Configuration',
        's3:PutLifecycleConfiguration',
        's3:TagResource',
        's3:UntagResource',
        's3:ListTagsForResource',
      ],
      resources: [`${globalArnPrefix(scope, 's3')}${prefix}*`],
    },
    ...(props.records.length === 0
      ? []
      : [
          {
            sid: 'LookAtZones',
            because: 'The zones in which these targets have their names.',
            actions: ['route53:ListResourceRecordSets', 'route53:GetHostedZone'],
            resources: props.records.map(({ hostedZoneId }) => zone(hostedZoneId)),
          },
          {
            sid: 'RecordChanges',
            because: 'Waiting for a change; its id is not known before.',
            actions: ['route53:GetChange'],
            resources: [`${globalArnPrefix(scope, 'route53')}change/*`],
          },
        ]),
    ...props.records.map(({ hostedZoneId, names }, index) => ({
      sid: `Records${index === 0 ? '' : index + 1}`,
      because: 'Each target has its host names; others in the same zone are not theirs to change.',
      actions: ['route53:ChangeResourceRecordSets'],
      resources: [zone(hostedZoneId)],
      conditions: {
        'ForAllValues:StringLike': { [recordNames]: names },
        'ForAllValues:StringEquals': { [recordTypes]: ['A', 'CNAME'] },
        // All of no values fit.
        Null: { [recordNames]: 'false', [recordTypes]: 'false' },
      },
    })),
    ...props.records
      .filter(({ closed }) => closed.length > 0)
      .map(({ hostedZoneId, closed }, index) => ({
        sid: `NotRecords${index === 0 ? '' : index + 1}`,
        because:
          'Stages may stand under the domain of previews; names with an underscore prove to others whose a domain is; a wildcard is every name.',
        effect: 'Deny' as const,
        actions: ['route53:ChangeResourceRecordSets'],
        resources: [zone(hostedZoneId)],
        conditions: {
          'ForAnyValue:StringLike': { [recordNames]: closed },
        },
      })),
  ];
};

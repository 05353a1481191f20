import { ownershipTagKeys } from '../naming/ownership-tags';
import { arnPrefix, globalArnPrefix } from './arn-prefix';
import type { CloudFormationStatements } from './cloudformation-statements';
import { whenEquals } from './iam-statement';

/** Databases, their secrets, file stores and DNS records. */
export const dataStatements: CloudFormationStatements = (scope, props) => {
  const rds = arnPrefix(scope, 'rds');
  const secrets = `${arnPrefix(scope, 'secretsmanager')}secret:*`;
  const named = (kind: string) => props.stackPrefixes.map((prefix) => `${rds}${kind}:${prefix}*`);
  return [
    {
      sid: 'Databases',
      because: 'CloudFormation names instances after their stack.',
      actions: [
        'rds:CreateDBInstance',
        'rds:ModifyDBInstance',
        'rds:DeleteDBInstance',
        'rds:RebootDBInstance',
        'rds:CreateDBSubnetGroup',
        'rds:ModifyDBSubnetGroup',
        'rds:DeleteDBSubnetGroup',
        'rds:CreateDBSnapshot',
        'rds:RestoreDBInstanceFromDBSnapshot',
        'rds:AddTagsToResource',
        'rds:RemoveTagsFromResource',
        'rds:ListTagsForResource',
      ],
      resources: [...named('db'), ...named('subgrp'), ...named('snapshot'), `${rds}og:default*`, `${rds}pg:default*`],
    },
    {
      sid: 'Snapshots',
      because: 'A database may start from a snapshot of any name; restoring reads it and changes nothing of it.',
      actions: ['rds:RestoreDBInstanceFromDBSnapshot'],
      resources: [`${rds}snapshot:*`],
    },
    {
      sid: 'LookAtDatabases',
      because: 'Waiting for an instance reads lists.',
      actions: ['rds:Describe*'],
      resources: ['*'],
    },
    {
      sid: 'NewSecrets',
      because:
        'CloudFormation does not name secrets after their stack; the tag that comes from the stack tells whose one is.',
      actions: ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
      resources: [secrets],
      conditions: whenEquals(`aws:RequestTag/${ownershipTagKeys.project}`, props.project),
    },
    {
      sid: 'OwnSecrets',
      because: 'The database is made with the password in the secret, and the secret is told where the database is.',
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
      conditions: whenEquals(`aws:ResourceTag/${ownershipTagKeys.project}`, props.project),
    },
    {
      sid: 'Passwords',
      because: 'A generated password is asked for before its secret exists.',
      actions: ['secretsmanager:GetRandomPassword'],
      resources: ['*'],
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
      resources: props.stackPrefixes.map((prefix) => `${arnPrefix(scope, 'sqs')}${prefix}*`),
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
        's3:GetEncryptionConfiguration',
        's3:PutEncryptionConfiguration',
        's3:GetLifecycleConfiguration',
        's3:PutLifecycleConfiguration',
        's3:TagResource',
        's3:UntagResource',
        's3:ListTagsForResource',
      ],
      resources: props.stackPrefixes.map((prefix) => `${globalArnPrefix(scope, 's3')}${prefix}*`),
    },
    ...(props.hostedZoneIds.length === 0
      ? []
      : [
          {
            sid: 'Records',
            because: 'Each target has its host names in the zones of the stage.',
            actions: ['route53:ChangeResourceRecordSets', 'route53:ListResourceRecordSets', 'route53:GetHostedZone'],
            resources: props.hostedZoneIds.map((zone) => `${globalArnPrefix(scope, 'route53')}hostedzone/${zone}`),
          },
          {
            sid: 'RecordChanges',
            because: 'Waiting for a change; its id is not known before.',
            actions: ['route53:GetChange'],
            resources: [`${globalArnPrefix(scope, 'route53')}change/*`],
          },
        ]),
  ];
};

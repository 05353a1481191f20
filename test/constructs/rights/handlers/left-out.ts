import { fits } from '../iam/patterns';

type Reasons = readonly (readonly [actions: string, because: string])[];

/**
 * What the handlers list and no role of ours has, by type, and why nothing of ours needs it. Actions of a service stand in one text; a `*`
 * only where the whole service is left out.
 */
const reasons: Readonly<Record<string, Reasons>> = {
  'AWS::AutoScaling::AutoScalingGroup': [
    ['ec2:Get*', 'wider than the two of them that Beanstalk uses, which the role has'],
    ['managed-fleets:*', 'Beanstalk makes no managed fleet'],
    ['ssm:Get*', 'for images that a parameter names; Beanstalk names them by id'],
    ['vpc-lattice:*', 'targets of Beanstalk are those of Elastic Load Balancing'],
  ],
  'AWS::AutoScaling::ScalingPolicy': [
    ['cloudwatch:GetMetricData', 'for predictive scaling; Beanstalk scales by alarms'],
  ],
  'AWS::DynamoDB::Table': [
    [
      'dynamodb: AssociateTableReplica CreateTableReplica UpdateContinuousBackups UpdateContributorInsights UpdateTimeToLive',
      "for what Beanstalk's table does not have",
    ],
    [
      'dynamodb: EnableKinesisStreamingDestination DisableKinesisStreamingDestination UpdateKinesisStreamingDestination',
      'for tables that stream into Kinesis',
    ],
    ['dynamodb: PutResourcePolicy DeleteResourcePolicy', 'for tables that have a policy'],
    [
      'dynamodb: BatchWriteItem DeleteItem GetItem PutItem Query Scan UpdateItem ImportTable',
      'for tables that are imported',
    ],
    ['dynamodb: UpdateTable', 'Beanstalk makes the table and deletes it; it never changes it'],
    ['s3: GetObject GetObjectMetadata ListBucket', 'for tables that are imported'],
    [
      'logs: CreateLogGroup CreateLogStream DescribeLogStreams PutLogEvents PutRetentionPolicy',
      'for tables that are imported',
    ],
    ['kinesis:*', 'for tables that stream into Kinesis'],
    ['kms:*', "for keys of one's own"],
  ],
  'AWS::EC2::EIP': [['ec2:AcceptAddressTransfer', 'for addresses that another account gives away']],
  'AWS::ElasticBeanstalk::ApplicationVersion': [['s3:PutObject', 'bundles are put by CI before, and only read here']],
  'AWS::ElasticLoadBalancingV2::Listener': [['cognito-idp:*', 'for listeners that ask for a login']],
  'AWS::ElasticLoadBalancingV2::ListenerRule': [['cognito-idp:*', 'for rules that ask for a login']],
  'AWS::IAM::Role': [
    [
      'iam:DeleteRolePermissionsBoundary',
      'who could take a boundary off could become anybody; each role keeps its own',
    ],
    [
      'iam: UpdateAssumeRolePolicy UpdateRoleDescription',
      'who can change a trust policy lets anybody in; no release changes it',
    ],
  ],
  'AWS::Logs::LogGroup': [
    ['logs: AssociateKmsKey DisassociateKmsKey', "for keys of one's own"],
    ['logs: PutDataProtectionPolicy DeleteDataProtectionPolicy', 'Beanstalk gives its groups no such policy'],
    ['logs: PutIndexPolicy DeleteIndexPolicy', 'Beanstalk gives its groups no such policy'],
    ['logs: PutResourcePolicy DeleteResourcePolicy CreateLogDelivery', 'Beanstalk delivers its groups nowhere'],
    ['logs: PutBearerTokenAuthentication PutLogGroupDeletionProtection', 'settings that Beanstalk does not make'],
    ['firehose:TagDeliveryStream', 'Beanstalk delivers its groups nowhere'],
    ['s3:REST.PUT.OBJECT', 'IAM knows no such action'],
  ],
  'AWS::RDS::DBInstance': [
    ['rds: AddRoleToDBInstance RemoveRoleFromDBInstance', 'our databases have no roles'],
    ['rds: CreateDBInstanceReadReplica PromoteReadReplica', 'our databases have no replicas'],
    [
      'rds: StartDBInstanceAutomatedBackupsReplication StopDBInstanceAutomatedBackupsReplication',
      'backups stay in the region',
    ],
    ['rds:RestoreDBInstanceToPointInTime', 'databases start empty or from a snapshot'],
    ['iam:ListRoles', 'for roles that a database has'],
    [
      'kms: CreateGrant DescribeKey',
      "for keys of one's own (docs/security.md says so); AWS's own key for RDS needs neither",
    ],
    ['secretsmanager: CreateSecret TagResource', 'for a password that RDS keeps; ours is in a secret of the stack'],
  ],
  'AWS::RDS::DBParameterGroup': [
    ['rds:ResetDBParameterGroup', 'a group sets one parameter as long as it is there; another value is another group'],
  ],
  'AWS::S3::Bucket': [
    [
      's3: CreateBucketMetadataTableConfiguration DeleteBucketMetadataTableConfiguration',
      'our buckets have no metadata tables',
    ],
    [
      's3: UpdateBucketMetadataAnnotationTableConfiguration UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration',
      'our buckets have no metadata tables',
    ],
    ['s3tables:*', 'our buckets have no metadata tables'],
    [
      's3: DeleteBucketAnalyticsConfiguration DeleteBucketMetricsConfiguration PutAnalyticsConfiguration PutMetricsConfiguration',
      'our buckets are not analysed',
    ],
    [
      's3: PutInventoryConfiguration PutIntelligentTieringConfiguration PutAccelerateConfiguration',
      'our buckets have no such setting',
    ],
    ['s3: PutReplicationConfiguration DeleteBucketReplication', 'our buckets are not replicated'],
    [
      's3: DeleteBucketCors DeleteBucketEncryption DeleteBucketLifecycle DeleteBucketTagging',
      'IAM knows no such actions: it asks for those that put',
    ],
    ['s3: DeleteBucketWebsite', 'our buckets are no websites'],
    ['s3: PutObjectLockConfiguration', 'our buckets lock no objects'],
    ['s3: PutObjectAcl DeleteObject', 'buckets are emptied by cleanup; CloudFormation touches no object'],
  ],
  'AWS::SecretsManager::Secret': [
    ['secretsmanager: ReplicateSecretToRegions RemoveRegionsFromReplication', 'secrets stay in the region'],
  ],
  'AWS::SecretsManager::SecretTargetAttachment': [
    ['docdb-elastic:*', 'our secrets are attached to instances of RDS'],
    ['redshift:*', 'our secrets are attached to instances of RDS'],
    ['redshift-serverless:*', 'our secrets are attached to instances of RDS'],
  ],
};

/** `type permission`, a pattern. */
export const leftOut: readonly string[] = Object.entries(reasons).flatMap(([type, all]) =>
  all.flatMap(([text]) => {
    const [service, actions = ''] = text.split(/:(.*)/);
    return actions
      .trim()
      .split(' ')
      .map((action) => `${type} ${service}:${action}`);
  }),
);

/** Those permissions for which no reason is given. */
export function withoutReason(lacks: readonly string[]): readonly string[] {
  return lacks.filter((one) => !leftOut.some((pattern) => isFor(pattern, one)));
}

/** Those reasons that are for none of these permissions. */
export function stale(lacks: readonly string[]): readonly string[] {
  return leftOut.filter((pattern) => !lacks.some((one) => isFor(pattern, one)));
}

/** `ec2:Get*` stands for itself: so the handler lists it. */
function isFor(pattern: string, permission: string): boolean {
  return pattern === permission || (pattern.endsWith(':*') && fits(pattern, permission));
}

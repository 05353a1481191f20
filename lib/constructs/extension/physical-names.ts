/** How a type is named, and whether CloudFormation's own name for it would do. */
interface NameProperty {
  readonly property: string;
  /** What code of the CDK calls it. @default the same, in its case */
  readonly inCode?: string;
  /**
   * The name that CloudFormation makes up loses the start of the stack's name. Where stack name, logical id and 12 characters are too long
   * for a service, the first two share the room, half each (names seen on AWS: KensioSoftware/yulin, pull request 1127, 2026-08-29; AWS
   * documents no rule). Our names begin with up to 19 characters, so that a limit below 54 cuts them. Limits: API references of ELBv2
   * (CreateLoadBalancer, CreateTargetGroup: 32), ELB (32) and ElastiCache (CreateReplicationGroup 40, CreateCacheCluster 50), from memory.
   */
  readonly needed: boolean;
}

/** By type of CloudFormation: those whose name must be within reach, or two targets would meet. */
export const nameProperties: Readonly<Record<string, NameProperty>> = {
  'AWS::ElastiCache::CacheCluster': { property: 'ClusterName', needed: true },
  'AWS::ElastiCache::ReplicationGroup': { property: 'ReplicationGroupId', needed: true },
  'AWS::ElastiCache::ServerlessCache': { property: 'ServerlessCacheName', needed: true },
  'AWS::ElasticLoadBalancing::LoadBalancer': { property: 'LoadBalancerName', needed: true },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { property: 'Name', inCode: 'loadBalancerName', needed: true },
  'AWS::ElasticLoadBalancingV2::TargetGroup': { property: 'Name', inCode: 'targetGroupName', needed: true },
  'AWS::MemoryDB::Cluster': { property: 'ClusterName', needed: true },
  'AWS::DynamoDB::Table': { property: 'TableName', needed: false },
  'AWS::IAM::InstanceProfile': { property: 'InstanceProfileName', needed: false },
  'AWS::IAM::Role': { property: 'RoleName', needed: false },
  'AWS::Lambda::Function': { property: 'FunctionName', needed: false },
  'AWS::RDS::DBCluster': { property: 'DBClusterIdentifier', needed: false },
  'AWS::RDS::DBInstance': { property: 'DBInstanceIdentifier', needed: false },
  'AWS::RDS::DBSubnetGroup': { property: 'DBSubnetGroupName', needed: false },
  'AWS::S3::Bucket': { property: 'BucketName', needed: false },
  'AWS::SNS::Topic': { property: 'TopicName', needed: false },
  'AWS::SQS::Queue': { property: 'QueueName', needed: false },
};

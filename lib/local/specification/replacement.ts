import { specificationOf } from './specification';

/** The property that gives a resource its physical name: with it set, AWS refuses to replace the resource under the same name. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::EC2::SecurityGroup': 'GroupName',
  'AWS::ElasticBeanstalk::Application': 'ApplicationName',
  'AWS::ElasticBeanstalk::Environment': 'EnvironmentName',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'Name',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'Name',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
  'AWS::RDS::DBParameterGroup': 'DBParameterGroupName',
  'AWS::RDS::DBSubnetGroup': 'DBSubnetGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SSM::Parameter': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
};

export function namePropertyOf(type: string): string | undefined {
  return nameProperties[type];
}

/** AWS says "maybe" of these and replaces: a changed or dropped snapshot deletes the database (trap T26). */
const replacing: Readonly<Record<string, readonly string[]>> = {
  'AWS::RDS::DBInstance': [
    'DBSnapshotIdentifier',
    'DBClusterSnapshotIdentifier',
    'SourceDBInstanceIdentifier',
    'Engine',
  ],
};

/** What a change of this property does to the resource: a nested change counts for its top property. */
export function replacementBy(type: string, property: string): 'Never' | 'Conditionally' | 'Always' {
  if (replacing[type]?.includes(property)) {
    return 'Always';
  }
  const replaces = specificationOf(type)?.properties[property]?.replaces;
  return replaces === 'yes' ? 'Always' : replaces === 'maybe' ? 'Conditionally' : 'Never';
}

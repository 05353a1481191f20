import { plain } from '../../../text/visible';

/** Types of CloudFormation as people call them. */
const words: Readonly<Record<string, string>> = {
  'AWS::CertificateManager::Certificate': 'certificate',
  'AWS::CloudFormation::Stack': 'stack',
  'AWS::CloudWatch::Alarm': 'alarm',
  'AWS::CloudWatch::Dashboard': 'dashboard',
  'AWS::EC2::EIP': 'IP address',
  'AWS::EC2::SecurityGroup': 'security group',
  'AWS::EC2::SecurityGroupEgress': 'rule of a security group',
  'AWS::EC2::SecurityGroupIngress': 'rule of a security group',
  'AWS::DynamoDB::Table': 'table',
  'AWS::ElastiCache::CacheCluster': 'cache',
  'AWS::ElastiCache::ReplicationGroup': 'cache',
  'AWS::ElastiCache::SubnetGroup': 'subnets of a cache',
  'AWS::ElasticBeanstalk::Application': 'Beanstalk application',
  'AWS::ElasticBeanstalk::ApplicationVersion': 'Beanstalk version',
  'AWS::ElasticBeanstalk::ConfigurationTemplate': 'Beanstalk template',
  'AWS::ElasticBeanstalk::Environment': 'Beanstalk environment',
  'AWS::ElasticLoadBalancingV2::Listener': 'listener',
  'AWS::ElasticLoadBalancingV2::ListenerRule': 'rule of a listener',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'load balancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'target group',
  'AWS::IAM::InstanceProfile': 'instance profile',
  'AWS::IAM::ManagedPolicy': 'policy',
  'AWS::IAM::OIDCProvider': 'identity provider',
  'AWS::IAM::Policy': 'policy',
  'AWS::IAM::Role': 'role',
  'AWS::Lambda::EventSourceMapping': 'source of a function',
  'AWS::Lambda::Function': 'function',
  'AWS::Lambda::Permission': 'right to call a function',
  'AWS::Logs::LogGroup': 'log group',
  'AWS::RDS::DBInstance': 'database',
  'AWS::RDS::DBParameterGroup': 'parameters of a database',
  'AWS::RDS::DBSubnetGroup': 'subnets of a database',
  'AWS::Route53::RecordSet': 'DNS record',
  'AWS::S3::Bucket': 'bucket',
  'AWS::S3::BucketPolicy': 'policy of a bucket',
  'AWS::SecretsManager::Secret': 'secret',
  'AWS::SecretsManager::SecretTargetAttachment': 'link of a secret',
  'AWS::SNS::Subscription': 'subscription',
  'AWS::SNS::Topic': 'topic',
  'AWS::SNS::TopicPolicy': 'policy of a topic',
  'AWS::SQS::Queue': 'queue',
  'AWS::SQS::QueuePolicy': 'policy of a queue',
  'AWS::SSM::Document': 'document',
  'AWS::SSM::Parameter': 'parameter',
};

/** A type in words; one without words by its own name. */
export function typeWords(type: string): string {
  return Object.hasOwn(words, type) ? (words[type] as string) : plain(type);
}

/**
 * A resource in words, such as `Beanstalk environment web`: its type, and what its logical id says beyond that. The CDK ends an id with eight
 * characters of a hash.
 */
export function resourceWords({ type, logicalId }: { readonly type: string; readonly logicalId: string }): string {
  const kind = typeWords(type);
  // What the CDK names every database and custom resource says nothing.
  const known = new Set([...kind.toLowerCase().split(/\W+/), 'instance', 'resource']);
  const parts = logicalId
    .replace(/(?<=.)[0-9A-F]{8}$/, '')
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((part) => (/^[A-Z][a-z]/.test(part) ? part.toLowerCase() : part))
    .filter((part) => !known.has(part.toLowerCase()));
  return [kind, ...parts.map(plain)].join(' ');
}

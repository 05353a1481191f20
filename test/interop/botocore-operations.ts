import { services } from '../../lib/local/services';
import type { Started } from '../local/start';

/** What botocore calls the services of the endpoint. */
const names: Readonly<Record<string, string>> = {
  ACM: 'acm',
  'Auto Scaling': 'autoscaling',
  CloudFormation: 'cloudformation',
  CloudWatch: 'cloudwatch',
  'CloudWatch Logs': 'logs',
  EC2: 'ec2',
  'Elastic Beanstalk': 'elasticbeanstalk',
  'Elastic Load Balancing': 'elbv2',
  ElastiCache: 'elasticache',
  IAM: 'iam',
  Lambda: 'lambda',
  'Price List': 'pricing',
  RDS: 'rds',
  'Route 53': 'route53',
  S3: 's3',
  SNS: 'sns',
  SQS: 'sqs',
  SSM: 'ssm',
  STS: 'sts',
  'Secrets Manager': 'secretsmanager',
};

/** The operations that the endpoint answers, by botocore's names of the services. */
export function operationsOf({ world }: Started): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    services.map((service) => [names[service.name] ?? service.name, [...service.wire(world).operations]]),
  );
}

import { AwsError } from '../../../lib/local/http/aws-error';
import type { Properties, ResourceType } from '../../../lib/local/resource/resource-type';

export interface Thing {
  readonly type: string;
  readonly logicalId: string;
  properties: Properties;
  tags: Readonly<Record<string, string>>;
}

/** Resource types whose resources only exist in a map: what the engine does with them can be looked at. */
export function things() {
  const living = new Map<string, Thing>();
  const full = new Set<string>();
  const log: string[] = [];
  let running = 0;
  const most = { atOnce: 0 };
  const names: Readonly<Record<string, string>> = {
    'AWS::S3::Bucket': 'BucketName',
    'AWS::SQS::Queue': 'QueueName',
    'AWS::IAM::Role': 'RoleName',
    'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
    'AWS::Logs::LogGroup': 'LogGroupName',
  };
  const attributes: Readonly<Record<string, (id: string) => Readonly<Record<string, string>>>> = {
    'AWS::S3::Bucket': (id) => ({ Arn: `arn:aws:s3:::${id}`, DomainName: `${id}.s3.amazonaws.com` }),
    'AWS::SQS::Queue': (id) => ({ Arn: `arn:aws:sqs:eu-central-1:123456789012:${id}`, QueueName: id }),
    'AWS::RDS::DBInstance': (id) => ({ 'Endpoint.Address': `${id}.local`, 'Endpoint.Port': '5432' }),
    'AWS::IAM::Role': (id) => ({ Arn: `arn:aws:iam::123456789012:role/${id}` }),
  };
  const typeOf = (type: string, nameProperty: string): ResourceType => ({
    type,
    nameProperty,
    mode: 'recorded',
    async create(context, properties) {
      running += 1;
      most.atOnce = Math.max(most.atOnce, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      const given = properties[nameProperty];
      const id =
        typeof given === 'string' ? given : `${context.stackName}-${context.logicalId}-${log.length}`.toLowerCase();
      if (living.has(id)) {
        throw new AwsError('AlreadyExists', `${id} already exists`);
      }
      living.set(id, { type, logicalId: context.logicalId, properties, tags: context.tags });
      log.push(`create ${context.logicalId}`);
      return { physicalId: id, attributes: attributes[type]?.(id) ?? {} };
    },
    async update(context, former, properties) {
      const thing = living.get(former.physicalId);
      if (!thing) {
        throw new AwsError('NotFound', `${former.physicalId} does not exist`);
      }
      Object.assign(thing, { properties, tags: context.tags });
      log.push(`update ${context.logicalId}`);
      return former;
    },
    async delete(context, former) {
      if (full.has(former.physicalId)) {
        throw new AwsError(
          'BucketNotEmpty',
          'The bucket you tried to delete is not empty. You must delete all versions in the bucket.',
        );
      }
      living.delete(former.physicalId);
      log.push(`delete ${context.logicalId}`);
    },
  });
  const types = new Map(Object.entries(names).map(([type, name]) => [type, typeOf(type, name)]));
  return { living, full, log, most, types };
}

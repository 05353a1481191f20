import { randomUUID } from 'node:crypto';
import { AwsError } from '../http/aws-error';
import { generatedName } from '../resource/generated-name';
import { requiredText, textOf } from '../resource/read-property';
import { recordedType } from '../resource/recorded-type';
import type { ResourceType } from '../resource/resource-type';

/** Recorded: nothing is sent. */
export const snsTopic: ResourceType<object> = {
  ...recordedType('AWS::SNS::Topic', (context, properties) => {
    const name = textOf(properties, 'TopicName') ?? generatedName(context, 256);
    const arn = `arn:aws:sns:${context.region}:${context.accountId}:${name}`;
    return { physicalId: arn, attributes: { TopicArn: arn, TopicName: name } };
  }),
  nameProperty: 'TopicName',
};

/** Recorded: no one is written to, and nothing is to be confirmed. */
export const snsSubscription = recordedType<object>('AWS::SNS::Subscription', (_context, properties) => {
  const topic = requiredText(properties, 'TopicArn');
  if (!/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]{1,256}(\.fifo)?$/.test(topic)) {
    throw new AwsError('InvalidParameter', 'Invalid parameter: TopicArn');
  }
  const arn = `${topic}:${randomUUID()}`;
  return { physicalId: arn, attributes: { Arn: arn } };
});

/** Recorded: the endpoint refuses no client. */
export const snsTopicPolicy = recordedType<object>('AWS::SNS::TopicPolicy', (context) => {
  const id = generatedName(context, 255);
  return { physicalId: id, attributes: { Id: id } };
});

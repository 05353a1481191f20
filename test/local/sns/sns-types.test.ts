import { snsSubscription, snsTopic, snsTopicPolicy } from '../../../lib/local/sns/sns-types';
import { smallWorld } from '../small-world';

const context = () => smallWorld().context('OnCall');
const arn = 'arn:aws:sns:eu-central-1:123456789012:on-call';

test('a topic is known by its ARN', async () => {
  const state = await snsTopic.create(context(), { TopicName: 'on-call' });
  expect(state).toEqual({ physicalId: arn, attributes: { TopicArn: arn, TopicName: 'on-call' } });
  const { attributes } = await snsTopic.create(context(), {});
  expect(attributes.TopicName).toMatch(/^shop-OnCall-[A-Z0-9]{12}$/);
});

test('a subscription is one of its topic, and refused where that is none', async () => {
  const { physicalId, attributes } = await snsSubscription.create(context(), { TopicArn: arn, Protocol: 'email' });
  expect(physicalId).toMatch(new RegExp(`^${arn}:[0-9a-f-]{36}$`));
  expect(attributes.Arn).toBe(physicalId);
  await expect(snsSubscription.create(context(), { TopicArn: 'on-call' })).rejects.toMatchObject({
    code: 'InvalidParameter',
  });
});

test('a policy of topics has an id', async () => {
  const { physicalId, attributes } = await snsTopicPolicy.create(context(), { Topics: [arn] });
  expect(attributes.Id).toBe(physicalId);
});

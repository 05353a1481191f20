import { CfnResource } from 'aws-cdk-lib';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Extension } from '../../../lib/index';
import { rightsFor } from '../../../lib/settings/rights/rights-for';
import { preview, production } from '../inputs';
import { synthesized } from './extended';

const cacheAndTopic: Extension = ({ stack, name }) => {
  new CfnReplicationGroup(stack, 'Cache', { replicationGroupDescription: 'x', replicationGroupId: name('cache') });
  new Topic(stack, 'News');
};

test.each([
  [preview, 'previews', 'staging'],
  [production, 'production', 'production'],
] as const)(
  'what takes rights that settings do not give is refused with the line to write: %j',
  async (target, whose, stage) => {
    await expect(synthesized(cacheAndTopic, target, { rights: undefined })).rejects.toMatchObject({
      code: 'beyond-reach',
      exitCode: 2,
      message: `CloudFormation may not make AWS::ElastiCache::ReplicationGroup, AWS::SNS::Topic for ${whose}: settings give no rights for that`,
      hint: expect.stringMatching(
        new RegExp(`^Write rights: rightsFor\\('redis', 'topic'\\) .* run deploy-application for ${stage} again\\.$`),
      ),
    });
  },
);

test('only what is lacking is named', async () => {
  const made = synthesized(cacheAndTopic, preview, { rights: rightsFor('redis') });
  await expect(made).rejects.toMatchObject({ hint: expect.stringContaining("rightsFor('topic')") });
});

test('what settings give is made, by ready rights or by others', async () => {
  const [one] = rightsFor('topic').stack;
  const own = { ...rightsFor('redis'), stack: [...rightsFor('redis').stack, { ...one, actions: ['sns:Create*'] }] };
  for (const rights of [rightsFor('redis', 'topic'), own]) {
    await expect(synthesized(cacheAndTopic, preview, { rights })).resolves.toBeDefined();
  }
});

test('what every stack may make, and types that are not known here, take no word', async () => {
  const extension: Extension = ({ stack }) => {
    new Queue(stack, 'Jobs');
    new CfnResource(stack, 'Flow', { type: 'AWS::StepFunctions::StateMachine' });
  };
  await expect(synthesized(extension, preview, { rights: undefined })).resolves.toBeDefined();
});

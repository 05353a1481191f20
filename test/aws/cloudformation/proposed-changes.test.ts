import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { proposedChanges } from '../../../lib/aws/cloudformation/proposed-changes';

const changeSet = { id: 'arn:change-set', stackId: 'arn:stack' };
const answering = (...answers: readonly object[]) => {
  const left = [...answers];
  const send = jest.fn((_: { readonly input: object }) => Promise.resolve(left.shift()));
  return { send, client: { send } as unknown as Pick<CloudFormationClient, 'send'> };
};
const changeOf = (LogicalResourceId: string, more: object = {}) => ({
  Type: 'Resource',
  ResourceChange: { LogicalResourceId, ResourceType: 'AWS::S3::Bucket', Action: 'Modify', ...more },
});

test('every page of a change set is read', async () => {
  const { client, send } = answering({ Changes: [changeOf('A')], NextToken: 'n' }, { Changes: [changeOf('B')] });
  expect((await proposedChanges(client, changeSet)).map(({ logicalId }) => logicalId)).toEqual(['A', 'B']);
  expect(send.mock.calls.map(([{ input }]) => input)).toMatchObject([{}, { NextToken: 'n', StackName: 'arn:stack' }]);
});

// As in AWS's guide, "View a change set": a value that follows from another resource is Dynamic and names what causes it.
test('a value that follows from another change says from which', async () => {
  const Details = [
    {
      Target: { Attribute: 'Properties', Name: 'VersionLabel', RequiresRecreation: 'Never' },
      Evaluation: 'Dynamic',
      ChangeSource: 'ResourceReference',
      CausingEntity: 'Version',
    },
  ];
  const { client } = answering({ Changes: [changeOf('A', { Replacement: 'False', Details })] });
  expect((await proposedChanges(client, changeSet))[0]).toMatchObject({
    replacement: 'False',
    details: [{ property: 'VersionLabel', isDynamic: true, causedBy: 'Version' }],
  });
});

test('an answer without changes, or a change without a name, is not taken for none', async () => {
  for (const answer of [{}, { Changes: [{ Type: 'Resource' }] }]) {
    await expect(proposedChanges(answering(answer).client, changeSet)).rejects.toMatchObject({ fault: 'world' });
  }
});

import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type LocalEndpoint, startLocal } from 'preview-stacks/local';

let aws: LocalEndpoint;
beforeAll(async () => {
  aws = await startLocal();
});
afterAll(() => aws.close());

const template = {
  Resources: { Uploads: { Type: 'AWS::S3::Bucket' } },
  Outputs: { Bucket: { Value: { Ref: 'Uploads' } } },
};

test('an upload is found in the bucket of the stack', async () => {
  const { endpoint, region, credentials } = aws;
  const stacks = new CloudFormationClient({ endpoint, region, credentials });
  await stacks.send(new CreateStackCommand({ StackName: 'shop', TemplateBody: JSON.stringify(template) }));
  const bucket = await untilThere(stacks, 'shop');

  const s3 = new S3Client({ endpoint, region, credentials });
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'hello.txt', Body: 'hello' }));
  const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'hello.txt' }));
  expect(await body?.transformToString()).toBe('hello');
});

async function untilThere(stacks: CloudFormationClient, name: string): Promise<string | undefined> {
  for (;;) {
    const { Stacks: [stack] = [] } = await stacks.send(new DescribeStacksCommand({ StackName: name }));
    if (stack?.StackStatus === 'CREATE_COMPLETE') return stack.Outputs?.[0]?.OutputValue;
    if (stack?.StackStatus !== 'CREATE_IN_PROGRESS') throw new Error(`${name}: ${stack?.StackStatusReason}`);
  }
}

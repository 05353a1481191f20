import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DeleteObjectCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Started, start } from '../start';

const full = {
  VersioningConfiguration: { Status: 'Enabled' },
  Tags: [{ Key: 'team', Value: 'web' }],
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [
      { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true },
    ],
  },
  PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
  LifecycleConfiguration: {
    Rules: [
      {
        ...{ Id: 'tidy', Status: 'Enabled', Prefix: 'logs/', ExpirationInDays: 7 },
        NoncurrentVersionExpiration: { NoncurrentDays: 3 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      },
    ],
  },
  OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
};
const statement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: { 'Fn::GetAtt': ['Files', 'Arn'] } };
const templateOf = (Properties: object) => ({
  Resources: {
    Files: { Type: 'AWS::S3::Bucket', Properties },
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'Files' }, PolicyDocument: { Version: '2012-10-17', Statement: [statement] } },
    },
  },
  Outputs: {
    Name: { Value: { Ref: 'Files' } },
    Arn: { Value: { 'Fn::GetAtt': ['Files', 'Arn'] } },
    Domain: { Value: { 'Fn::GetAtt': ['Files', 'RegionalDomainName'] } },
  },
});

let local: Started;
let s3: S3Client;
let cloudFormation: CloudFormationClient;
beforeAll(async () => {
  local = await start();
  s3 = new S3Client(local.client);
  cloudFormation = new CloudFormationClient(local.client);
});
afterAll(async () => {
  s3.destroy();
  cloudFormation.destroy();
  await local.stop();
});

async function settled(StackName: string) {
  for (;;) {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    const stack = Stacks?.[0];
    if (!stack?.StackStatus?.endsWith('IN_PROGRESS')) {
      const outputs = (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
      return { status: stack?.StackStatus, outputs: Object.fromEntries(outputs) as Record<string, string> };
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function create(StackName: string, template: object) {
  const command = new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template) });
  const { StackId = '' } = await cloudFormation.send(command);
  return { StackId, ...(await settled(StackId)) };
}

async function reasons(StackName: string): Promise<readonly string[]> {
  const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
  return StackEvents.flatMap(({ ResourceStatusReason }) => ResourceStatusReason ?? []);
}

test('a bucket has what its template says, and a name made of stack and resource', async () => {
  const { status, outputs } = await create('Shop-Preview-A', templateOf(full));
  expect(status).toBe('CREATE_COMPLETE');
  const { Name: Bucket = '', Arn, Domain } = outputs;
  expect(Bucket).toMatch(/^shop-preview-a-files-[a-z0-9]{12}$/);
  expect([Arn, Domain]).toEqual([`arn:aws:s3:::${Bucket}`, `${Bucket}.s3.eu-central-1.amazonaws.com`]);
  expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: 'Enabled' });
  const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
  expect(TagSet).toContainEqual({ Key: 'team', Value: 'web' });
  const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
  expect(ServerSideEncryptionConfiguration?.Rules).toEqual([
    { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true },
  ]);
  const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
  expect(PublicAccessBlockConfiguration).toMatchObject({ BlockPublicPolicy: true, RestrictPublicBuckets: false });
  const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  expect(Rules).toEqual([
    {
      ...{ ID: 'tidy', Status: 'Enabled', Filter: { Prefix: 'logs/' }, Expiration: { Days: 7 } },
      NoncurrentVersionExpiration: { NoncurrentDays: 3 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
    },
  ]);
  const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  expect(JSON.parse(Policy ?? '')).toMatchObject({ Statement: [{ Resource: Arn }] });
});

test('where access is logged is kept and given back', async () => {
  await local.world.s3.createBucket('logs-of-others', { region: 'eu-central-1' });
  const logging = { DestinationBucketName: 'logs-of-others', LogFilePrefix: 'x/' };
  const { outputs } = await create('logged', templateOf({ LoggingConfiguration: logging }));
  const answer = await s3.send(new GetBucketLoggingCommand({ Bucket: outputs.Name }));
  expect(answer.LoggingEnabled).toEqual({ TargetBucket: 'logs-of-others', TargetPrefix: 'x/' });
});

test('a name of 63 characters at the most is made for any stack', async () => {
  const { outputs } = await create(`a${'-long'.repeat(25)}`, templateOf({}));
  expect(outputs.Name?.length).toBeLessThanOrEqual(63);
  expect(outputs.Name).toMatch(/^[a-z0-9][a-z0-9-]+[a-z0-9]$/);
});

test('an update changes what is there; versioning that was on is suspended', async () => {
  const { StackId, outputs } = await create('changing', templateOf(full));
  const Bucket = outputs.Name;
  const TemplateBody = JSON.stringify(templateOf({ Tags: [{ Key: 'team', Value: 'other' }] }));
  await cloudFormation.send(new UpdateStackCommand({ StackName: StackId, TemplateBody }));
  const after = await settled(StackId);
  expect(after).toMatchObject({ status: 'UPDATE_COMPLETE', outputs: { Name: Bucket } });
  expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: 'Suspended' });
  const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
  expect(TagSet).toContainEqual({ Key: 'team', Value: 'other' });
  await expect(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).rejects.toThrow('does not exist');
});

test('a bucket that is not empty stays, and says so; emptied, it goes', async () => {
  const { StackId, outputs } = await create('full', templateOf({ VersioningConfiguration: { Status: 'Enabled' } }));
  const { Name: Bucket = '' } = outputs;
  const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'b' }));
  await cloudFormation.send(new DeleteStackCommand({ StackName: StackId }));
  expect((await settled(StackId)).status).toBe('DELETE_FAILED');
  expect(await reasons(StackId)).toContainEqual(
    expect.stringContaining('The bucket you tried to delete is not empty. You must delete all versions in the bucket.'),
  );
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId }));
  await cloudFormation.send(new DeleteStackCommand({ StackName: StackId }));
  expect((await settled(StackId)).status).toBe('DELETE_COMPLETE');
});

test.each([
  ['a name that is taken', { BucketName: 'taken-name' }, 'taken-name already exists'],
  ['a name that is none', { BucketName: 'Not_A_Name' }, 'The specified bucket is not valid.'],
  [
    'a bucket for access logs that is not there',
    { LoggingConfiguration: { DestinationBucketName: 'nowhere', LogFilePrefix: 'x/' } },
    'The target bucket for logging does not exist',
  ],
  ['what the endpoint does not have', { NotificationConfiguration: {} }, 'has no NotificationConfiguration'],
])('%s is refused with the reason', async (_name, properties, reason) => {
  if (!local.world.s3.hasBucket('taken-name')) {
    await local.world.s3.createBucket('taken-name', { region: 'eu-central-1' });
  }
  const { StackId, status } = await create(
    `refused-${Object.keys(properties)[0]}-${reason.length}`,
    templateOf(properties),
  );
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(await reasons(StackId)).toContainEqual(expect.stringContaining(reason));
});

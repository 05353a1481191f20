import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteBucketTaggingCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { errorOf, S3World } from './s3-world';

let world: S3World;
beforeAll(async () => {
  world = await S3World.open();
});
afterAll(() => world.close());

describe('creation', () => {
  test.each([
    'ab',
    'Upper-case',
    'under_score',
    '-begins-so',
    'two..dots',
    '192.168.5.4',
    'xn--name',
    'name-s3alias',
    'a'.repeat(64),
  ])('refuses the name %s', async (Bucket) => {
    expect(await errorOf(world.s3.send(new CreateBucketCommand({ Bucket })))).toBe('InvalidBucketName');
  });

  test('says that a bucket is there already', async () => {
    const Bucket = await world.bucket();
    expect(await errorOf(world.s3.send(new CreateBucketCommand({ Bucket })))).toBe('BucketAlreadyOwnedByYou');
  });

  test('puts the bucket into the region of the client and tells it', async () => {
    const Bucket = await world.bucket();
    const { LocationConstraint } = await world.s3.send(new GetBucketLocationCommand({ Bucket }));
    expect(LocationConstraint).toBe('eu-central-1');
    const { BucketRegion } = await world.s3.send(new HeadBucketCommand({ Bucket }));
    expect(BucketRegion).toBe('eu-central-1');
    const { Buckets } = await world.s3.send(new ListBucketsCommand({ Prefix: Bucket }));
    expect(Buckets).toMatchObject([{ Name: Bucket, BucketRegion: 'eu-central-1' }]);
    expect(Date.now() - Number(Buckets?.[0]?.CreationDate)).toBeLessThan(60_000);
  });

  test('has no location constraint in us-east-1, and takes a second creation there for done', async () => {
    const s3 = new S3Client({ ...world.local.client, region: 'us-east-1' });
    await s3.send(new CreateBucketCommand({ Bucket: 'virginia' }));
    await s3.send(new CreateBucketCommand({ Bucket: 'virginia' }));
    const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket: 'virginia' }));
    expect(LocationConstraint).toBeUndefined();
    s3.destroy();
  });

  test('refuses a location constraint of another region', async () => {
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' as const };
    const command = new CreateBucketCommand({ Bucket: 'elsewhere', CreateBucketConfiguration });
    expect(await errorOf(world.s3.send(command))).toBe('IllegalLocationConstraintException');
  });
});

describe('deletion', () => {
  test('refuses while there is an object', async () => {
    const Bucket = await world.bucket();
    await world.put(Bucket, 'a');
    expect(await errorOf(world.s3.send(new DeleteBucketCommand({ Bucket })))).toBe('BucketNotEmpty');
  });

  test('removes an empty bucket, whose name can be used again', async () => {
    const Bucket = await world.bucket('Enabled');
    await world.s3.send(new DeleteBucketCommand({ Bucket }));
    expect(await errorOf(world.s3.send(new ListObjectsV2Command({ Bucket })))).toBe('NoSuchBucket');
    expect(await errorOf(world.s3.send(new HeadBucketCommand({ Bucket })))).toBe('NotFound');
    await world.s3.send(new CreateBucketCommand({ Bucket }));
    const { Status } = await world.s3.send(new GetBucketVersioningCommand({ Bucket }));
    expect(Status).toBeUndefined();
  });

  test('says that a bucket is not there', async () => {
    expect(await errorOf(world.s3.send(new DeleteBucketCommand({ Bucket: 'never-made' })))).toBe('NoSuchBucket');
  });
});

describe('what is set on a bucket', () => {
  test('is what AWS sets on a new one', async () => {
    const Bucket = await world.bucket();
    const { ServerSideEncryptionConfiguration } = await world.s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(ServerSideEncryptionConfiguration?.Rules).toMatchObject([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    ]);
    const { PublicAccessBlockConfiguration } = await world.s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(PublicAccessBlockConfiguration).toEqual({
      ...{ BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    });
    expect(await errorOf(world.s3.send(new GetBucketPolicyCommand({ Bucket })))).toBe('NoSuchBucketPolicy');
    expect(await errorOf(world.s3.send(new GetBucketTaggingCommand({ Bucket })))).toBe('NoSuchTagSet');
    expect(await errorOf(world.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })))).toBe(
      'NoSuchLifecycleConfiguration',
    );
  });

  test('comes back: policy, tags, public access, lifecycle', async () => {
    const Bucket = await world.bucket();
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    const TagSet = [
      { Key: 'branch', Value: 'a b_c.:/=+-@ é' },
      { Key: 'empty', Value: '' },
    ];
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true, BlockPublicPolicy: false };
    const Rules = [{ ID: 'old', Status: 'Enabled' as const, Filter: { Prefix: 'logs/' }, Expiration: { Days: 3 } }];
    await world.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    await world.s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    await world.s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    await world.s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    expect(await world.s3.send(new GetBucketPolicyCommand({ Bucket }))).toMatchObject({ Policy });
    expect(await world.s3.send(new GetBucketTaggingCommand({ Bucket }))).toMatchObject({ TagSet });
    expect(await world.s3.send(new GetPublicAccessBlockCommand({ Bucket }))).toMatchObject({
      PublicAccessBlockConfiguration,
    });
    expect(await world.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).toMatchObject({ Rules });
  });

  test('can be taken away again', async () => {
    const Bucket = await world.bucket();
    await world.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: '{}' }));
    await world.s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } }));
    await world.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await world.s3.send(new DeleteBucketTaggingCommand({ Bucket }));
    expect(await errorOf(world.s3.send(new GetBucketPolicyCommand({ Bucket })))).toBe('NoSuchBucketPolicy');
    expect(await errorOf(world.s3.send(new GetBucketTaggingCommand({ Bucket })))).toBe('NoSuchTagSet');
  });

  test('must be well-formed', async () => {
    const Bucket = await world.bucket();
    const command = new PutBucketPolicyCommand({ Bucket, Policy: 'allow everything' });
    expect(await errorOf(world.s3.send(command))).toBe('MalformedPolicy');
    const TagSet = [
      { Key: 'a', Value: '1' },
      { Key: 'a', Value: '2' },
    ];
    expect(await errorOf(world.s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } })))).toBe(
      'InvalidTag',
    );
  });
});

test('an operation that is not here is refused by name, not taken for another', async () => {
  const Bucket = await world.bucket();
  await expect(world.s3.send(new PutBucketAclCommand({ Bucket, ACL: 'private' }))).rejects.toThrow('PUT ?acl');
});

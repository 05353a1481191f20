import {
  CreateBucketCommand,
  type CreateBucketCommandInput,
  DeleteBucketEncryptionCommand,
  DeleteBucketOwnershipControlsCommand,
  DeletePublicAccessBlockCommand,
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketTaggingCommand,
  GetObjectTaggingCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  PutPublicAccessBlockCommand,
  paginateListBuckets,
  S3Client,
  type S3ServiceException,
  type Tag,
} from '@aws-sdk/client-s3';
import { S3World } from './s3-world';

/*
 * What AWS answers about buckets and tags, as LocalStack recorded it (tests/aws/services/s3/test_s3.snapshot.json, test_s3_api.snapshot.json
 * and test_s3_list_operations.snapshot.json at 8b9a79f; 2026-02-21 unless a row says otherwise).
 */
let world: S3World;
let home: S3Client;
beforeAll(async () => {
  world = await S3World.open();
  home = new S3Client({ ...world.local.client, region: 'us-east-1' });
});
afterAll(async () => {
  home.destroy();
  await world.close();
});

type Refusal = S3ServiceException & Record<string, unknown>;
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ name: 'no error' }) as Refusal,
    (error: Refusal) => error,
  );
const create = (Bucket: string, CreateBucketConfiguration?: CreateBucketCommandInput['CreateBucketConfiguration']) =>
  home.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));

test('S12: buckets are listed in pages, of one region (test_list_buckets_with_max_buckets, …_continuation_token, …_region_validation)', async () => {
  for (const name of ['page-a', 'page-b', 'page-c']) await create(name);
  const first = await home.send(new ListBucketsCommand({ MaxBuckets: 1, Prefix: 'page-', ContinuationToken: '' }));
  expect(first).toMatchObject({
    Buckets: [{ Name: 'page-a', BucketRegion: 'us-east-1', BucketArn: 'arn:aws:s3:::page-a' }],
    ContinuationToken: expect.any(String),
  });
  const names: (string | undefined)[] = [];
  for await (const page of paginateListBuckets({ client: home, pageSize: 2 }, { Prefix: 'page-' })) {
    names.push(...(page.Buckets ?? []).map(({ Name }) => Name));
  }
  expect(names).toEqual(['page-a', 'page-b', 'page-c']);
  const list = (BucketRegion: string) => home.send(new ListBucketsCommand({ BucketRegion, Prefix: 'page-' }));
  expect((await list('eu-central-1')).Buckets ?? []).toEqual([]);
  expect(await refused(list('eu-east-1'))).toMatchObject({
    ...{ name: 'InvalidArgument', message: 'Argument value eu-east-1 is not a valid AWS Region' },
    ...{ ArgumentName: 'bucket-region' },
  });
});

test('S12: a bucket is made with tags (test_create_bucket_with_tags, …_us_east_1_idempotency, …_exc, 2026-02-23)', async () => {
  const Tags = [{ Key: 'tag1', Value: 'value1' }];
  expect(await create('tagged', { Tags })).toMatchObject({ Location: '/tagged', BucketArn: 'arn:aws:s3:::tagged' });
  const tags = async () => (await home.send(new GetBucketTaggingCommand({ Bucket: 'tagged' }))).TagSet;
  expect(await tags()).toEqual(Tags);
  expect((await refused(create('tagged', { Tags }))).name).toBe('BucketAlreadyOwnedByYou');
  await create('tagged');
  await create('tagged', { Tags: [] });
  expect(await tags()).toEqual(Tags);
  expect(await refused(create('reserved', { Tags: [{ Key: 'aws:x', Value: '1' }] }))).toMatchObject({
    name: 'InvalidTag',
    message:
      'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
  });
});

test('S12: a location that is none is refused (test_create_bucket_with_invalid_location_constraint)', async () => {
  for (const LocationConstraint of ['foo', 'us-east-1'] as string[] as 'eu-west-1'[]) {
    expect(await refused(create('nowhere', { LocationConstraint }))).toMatchObject({
      ...{ name: 'InvalidLocationConstraint', message: 'The specified location-constraint is not valid' },
    });
  }
  const west = new S3Client({ ...world.local.client, region: 'eu-west-1' });
  const CreateBucketConfiguration = { LocationConstraint: 'bar' as 'eu-west-1' };
  expect(
    await refused(west.send(new CreateBucketCommand({ Bucket: 'nowhere', CreateBucketConfiguration }))),
  ).toMatchObject({
    name: 'IllegalLocationConstraintException',
    message: 'The bar location constraint is incompatible for the region specific endpoint this request was sent to.',
  });
  west.destroy();
});

// From ceph/s3-tests (test_bucket_create_naming_dns_dot_dash and its siblings, at 8f0ae7b, May 2026).
test.each(['foo.-bar', 'foo-.bar', 'foo..bar'])('S12: the name %s is none', async (name) => {
  expect((await refused(create(name))).name).toBe('InvalidBucketName');
});

test('S12: tags that are none are refused (test_tagging_validation, test_object_tagging_exc, 2026-02-23)', async () => {
  const Bucket = await world.bucket();
  await world.put(Bucket, 'key');
  const ofBucket = (...TagSet: Tag[]) =>
    refused(world.s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } })));
  const ofObject = (...TagSet: Tag[]) =>
    refused(world.s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'key', Tagging: { TagSet } })));
  const tag = (Key: string, Value = 'Val1') => ({ Key, Value });
  const invalid = (message: string, more: object = {}) => ({ name: 'InvalidTag', message, ...more });
  for (const put of [ofBucket, ofObject]) {
    expect(await put(tag('Key1'), tag('Key1'))).toMatchObject(
      invalid('Cannot provide multiple Tags with the same key', { TagKey: 'Key1' }),
    );
    expect(await put(tag('Key1,Key2'))).toMatchObject(
      invalid('The TagKey you have provided is invalid', { TagKey: 'Key1,Key2' }),
    );
    expect(await put(tag('Key1', 'Val1,Val2'))).toMatchObject(
      invalid('The TagValue you have provided is invalid', { TagKey: 'Key1', TagValue: 'Val1,Val2' }),
    );
  }
  const key = { TagKey: 'aws:prefixed' };
  expect(await ofBucket(tag('aws:prefixed'))).toMatchObject(
    invalid('System tags cannot be added/updated by requester', key),
  );
  expect(await ofObject(tag('aws:prefixed'))).toMatchObject(invalid('Your TagKey cannot be prefixed with aws:', key));
  const many = (count: number) => Array.from({ length: count }, (_, index) => tag(`k${index}`));
  expect((await ofObject(...many(11))).name).toBe('BadRequest');
  expect((await ofObject(...many(10))).name).toBe('no error');
  expect((await ofBucket(...many(51))).name).toBe('BadRequest');
  const Tagging = 'key1=val1&key1=val2';
  expect(await refused(world.s3.send(new PutObjectCommand({ Bucket, Key: 'key', Body: 'x', Tagging })))).toMatchObject({
    ...{ name: 'InvalidArgument', ArgumentName: 'x-amz-tagging', ArgumentValue: Tagging },
  });
});

test('S15: a setting that was deleted is gone, but for encryption (test_crud_public_access_block, test_crud_bucket_ownership_controls, test_s3_default_bucket_encryption)', async () => {
  const Bucket = await world.bucket();
  const block = () => world.s3.send(new GetPublicAccessBlockCommand({ Bucket }));
  const ownership = () => world.s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
  expect((await block()).PublicAccessBlockConfiguration?.BlockPublicAcls).toBe(true);
  expect((await ownership()).OwnershipControls?.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
  for (const times of [1, 2]) {
    await world.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await world.s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket }));
    await world.s3.send(new DeleteBucketEncryptionCommand({ Bucket }));
    expect([times, await refused(block())]).toMatchObject([
      times,
      {
        ...{ name: 'NoSuchPublicAccessBlockConfiguration', $metadata: { httpStatusCode: 404 } },
        message: 'The public access block configuration was not found',
      },
    ]);
    expect(await refused(ownership())).toMatchObject({
      ...{ name: 'OwnershipControlsNotFoundError', message: 'The bucket ownership controls were not found' },
    });
  }
  const { ServerSideEncryptionConfiguration } = await world.s3.send(new GetBucketEncryptionCommand({ Bucket }));
  expect(ServerSideEncryptionConfiguration?.Rules).toHaveLength(1);
  const PublicAccessBlockConfiguration = { BlockPublicAcls: false };
  await world.s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  expect(await block()).toMatchObject({ PublicAccessBlockConfiguration });
  const OwnershipControls = { Rules: [{ ObjectOwnership: 'ObjectWriter' as const }] };
  await world.s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
  expect((await ownership()).OwnershipControls).toEqual(OwnershipControls);
});

test('S16: a delete marker has no tags (test_object_tagging_versioned, 2026-02-23)', async () => {
  const Bucket = await world.bucket('Enabled');
  await world.put(Bucket, 'key');
  const hidden = { Bucket, Key: 'key' };
  await world.local.world.s3.bucket(Bucket).hide('key');
  const error = {
    ...{ name: 'MethodNotAllowed', message: 'The specified method is not allowed against this resource.' },
    ...{ ResourceType: 'DeleteMarker', $metadata: { httpStatusCode: 405 } },
  };
  expect(await refused(world.s3.send(new GetObjectTaggingCommand(hidden)))).toMatchObject({ ...error, Method: 'GET' });
  const Tagging = { TagSet: [{ Key: 'a', Value: 'b' }] };
  expect(await refused(world.s3.send(new PutObjectTaggingCommand({ ...hidden, Tagging })))).toMatchObject({
    ...{ ...error, Method: 'PUT' },
  });
});

import { AwsError } from '../../http/aws-error';
import { elementOf, parseXml, textOf } from '../../http/parse-xml';
import { limitOf, readToken } from './list-operations';
import type { S3Operation } from './s3-call';
import { readTags, tagging, tagsOf } from './tag-sets';
import { accountOwner, xmlAnswer } from './xml-answer';

const home = 'us-east-1';
/** As botocore 1.43.11 knows them. */
const regions = [
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1'],
  ...['ap-south-2', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5'],
  ...['ap-southeast-6', 'ap-southeast-7', 'ca-central-1', 'ca-west-1', 'cn-north-1', 'cn-northwest-1', 'eu-central-1'],
  ...[
    'eu-central-2',
    'eu-north-1',
    'eu-south-1',
    'eu-south-2',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'eusc-de-east-1',
  ],
  ...['il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1'],
  ...['us-west-2', 'us-gov-east-1', 'us-gov-west-1'],
];
const mostBuckets = 10_000;

/** Recorded: LocalStack, test_s3_list_operations.snapshot.json::TestS3ListBuckets, 2026-02-21. */
export const listBuckets: S3Operation = ({ request, store, accountId }) => {
  const { query } = request;
  const prefix = query.get('prefix') ?? '';
  const wanted = query.get('bucket-region');
  if (wanted !== null && !regions.includes(wanted)) {
    const message = `Argument value ${wanted} is not a valid AWS Region`;
    throw new AwsError('InvalidArgument', message, 400, { ArgumentName: 'bucket-region' });
  }
  const token = query.get('continuation-token');
  const after = token ? readToken(token) : '';
  const limit = Math.min(limitOf(query, 'max-buckets', mostBuckets) || mostBuckets, mostBuckets);
  const found = store
    .buckets()
    .map(({ record }) => record)
    .filter(({ name, region }) => name.startsWith(prefix) && (wanted === null || region === wanted) && name > after);
  const page = found.slice(0, limit);
  const Buckets = page.map(({ name, createdAt, region }) => ({
    ...{ Name: name, CreationDate: new Date(createdAt), BucketRegion: region, BucketArn: `arn:aws:s3:::${name}` },
  }));
  const last = found.length > page.length ? page.at(-1)?.name : undefined;
  return xmlAnswer(
    'ListAllMyBucketsResult',
    {
      ...{ Owner: accountOwner(accountId), Buckets },
      ...(prefix ? { Prefix: prefix } : {}),
      ...(last === undefined ? {} : { ContinuationToken: Buffer.from(last).toString('base64url') }),
    },
    { members: { Buckets: 'Bucket' } },
  );
};

export const createBucket: S3Operation = async ({ request, store, bucketName }) => {
  const text = await request.text();
  const body = text === '' ? {} : parseXml(text);
  const wanted = textOf(body, 'LocationConstraint') || undefined;
  const tags = tagsOf(elementOf(body, 'Tags') ?? {}, 'new bucket');
  const given = wanted === 'EU' ? 'eu-west-1' : wanted;
  if (request.region !== home && given !== request.region) {
    const message = `The ${given ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`;
    throw new AwsError('IllegalLocationConstraintException', message);
  }
  if (given === home || (given !== undefined && !regions.includes(given))) {
    throw new AwsError('InvalidLocationConstraint', 'The specified location-constraint is not valid', 400, {
      LocationConstraint: given,
    });
  }
  // In its first region S3 takes a second creation by the owner for done, unless it names tags (LocalStack,
  // test_create_bucket_with_tags_us_east_1_idempotency, 2026-02-23).
  const isThere = store.hasBucket(bucketName) && store.bucket(bucketName).record.region === home;
  if (!(isThere && request.region === home && Object.keys(tags).length === 0)) {
    await store.createBucket(bucketName, { region: given ?? home, tags });
  }
  return { status: 200, headers: { location: `/${bucketName}`, 'x-amz-bucket-arn': `arn:aws:s3:::${bucketName}` } };
};

export const headBucket: S3Operation = ({ store, bucketName }) => {
  const { record } = store.bucket(bucketName);
  return { status: 200, headers: { 'x-amz-bucket-region': record.region, 'x-amz-access-point-alias': 'false' } };
};

export const deleteBucket: S3Operation = async ({ store, bucketName }) => {
  await store.deleteBucket(bucketName);
  return { status: 204 };
};

export const getBucketLocation: S3Operation = ({ store, bucketName }) => {
  const { region } = store.bucket(bucketName).record;
  return xmlAnswer('LocationConstraint', region === home ? {} : { '#': region });
};

export const getBucketVersioning: S3Operation = ({ store, bucketName }) =>
  xmlAnswer('VersioningConfiguration', { Status: store.bucket(bucketName).record.versioning });

export const putBucketVersioning: S3Operation = async ({ request, store, bucketName }) => {
  const status = textOf(parseXml(await request.text()), 'Status');
  store.bucket(bucketName);
  if (status !== 'Enabled' && status !== 'Suspended') {
    throw new AwsError('IllegalVersioningConfigurationException', 'The Versioning element must be specified');
  }
  await store.setVersioning(bucketName, status);
  return { status: 200 };
};

export const getBucketTagging: S3Operation = ({ store, bucketName }) => {
  const { tags } = store.bucket(bucketName).record;
  if (Object.keys(tags).length === 0) {
    throw new AwsError('NoSuchTagSet', 'The TagSet does not exist', 404, { BucketName: bucketName });
  }
  return tagging(tags);
};

export const putBucketTagging: S3Operation = async ({ request, store, bucketName }) => {
  store.setTags(bucketName, readTags(await request.text(), 'bucket'));
  return { status: 204 };
};

export const deleteBucketTagging: S3Operation = ({ store, bucketName }) => {
  store.setTags(bucketName, {});
  return { status: 204 };
};

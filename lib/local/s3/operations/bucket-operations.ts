import { AwsError } from '../../http/aws-error';
import { elementOf, elementsOf, parseXml, textOf } from '../../http/parse-xml';
import { drawTags } from '../../http/tags';
import { accountOwner } from './owner';
import type { S3Operation } from './s3-call';
import { xmlAnswer } from './xml-answer';

const home = 'us-east-1';

export const listBuckets: S3Operation = ({ request, store, accountId }) => {
  const prefix = request.query.get('prefix') ?? '';
  const region = request.query.get('bucket-region');
  const found = store
    .buckets()
    .filter(({ record }) => record.name.startsWith(prefix) && (region === null || record.region === region));
  const Buckets = found.map(({ record }) => ({
    Name: record.name,
    CreationDate: new Date(record.createdAt),
    BucketRegion: record.region,
  }));
  const body = { Owner: accountOwner(accountId), Buckets, ...(prefix ? { Prefix: prefix } : {}) };
  return xmlAnswer('ListAllMyBucketsResult', body, { members: { Buckets: 'Bucket' } });
};

export const createBucket: S3Operation = async ({ request, store, bucketName }) => {
  const text = await request.text();
  const wanted = text === '' ? undefined : textOf(parseXml(text), 'LocationConstraint') || undefined;
  const given = wanted === 'EU' ? 'eu-west-1' : wanted;
  if (request.region !== home && given !== request.region) {
    const message = `The ${given ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`;
    throw new AwsError('IllegalLocationConstraintException', message);
  }
  if (given === home) {
    throw new AwsError('InvalidLocationConstraint', 'The specified location-constraint is not valid');
  }
  // In its first region S3 takes a second creation by the owner for done.
  const isThere = store.hasBucket(bucketName) && store.bucket(bucketName).record.region === home;
  if (!(isThere && request.region === home)) {
    await store.createBucket(bucketName, { region: given ?? home });
  }
  return { status: 200, headers: { location: `/${bucketName}` } };
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
  store.setTags(bucketName, readTags(await request.text()));
  return { status: 204 };
};

export const deleteBucketTagging: S3Operation = ({ store, bucketName }) => {
  store.setTags(bucketName, {});
  return { status: 204 };
};

export function tagging(tags: Readonly<Record<string, string>>) {
  return xmlAnswer('Tagging', { TagSet: drawTags(tags) }, { members: { TagSet: 'Tag' } });
}

export function readTags(xml: string): Record<string, string> {
  const tags = elementsOf(elementOf(parseXml(xml), 'TagSet') ?? {}, 'Tag');
  const pairs = tags.map((tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? ''] as const);
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) {
    throw new AwsError('InvalidTag', 'Cannot provide multiple Tags with the same key');
  }
  return Object.fromEntries(pairs);
}

import { AwsBundles } from '../../lib/aws/s3/bundles';
import { FakeClock } from '../fakes/fake-clock';
import { oddAws } from './odd-aws';
import type { Answer } from './odd-endpoint';

const aws = oddAws('eu-west-1');
const { odd } = aws;

const location = { bucket: 'bundles-staging', targetId: 'staging', hash: 'a'.repeat(64) };
/** The region that a request was signed for. */
const regionOf = (authorization: string | undefined) =>
  /Credential=[^/]+\/\d+\/([^/]+)\/s3\//.exec(authorization ?? '')?.[1];

test('a bucket in another region is asked there, as S3 says where it is', async () => {
  const regions: (string | undefined)[] = [];
  odd.reply = ({ headers }): Answer => {
    const region = regionOf(headers.authorization);
    regions.push(region);
    if (region !== 'eu-central-1') return { status: 301, headers: { 'x-amz-bucket-region': 'eu-central-1' } };
    return { headers: { 'content-length': '3', 'x-amz-meta-content-hash': location.hash } };
  };
  const bundles = new AwsBundles(aws.clients, new FakeClock());
  expect(await bundles.find(location)).toMatchObject({ bytes: 3 });
  expect(regions).toEqual(['eu-west-1', 'eu-central-1']);
});

test('many questions at once each find their bucket, and others stay in the own region', async () => {
  const regions = new Map<string, string[]>();
  odd.reply = ({ url, headers }): Answer => {
    const bucket = url.split('/')[1] ?? '';
    const region = regionOf(headers.authorization) ?? '';
    regions.set(bucket, [...(regions.get(bucket) ?? []), region]);
    if (bucket === 'bundles-staging' && region !== 'eu-central-1') {
      return { status: 301, headers: { 'x-amz-bucket-region': 'eu-central-1' } };
    }
    return { headers: { 'content-length': '3', 'x-amz-meta-content-hash': location.hash } };
  };
  const bundles = new AwsBundles(aws.clients, new FakeClock());
  const own = { ...location, bucket: 'bundles-production' };
  const found = await Promise.all([location, own, location, own].map((one) => bundles.find(one)));
  expect(found.map((one) => one?.bytes)).toEqual([3, 3, 3, 3]);
  expect(new Set(regions.get('bundles-production'))).toEqual(new Set(['eu-west-1']));
  expect(await bundles.find(location)).toMatchObject({ bytes: 3 });
  expect(regions.get('bundles-staging')?.slice(-2)).toEqual(['eu-central-1', 'eu-central-1']);
});

test('a bucket that is nowhere is sought in two regions at most', async () => {
  odd.say({ status: 301, headers: { 'x-amz-bucket-region': 'eu-central-1', 'x-amz-request-id': 'R1' } });
  await expect(new AwsBundles(aws.clients, new FakeClock()).find(location)).rejects.toMatchObject({
    code: 'aws-refused',
  });
  expect(odd.requests).toHaveLength(2);
});

import { type AwsClients, awsClients } from '../../../lib/aws/clients';
import { AwsBuckets } from '../../../lib/aws/s3/buckets';
import { collect } from '../../contracts/collect';
import { FakeClock } from '../../fakes/fake-clock';
import { pointSdkAt } from '../aws-environment';
import { OddEndpoint } from '../odd-endpoint';
import { s3Error, VersionedBucket } from './versioned-bucket';

const odd = new OddEndpoint();
let bucket: VersionedBucket;
let clients: AwsClients;
let clock: FakeClock;

beforeAll(async () => pointSdkAt(await odd.start()));
beforeEach(() => {
  bucket = new VersionedBucket();
  clock = new FakeClock();
  odd.say();
  odd.reply = (request) => bucket.reply(request);
  clients = awsClients({ region: 'eu-central-1', maxAttempts: 3, silenceTimeoutMs: 5000 });
});
afterEach(() => clients.close());
afterAll(() => odd.stop());

function empty(signal?: AbortSignal) {
  return collect(new AwsBuckets(clients, clock).empty('files', signal));
}

const lists = () => bucket.calls.filter((call) => call === 'list').length;
const deletes = () => bucket.calls.filter((call) => call.startsWith('delete ')).length;

test.each([
  [0, 0, 1],
  [1, 1, 2],
  [999, 1, 2],
  [1000, 1, 2],
  [1001, 2, 3],
  [10_000, 10, 11],
])('K37: %s versions take %s deletions and %s lists', async (versions, deletions, listings) => {
  bucket.fill(versions);
  expect((await empty()).at(-1)).toEqual({ kind: 'emptied', deleted: versions });
  expect(bucket.versions).toHaveLength(0);
  expect([deletes(), lists()]).toEqual([deletions, listings]);
});

test('K38: a bucket of nothing but delete markers is emptied', async () => {
  for (let i = 0; i < 5; i += 1) bucket.add(`gone-${i}`, { marker: true });
  expect((await empty()).at(-1)).toEqual({ kind: 'emptied', deleted: 5 });
});

test('K40: only the keys that failed for a passing reason are tried again', async () => {
  bucket.fill(1000);
  const failing = new Map(['key-0000001', 'key-0000500', 'key-0000999'].map((key) => [key, 2]));
  bucket.keyError = (key) => {
    const left = failing.get(key) ?? 0;
    failing.set(key, left - 1);
    return left > 0 ? 'InternalError' : undefined;
  };
  await empty();
  expect(bucket.calls.filter((call) => call.startsWith('delete '))).toEqual(['delete 1000', 'delete 3', 'delete 3']);
  expect(bucket.versions).toHaveLength(0);
});

test('a key that goes on failing ends with an error, after a bounded number of tries', async () => {
  bucket.fill(3);
  bucket.keyError = () => 'InternalError';
  await expect(empty()).rejects.toMatchObject({ code: 'bucket-not-emptied' });
  expect(deletes()).toBeLessThanOrEqual(6);
});

test('K41: locked objects end it with the key and the reason, bounded however many there are', async () => {
  bucket.fill(5000);
  bucket.keyError = (key) => (key >= 'key-0001000' ? 'AccessDenied' : undefined);
  await expect(empty()).rejects.toMatchObject({
    code: 'bucket-not-emptied',
    message: expect.stringMatching(/key-000\d000.*AccessDenied/),
  });
  expect(deletes()).toBeLessThanOrEqual(5);
});

test('K42: governance locks are not bypassed', async () => {
  bucket.fill(1);
  await empty();
  expect(odd.bodies.join('') + odd.requests.join('')).not.toMatch(/bypass/i);
});

test('K43: SlowDown for the whole request is waited out', async () => {
  bucket.fill(2500);
  let slow = 2;
  bucket.before = (call) => {
    if (!call.startsWith('delete') || slow === 0) return undefined;
    slow -= 1;
    return s3Error(503, 'SlowDown');
  };
  await empty();
  expect(bucket.versions).toHaveLength(0);
});

test('K44: a list that is not answered once is asked for again', async () => {
  clients.close();
  clients = awsClients({ region: 'eu-central-1', maxAttempts: 3, silenceTimeoutMs: 300 });
  bucket.fill(3);
  let silent = 1;
  bucket.before = (call) => {
    if (call !== 'list' || silent === 0) return undefined;
    silent -= 1;
    return { silent: true };
  };
  await empty();
  expect(bucket.versions).toHaveLength(0);
});

test('K45: credentials that expire on the way end it, and a second run finishes', async () => {
  bucket.fill(8000);
  let batches = 0;
  bucket.before = (call) => {
    if (call.startsWith('delete')) batches += 1;
    return batches >= 5 ? s3Error(400, 'ExpiredToken') : undefined;
  };
  await expect(empty()).rejects.toMatchObject({ code: 'credentials-expired' });
  bucket.before = () => undefined;
  expect(bucket.versions.length).toBeGreaterThan(0);
  await empty();
  expect(bucket.versions).toHaveLength(0);
});

test('K46: a bucket that goes away on the way is gone', async () => {
  bucket.fill(2500);
  bucket.before = () => (bucket.calls.length > 3 ? s3Error(404, 'NoSuchBucket') : undefined);
  expect((await empty()).at(-1)).toEqual({ kind: 'gone' });
});

test('K47: what is written on the way is taken by a further pass', async () => {
  bucket.fill(10);
  let writes = 2;
  bucket.before = (call) => {
    if (call.startsWith('delete') && writes > 0) bucket.add(`new-${writes--}`, { id: `w${writes}` });
    return undefined;
  };
  expect((await empty()).at(-1)).toEqual({ kind: 'emptied', deleted: 12 });
});

test('K47: a writer that does not stop ends it with an error, not with an endless loop', async () => {
  bucket.fill(1);
  let count = 0;
  bucket.before = (call) => {
    count += 1;
    if (call.startsWith('delete')) bucket.add(`new-${count}`, { id: `w${count}` });
    return undefined;
  };
  await expect(empty()).rejects.toMatchObject({
    code: 'bucket-not-emptied',
    message: expect.stringContaining('fills'),
  });
  expect(deletes()).toBeLessThan(10);
});

test('K48: keys that are hard to write are deleted as they are', async () => {
  const hard = ['a+b', 'a b', '100%', 'a&b', '<a>', 'a\nb', 'a\rb', '🎉', '../up', '"q"', "it's", 'a/b/', 'bell\u0007'];
  for (const key of hard) bucket.add(key);
  expect((await empty()).at(-1)).toEqual({ kind: 'emptied', deleted: hard.length });
  expect(bucket.versions).toEqual([]);
  expect(bucket.calls).toContain('single bell\u0007');
});

test('K49: versions without an id of their own go as "null"', async () => {
  bucket.add('old', { id: 'null' });
  bucket.add('old', { id: 'v2' });
  await empty();
  expect(bucket.versions).toEqual([]);
});

test('K53: after an abort no new batch is begun', async () => {
  bucket.fill(10_000);
  const stop = new AbortController();
  bucket.before = (call) => {
    if (call.startsWith('delete')) stop.abort('stopped');
    return undefined;
  };
  await expect(empty(stop.signal)).rejects.toBe('stopped');
  expect(deletes()).toBeLessThanOrEqual(4);
});

test('K54: a list that does not get on is an error', async () => {
  const stuck =
    '<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>a</NextKeyMarker><NextVersionIdMarker>1</NextVersionIdMarker></ListVersionsResult>';
  bucket.before = (call) => (call === 'list' ? { body: stuck } : undefined);
  await expect(empty()).rejects.toMatchObject({ code: 'aws-answer-strange' });
});

test('unfinished uploads are ended', async () => {
  bucket.uploads = [
    { key: 'big file.bin', id: 'u1' },
    { key: 'big file.bin', id: 'u2' },
  ];
  await empty();
  expect(bucket.uploads).toEqual([]);
});

test('access denied on the list names the action and deletes nothing', async () => {
  bucket.fill(3);
  bucket.before = (call) => (call === 'list' ? s3Error(403, 'AccessDenied') : undefined);
  await expect(empty()).rejects.toMatchObject({
    code: 'access-denied',
    message: expect.stringContaining('s3:ListBucketVersions'),
  });
  expect(deletes()).toBe(0);
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsBundles } from '../../../lib/aws/s3/bundles';
import { FakeClock } from '../../fakes/fake-clock';
import { tempFolders } from '../../machine/temp-folder';
import { oddAws } from '../odd-aws';
import type { Answer } from '../odd-endpoint';
import { s3Error } from './versioned-bucket';

const aws = oddAws();
const { odd } = aws;
const newFolder = tempFolders();
const location = { bucket: 'bundles', targetId: 'login', hash: 'a'.repeat(64) };

const bundles = () => new AwsBundles(aws.clients, new FakeClock());
const head = (hash: string, bytes = 3): Answer => ({
  headers: { 'content-length': String(bytes), 'x-amz-meta-content-hash': hash },
});
const absent: Answer = { status: 404 };

function zip(): string {
  const file = join(newFolder(), 'app.zip');
  writeFileSync(file, 'zip');
  return file;
}

test('an upload is made on the condition that there is none, with its hash beside it', async () => {
  const headers: Record<string, unknown>[] = [];
  odd.reply = (request) => {
    if (request.method === 'HEAD') return absent;
    headers.push(request.headers);
    return { headers: { etag: '"e1"' } };
  };
  expect(await bundles().put(location, zip())).toMatchObject({ uploaded: true });
  expect(headers[0]).toMatchObject({ 'if-none-match': '*', 'x-amz-meta-content-hash': location.hash });
});

test('an upload that somebody else finished first is none of ours', async () => {
  odd.reply = ({ method }) => (method === 'HEAD' ? absent : s3Error(412, 'PreconditionFailed'));
  expect(await bundles().put(location, zip())).toMatchObject({ uploaded: false });
});

test('an upload that meets another one under way is tried again', async () => {
  let conflicts = 1;
  odd.reply = ({ method }) => {
    if (method === 'HEAD') return absent;
    conflicts -= 1;
    return conflicts >= 0 ? s3Error(409, 'ConditionalRequestConflict') : { headers: { etag: '"e1"' } };
  };
  expect(await bundles().put(location, zip())).toMatchObject({ uploaded: true });
});

test('an object whose metadata names another hash is not the bundle', async () => {
  odd.reply = () => head('b'.repeat(64));
  await expect(bundles().find(location)).rejects.toMatchObject({ code: 'bundle-corrupt' });
});

test('a copy that came out shorter than its source is an error', async () => {
  let copied = false;
  odd.reply = ({ method, url }) => {
    if (method === 'PUT') {
      copied = true;
      return { body: '<CopyObjectResult><ETag>"e1"</ETag></CopyObjectResult>' };
    }
    if (url.includes('/production/')) return copied ? head(location.hash, 2) : absent;
    return head(location.hash, 3);
  };
  const copying = bundles().copy(location, { ...location, targetId: 'production' });
  await expect(copying).rejects.toMatchObject({ code: 'bundle-corrupt' });
});

test('a bundle is not copied to the name of another hash', async () => {
  odd.reply = () => head(location.hash);
  const copying = bundles().copy(location, { ...location, hash: 'b'.repeat(64) });
  await expect(copying).rejects.toMatchObject({ code: 'bundle-corrupt' });
  expect(odd.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
});

test('a look that is refused is an error, never "none"', async () => {
  // S3 numbers each request; the answer to HEAD has nothing else of S3.
  odd.reply = () => ({ status: 403, headers: { 'x-amz-request-id': 'R1' } });
  await expect(bundles().find(location)).rejects.toMatchObject({ code: 'access-denied' });
});

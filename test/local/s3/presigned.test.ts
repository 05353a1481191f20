import { createHmac } from 'node:crypto';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { S3World } from './s3-world';

/*
 * S1: URLs in the old form (version 2 of AWS's signatures), as boto3 makes them for us-east-1. Moto checks on AWS that they work
 * (tests/test_s3/test_s3_presigned_url.py::test_presigned_url_generates_content_response_headers at 0af643a, 2026-08-22); LocalStack
 * recorded the refusals (tests/aws/services/s3/test_s3.snapshot.json at 8b9a79f, 2026-02-21). The signatures in this file are
 * boto3 1.43.11's, for the key `local` with the secret `local`, good until 2100.
 */
let world: S3World;
const key = 'dir/a b+ü%41.txt';
const path = '/signed/dir/a%20b%2B%C3%BC%2541.txt';
const until = 'Expires=4102444800';
beforeAll(async () => {
  world = await S3World.open();
  const s3 = new S3Client({ ...world.local.client, region: 'us-east-1' });
  await s3.send(new CreateBucketCommand({ Bucket: 'signed' }));
  await s3.send(new PutObjectCommand({ Bucket: 'signed', Key: key, Body: 'ABCD' }));
  s3.destroy();
});
afterAll(() => world.close());

async function ask(address: string, init: RequestInit = {}) {
  const answer = await fetch(world.local.endpoint + address, init);
  return { status: answer.status, body: await answer.text(), headers: answer.headers };
}

test('S1: a URL of boto3 for us-east-1 gives the object, with the headers that it asks for', async () => {
  const asked =
    'response-content-type=image%2Fjpeg&response-cache-control=max-age%3D74&response-content-disposition=attachment%3B%20filename%3D%22foo.jpg%22';
  const url = `${path}?${asked}&AWSAccessKeyId=local&Signature=tUZlaS9HnqWQUb6CB5OWHYZCBqs%3D&${until}`;
  const answer = await ask(url);
  expect([answer.status, answer.body]).toEqual([200, 'ABCD']);
  expect(answer.headers.get('cache-control')).toBe('max-age=74');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="foo.jpg"');
  expect(answer.headers.get('content-type')).toBe('image/jpeg');
  const changed = await ask(url.replace('max-age%3D74', 'max-age%3D75'));
  expect(changed.status).toBe(403);
  expect(changed.body).toContain('<Code>SignatureDoesNotMatch</Code>');
});

test('S1: a URL for an upload carries its metadata (test_put_url_metadata_with_sig_s3, 2026-02-21)', async () => {
  const url = `/signed/meta?AWSAccessKeyId=local&Signature=8difalFZ%2FhqB5aBfNU3Bk20HtxA%3D&x-amz-meta-foo=bar&content-type=text%2Fx&${until}`;
  const put = (headers: Record<string, string>) =>
    ask(url, { method: 'PUT', body: Buffer.from('hi'), headers: { 'content-type': 'text/x', ...headers } });
  const wrong = await put({ 'x-amz-meta-wrong': 'wrong' });
  expect([wrong.status, wrong.body]).toEqual([403, expect.stringContaining('<Code>SignatureDoesNotMatch</Code>')]);
  expect((await put({})).status).toBe(200);
  expect(await world.s3.send(new HeadObjectCommand({ Bucket: 'signed', Key: 'meta' }))).toMatchObject({
    ContentType: 'text/x',
    Metadata: { foo: 'bar' },
  });
});

test('S1: a wrong signature is refused, and the answer shows what was to be signed (test_presigned_url_signature_authentication, 2026-02-21)', async () => {
  const { status, body } = await ask(`${path}?AWSAccessKeyId=local&Signature=${'A'.repeat(27)}%3D&${until}`);
  expect(status).toBe(403);
  expect(body).toContain(
    '<Message>The request signature we calculated does not match the signature you provided. Check your key and signing method.</Message>',
  );
  expect(body).toContain(`<StringToSign>GET\n\n\n4102444800\n${path}</StringToSign>`);
  // A method that was not signed.
  const right = `${path}?AWSAccessKeyId=local&Signature=AYCZOTjvf4y9NkUwkAK0A3la23E%3D&${until}`;
  expect((await ask(right)).body).toBe('ABCD');
  expect((await ask(right, { method: 'DELETE' })).status).toBe(403);
});

test('S1: a key whose secret the endpoint cannot know is taken', async () => {
  expect((await ask(`${path}?AWSAccessKeyId=mine&Signature=anything&${until}`)).body).toBe('ABCD');
});

test('S1: a URL of a bucket, signed with or without its last slash', async () => {
  const url = `/signed?encoding-type=url&AWSAccessKeyId=local&Signature=v%2BDIrTtIajwwdCYUAWU8yKCJcvA%3D&${until}`;
  expect((await ask(url)).body).toContain('<ListBucketResult');
  const bare = createHmac('sha1', 'local').update('GET\n\n\n4102444800\n/signed').digest('base64');
  expect((await ask(`/signed?AWSAccessKeyId=local&Signature=${encodeURIComponent(bare)}&${until}`)).status).toBe(200);
});

test('S1: the old signature in a header', async () => {
  const date = 'Tue, 27 Mar 2007 19:36:42 +0000';
  const signature = createHmac('sha1', 'local').update(`GET\n\n\n\nx-amz-date:${date}\n${path}`).digest('base64');
  const signed = (text: string) => ask(path, { headers: { authorization: `AWS local:${text}`, 'x-amz-date': date } });
  expect((await signed(signature)).body).toBe('ABCD');
  expect((await signed('nonsense')).body).toContain('<Code>SignatureDoesNotMatch</Code>');
});

test('S1: an expired URL of either form is refused (test_s3_presigned_url_expired, 2026-02-21)', async () => {
  const old = await ask(`${path}?AWSAccessKeyId=local&Signature=AYCZOTjvf4y9NkUwkAK0A3la23E%3D&Expires=1000000000`);
  expect(old.status).toBe(403);
  expect(old.body).toContain('<Code>AccessDenied</Code><Message>Request has expired</Message>');
  expect(old.body).toContain('<Expires>2001-09-09T01:46:40.000Z</Expires><ServerTime>');
  const credential = 'X-Amz-Credential=local%2F20200101%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Signature=0';
  const made = (expires: string, date = '20200101T000000Z') =>
    ask(`${path}?${credential}&X-Amz-Date=${date}&X-Amz-Expires=${expires}`);
  const { status, body } = await made('2');
  expect(status).toBe(403);
  expect(body).toContain(
    '<Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>2</X-Amz-Expires>',
  );
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  expect((await made('60', now)).body).toBe('ABCD');
  expect((await made('604801', now)).body).toContain('<Code>AuthorizationQueryParametersError</Code>');
});

test.each(['x', '1e3', '', '-5', '99999999999999999999'])(
  'S1: the expiry %j stops nothing but its own request',
  async (expires) => {
    const { status } = await ask(`${path}?AWSAccessKeyId=mine&Signature=x&Expires=${expires}`);
    expect([200, 403]).toContain(status);
  },
);

test.each(['0000', '0000000000020', 'abcd', 'aa000000000$'])(
  'S16: the owner %s is no account (test_get_bucket_policy_invalid_account_id, 2026-02-21)',
  async (ExpectedBucketOwner) => {
    const get = world.s3.send(new GetObjectCommand({ Bucket: 'signed', Key: key, ExpectedBucketOwner }));
    await expect(get).rejects.toMatchObject({
      name: 'InvalidBucketOwnerAWSAccountID',
      message: `The value of the expected bucket owner parameter must be an AWS Account ID... [${ExpectedBucketOwner}]`,
      $metadata: { httpStatusCode: 400 },
    });
  },
);

test('S16: another owner is refused (test_delete_bucket_policy_expected_bucket_owner, 2026-02-21)', async () => {
  const get = (ExpectedBucketOwner: string) =>
    world.s3.send(new GetObjectCommand({ Bucket: 'signed', Key: key, ExpectedBucketOwner }));
  await expect(get('000000000002')).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
  expect(await (await get('123456789012')).Body?.transformToString()).toBe('ABCD');
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Started, start } from '../local/start';
import { runProgram } from './run-program';

const keys = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_DEFAULT_REGION: 'us-east-1' };
let local: Started;
let folder: string;
beforeAll(async () => {
  local = await start();
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-boto3-'));
});
afterAll(async () => {
  await local.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What a program in Python prints, which has boto3, its clients `s3` and `sqs`, and `ask` for an address. */
async function python(program: string): Promise<unknown> {
  const head = `
import boto3, json, urllib.request, urllib.error
s3, sqs = boto3.client('s3'), boto3.client('sqs')
def ask(url):
    try:
        return urllib.request.urlopen(url).read().decode()
    except urllib.error.HTTPError as error:
        return error.code
`;
  const args = ['-c', head + program];
  const ran = await runProgram(local.endpoint, folder, process.env.PREVIEW_STACKS_PYTHON ?? 'python3', args, keys);
  if (ran.code !== 0) throw new Error(ran.errors);
  return JSON.parse(ran.output);
}

test("S1: boto3's URL for us-east-1 gives the object, and nothing when it was changed or has expired", async () => {
  const answers = await python(`
s3.create_bucket(Bucket='signed')
s3.put_object(Bucket='signed', Key='a b+é%41/key', Body=b'ABCD')
def url(seconds):
    params = {'Bucket': 'signed', 'Key': 'a b+é%41/key', 'ResponseCacheControl': 'max-age=74'}
    return s3.generate_presigned_url('get_object', Params=params, ExpiresIn=seconds)
print(json.dumps(['AWSAccessKeyId' in url(60), ask(url(60)), ask(url(60).replace('74', '75')), ask(url(-5))]))
`);
  expect(answers).toEqual([true, 'ABCD', 403, 403]);
});

test("botocore's pages of one add up to the whole", async () => {
  const answers = await python(`
for name in 'abc':
    s3.create_bucket(Bucket=f'page-{name}')
    sqs.create_queue(QueueName=f'page-{name}')
bucket = {'Bucket': 'page-a'}
s3.put_bucket_versioning(**bucket, VersioningConfiguration={'Status': 'Enabled'})
for key in ['a', 'b/1', 'b/2', 'é', 'z z']:
    for _ in range(2):
        s3.put_object(**bucket, Key=key, Body=b'x')
        upload = s3.create_multipart_upload(**bucket, Key=key)['UploadId']
for number in (1, 2, 3):
    s3.upload_part(**bucket, Key='z z', UploadId=upload, PartNumber=number, Body=b'x')
def differs(client, operation, names, **more):
    def items(page):
        return [str(item) for name in names for item in page.get(name, [])]
    paginator = client.get_paginator(operation)
    whole = items(getattr(client, operation)(**more))
    pages = list(paginator.paginate(PaginationConfig={'PageSize': 1}, **more))
    paged = [item for page in pages for item in items(page)]
    return [] if sorted(whole) == sorted(paged) and len(pages) > 1 else [operation]
found = differs(s3, 'list_buckets', ['Buckets']) + differs(sqs, 'list_queues', ['QueueUrls'])
found += differs(s3, 'list_multipart_uploads', ['Uploads'], **bucket)
found += differs(s3, 'list_parts', ['Parts'], **bucket, Key='z z', UploadId=upload)
for more in ({}, {'Delimiter': '/'}):
    found += differs(s3, 'list_objects', ['Contents', 'CommonPrefixes'], **bucket, **more)
    found += differs(s3, 'list_objects_v2', ['Contents', 'CommonPrefixes'], **bucket, **more)
    found += differs(s3, 'list_object_versions', ['Versions', 'DeleteMarkers', 'CommonPrefixes'], **bucket, **more)
print(json.dumps(found))
`);
  expect(answers).toEqual([]);
});

test('O2: boto3 knows an error of SQS by its class and its code', async () => {
  const answers = await python(`
try:
    sqs.get_queue_url(QueueName='absent')
except sqs.exceptions.QueueDoesNotExist as error:
    print(json.dumps([error.response['Error']['Code'], error.response['Error']['QueryErrorCode']]))
`);
  expect(answers).toEqual(['AWS.SimpleQueueService.NonExistentQueue', 'QueueDoesNotExist']);
});

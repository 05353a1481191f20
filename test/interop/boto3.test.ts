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
def ask(url, body=None):
    try:
        asked = urllib.request.Request(url, data=body, headers={'Content-Type': 'text/plain'} if body else {})
        asked.method = 'PUT' if body else 'GET'
        return urllib.request.urlopen(asked).read().decode()
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
print(json.dumps(['AWSAccessKeyId' in url(60), ask(url(60)), ask(url(60).replace('age%3D74', 'age%3D75')), ask(url(-5))]))
`);
  expect(answers).toEqual([true, 'ABCD', 403, 403]);
});

test("S1: boto3's URL for us-east-1 puts an object, once it is signed for that", async () => {
  const answers = await python(`
s3.create_bucket(Bucket='put')
where = {'Bucket': 'put', 'Key': 'b c'}
url = s3.generate_presigned_url('put_object', Params={**where, 'ContentType': 'text/plain'})
print(json.dumps([
    s3.get_bucket_location(Bucket='put')['LocationConstraint'], 'AWSAccessKeyId' in url, ask(url, b'EFGH'),
    s3.get_object(**where)['Body'].read().decode(), ask(s3.generate_presigned_url('get_object', Params=where), b'IJKL'),
]))
`);
  expect(answers).toEqual([null, true, '', 'EFGH', 403]);
});

test('O2: boto3 knows an error of SQS by its class and its code', async () => {
  const answers = await python(`
try:
    sqs.get_queue_url(QueueName='absent')
except sqs.exceptions.QueueDoesNotExist as error:
    known = [error.response['Error']['Code'], error.response['Error']['QueryErrorCode']]
sqs.create_queue(QueueName='jobs', Attributes={'VisibilityTimeout': '5'})
try:
    sqs.create_queue(QueueName='jobs', Attributes={'VisibilityTimeout': '6'})
except sqs.exceptions.QueueNameExists as error:
    print(json.dumps([*known, error.response['Error']['Code']]))
`);
  expect(answers).toEqual(['AWS.SimpleQueueService.NonExistentQueue', 'QueueDoesNotExist', 'QueueAlreadyExists']);
});

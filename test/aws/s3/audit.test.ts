import { AwsAudit } from '../../../lib/aws/s3/audit';
import { auditLineOf } from '../../contracts/aws/audit.contract';
import { FakeClock } from '../../fakes/fake-clock';
import { oddAws } from '../odd-aws';
import type { Answer } from '../odd-endpoint';

const aws = oddAws();
const { odd } = aws;
const clock = new FakeClock();
const line = auditLineOf(1);
const audit = () => new AwsAudit(aws.clients, clock);
const list = () => audit().list('bundles', new Date('2026-11-01T08:30:00.500Z'));

const refusal = (status: number, code: string, message = code): Answer => ({
  status,
  body: `<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  headers: { 'x-amz-request-id': 'r-1' },
});
const page = (keys: readonly string[], next?: string): Answer => ({
  body: `<ListBucketResult><IsTruncated>${next !== undefined}</IsTruncated>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}${next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`}</ListBucketResult>`,
});

test('a line is created and never replaced', async () => {
  let header: unknown;
  odd.reply = ({ headers }) => {
    header = headers['if-none-match'];
    return { headers: { etag: '"1"' } };
  };
  await audit().append('bundles', line);
  expect(header).toBe('*');
  expect(odd.requests).toHaveLength(1);
});

test('when the answer to a put is lost, the next put meets the first, and that is well', async () => {
  odd.say(refusal(503, 'ServiceUnavailable'), refusal(412, 'PreconditionFailed'));
  await audit().append('bundles', line);
  expect(odd.requests).toHaveLength(2);
});

// "If a conflicting operation occurs during the upload S3 returns a 409 ConditionalRequestConflict […] you should retry the upload" (API
// reference of PutObject, read in November 2026).
test('while another put of the line is under way, it is put again', async () => {
  odd.say(refusal(409, 'ConditionalRequestConflict'), refusal(409, 'ConditionalRequestConflict'), {
    headers: { etag: '"1"' },
  });
  await audit().append('bundles', line);
  expect(odd.requests).toHaveLength(3);
});

test('where puts go on being in the way of each other, it is not said to be written', async () => {
  odd.say(refusal(409, 'ConditionalRequestConflict'));
  await expect(audit().append('bundles', line)).rejects.toMatchObject({ code: 'aws-refused', fault: 'world' });
  expect(odd.requests).toHaveLength(5);
});

test('the error of a role that may not write names the right', async () => {
  odd.say(refusal(403, 'AccessDenied', 'Access Denied'));
  await expect(audit().append('bundles', line)).rejects.toMatchObject({
    code: 'access-denied',
    hint: expect.stringContaining('s3:PutObject'),
  });
});

test.each([
  ['list', [refusal(403, 'AccessDenied', 'Access Denied')]],
  ['read', [page(['application/audit/x']), refusal(403, 'AccessDenied', 'Access Denied')]],
])('the error of a role that may not %s names both rights', async (_, answers) => {
  odd.say(...answers);
  await expect(list()).rejects.toMatchObject({
    code: 'access-denied',
    fault: 'world',
    hint: expect.stringMatching(/s3:ListBucket on bundles and s3:GetObject on application\/audit\/\*/),
  });
});

test('it is listed from the moment on, page by page, and what is gone meanwhile is no line', async () => {
  odd.say(page(['application/audit/a'], 'more'), page(['application/audit/b']), refusal(404, 'NoSuchKey'));
  expect(await list()).toEqual({ lines: [], unreadable: 0 });
  const [first = '', second = ''] = odd.requests;
  const query = (request: string) => new URL(request.replace(/^GET /, 'http://x')).searchParams;
  expect(query(first).get('start-after')).toBe('application/audit/2026/11/01/083000.500');
  expect(query(first).get('prefix')).toBe('application/audit/');
  expect(query(second).get('continuation-token')).toBe('more');
});

test('so many lines are read at once, and no more', async () => {
  const keys = Array.from({ length: 50 }, (_, index) => `application/audit/${index}`);
  let atOnce = 0;
  let most = 0;
  const { send } = aws.clients.s3;
  aws.clients.s3.send = (async (command: never) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await new Promise(setImmediate);
    atOnce -= 1;
    return (send as (command: never) => Promise<unknown>).call(aws.clients.s3, command);
  }) as never;
  odd.reply = ({ url }) => (url.includes('list-type') ? page(keys) : refusal(404, 'NoSuchKey'));
  expect(await list()).toEqual({ lines: [], unreadable: 0 });
  expect([most, odd.requests.length]).toEqual([20, 51]);
});

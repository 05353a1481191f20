import { PutObjectCommand } from '@aws-sdk/client-s3';
import { AwsAudit } from '../../../lib/aws/s3/audit';
import { auditKeysFrom, auditObject } from '../../../lib/aws/s3/audit-line';
import { auditLineOf } from '../../contracts/aws/audit.contract';
import { LocalS3 } from '../../contracts/aws/local-s3';
import { FakeClock } from '../../fakes/fake-clock';

let s3: LocalS3;
beforeAll(async () => {
  s3 = await LocalS3.start();
});
afterAll(() => s3.stop());

const always = new Date('2026-01-01T00:00:00.000Z');
const line = auditLineOf(1);
const { key, text } = auditObject(line);
const content = JSON.parse(text) as Readonly<Record<string, unknown>>;
const put = (Bucket: string, Key: string, Body: string) =>
  s3.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
const audit = () => new AwsAudit(s3.clients, new FakeClock());

test('a key holds the time and the id, and nothing that was said', () => {
  expect(key).toBe('application/audit/2026/11/21/120000.000-0a1b2c3d-0000-4000-8000-000000000001.begun.json');
  const end = { how: 'done', at: '2026-11-21T12:00:09.000Z' } as const;
  expect(auditObject({ ...line, end }).key).toBe(key.replace('begun', 'ended'));
});

const forged: readonly (readonly [string, object | string])[] = [
  ['no JSON', '{'],
  ['a number', '7'],
  ['blanks', '  '],
  ['more levels than are read', '['.repeat(8_000)],
  ['more than a line has', JSON.stringify({ ...content, more: 'x'.repeat(20_000) })],
  ['another format', { format: 2 }],
  ['the id of another act', { id: '0a1b2c3d-0000-4000-8000-000000000002' }],
  ['an id that is a path', { id: '../x' }],
  ['the time of another act', { at: '2026-11-21T12:00:00.001Z' }],
  ['a time in words', { at: 'yesterday' }],
  ['no time', { at: undefined }],
  ['a person who is an object', { by: { login: 'ada' } }],
  ['a person with control characters', { by: 'ada\u001b[2J' }],
  ['a person in two lines', { by: 'ada\nroot' }],
  ['a wish without an end', { asked: 'x'.repeat(301) }],
  ['a wish that turns its direction', { asked: 'keep \u202e3d' }],
  ['a branch that git refuses', { branch: '--all' }],
  ['a branch that is a list', { branch: ['main'] }],
  ['an origin that we do not know', { from: { kind: 'moon' } }],
  ['an origin without a number', { from: { kind: 'pull-request', comment: 1 } }],
  ['an origin with a number in words', { from: { kind: 'pull-request', number: '12', comment: 1 } }],
  ['a chat without a channel', { from: { kind: 'chat', team: 'T012AB3CD' } }],
  ['a chat whose team is a path', { from: { kind: 'chat', team: '../T012', channel: 'C012AB3CD' } }],
  ['a chat whose channel is a name', { from: { kind: 'chat', team: 'T012AB3CD', channel: '#general' } }],
  ['an end where it begins', { end: { how: 'done', at: line.at } }],
];

test.each(forged)('a line with %s is left out and counted', async (_, change) => {
  const bucket = await s3.bucket();
  await put(bucket, key, typeof change === 'string' ? change : JSON.stringify({ ...content, ...change }));
  expect(await audit().list(bucket, always)).toEqual({ lines: [], unreadable: 1 });
});

test.each([
  ['in other words', { how: 'well', at: line.at }],
  ['without a time', { how: 'done' }],
  ['with a reason in two lines', { how: 'failed', at: line.at, because: 'a\nb' }],
  ['with a code that is a path', { how: 'failed', at: line.at, code: '../x' }],
  ['of nothing', undefined],
])('an end %s is counted, and the act is read without it', async (_, end) => {
  const bucket = await s3.bucket();
  await audit().append(bucket, line);
  await put(bucket, key.replace('begun', 'ended'), JSON.stringify({ ...content, end }));
  expect(await audit().list(bucket, always)).toEqual({ lines: [line], unreadable: 1 });
});

test.each([
  'application/audit/notes.txt',
  'application/audit/records/a.json',
  `${auditKeysFrom(new Date(line.at))}-${line.id}.middle.json`,
  `application/audit/2026/11/21/${'\u0001'}.begun.json`,
  'application/audit/2026/11/22/120000.000-0a1b2c3d-0000-4000-8000-000000000001.begun.json',
])('a line at the key %j is left out and counted', async (other) => {
  const bucket = await s3.bucket();
  await audit().append(bucket, line);
  await put(bucket, other, text);
  expect(await audit().list(bucket, always)).toEqual({ lines: [line], unreadable: 1 });
});

test('what we do not know of a line is not read', async () => {
  const bucket = await s3.bucket();
  await put(bucket, key, JSON.stringify({ ...content, more: '<b>', from: { ...line.from, more: 1 } }));
  expect(await audit().list(bucket, always)).toEqual({ lines: [line], unreadable: 0 });
});

test.each([[{ kind: 'page' }], [{ kind: 'chat', team: 'T012AB3CD', channel: 'C012AB3CD' }]] as const)(
  'of an act from %j nothing else is read',
  async (from) => {
    const bucket = await s3.bucket();
    const padded = { ...from, number: 12, comment: 1, more: '<b>' };
    await put(bucket, key, JSON.stringify({ ...content, from: padded }));
    expect(await audit().list(bucket, always)).toEqual({ lines: [{ ...line, from }], unreadable: 0 });
  },
);

test.each([
  ['an id of another form', { id: 'x/../y' }],
  ['no time', { at: 'soon' }],
  ['no one', { by: ' \u200b' }],
  ['a branch that git refuses', { branch: 'a..b' }],
  ['the name of a channel', { from: { kind: 'chat' as const, team: 'T012AB3CD', channel: 'general' } }],
])('a line with %s is not written', async (_, change) => {
  const bucket = await s3.bucket();
  const writing = audit().append(bucket, { ...line, ...change });
  await expect(writing).rejects.toMatchObject({ code: 'audit-line-invalid', fault: 'us' });
  expect(await s3.versions(bucket)).toBe(0);
});

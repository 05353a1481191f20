import { PreviewError } from '../../lib/errors';
import type { ChatMessage } from '../../lib/ports/chat';
import { SlackWebhook } from '../../lib/slack/slack-webhook';
import { FakeClock } from '../fakes/fake-clock';
import { SlackStandIn } from './slack-stand-in';

const message: ChatMessage = { title: 'shop: preview of a is ready', tone: 'good', lines: [{ text: 'x' }] };
let slack: SlackStandIn;
let clock: FakeClock;

beforeAll(async () => {
  slack = await SlackStandIn.start();
});
beforeEach(() => {
  clock = new FakeClock();
  slack.answers = [];
  slack.posted.length = 0;
});
afterAll(() => slack.stop());

const open = (url = slack.url) => new SlackWebhook({ url, clock, timeoutMs: 300 });

/** The error of a post, after a look that nothing of it tells the address. */
async function refusal(chat = open()): Promise<PreviewError> {
  const error: unknown = await chat.post(message).catch((thrown: unknown) => thrown);
  if (!(error instanceof PreviewError)) throw new Error('no PreviewError was thrown');
  expect(JSON.stringify([error.message, error.hint, String(error.stack), error.cause])).not.toContain('secret-part');
  return error;
}

test('a message is posted once', async () => {
  await open().post(message);
  expect(slack.posted).toEqual([expect.objectContaining({ text: message.title })]);
});

test.each([
  [400, 'invalid_payload', 'Slack refuses the message: invalid_payload, HTTP 400'],
  [403, 'action_prohibited', 'Slack refuses the message: action_prohibited, HTTP 403'],
  [404, 'no_service', 'Slack refuses the message: no_service, HTTP 404'],
  [404, '<html>a proxy</html>', 'Slack refuses the message: HTTP 404'],
])('a refusal with %i %s is slack-refused and is not repeated', async (status, body, said) => {
  slack.answers = [{ status, body }];
  const error = await refusal();
  expect(error).toMatchObject({ code: 'slack-refused', fault: 'world', message: said });
  expect(slack.posted).toHaveLength(1);
});

test('a rate limit is waited for as long as Slack asks', async () => {
  slack.answers = [{ status: 429, retryAfter: '7' }, { status: 429 }];
  await open().post(message);
  expect(clock.sleeps).toEqual([7000, 1000]);
  expect(slack.posted).toHaveLength(3);
});

test('an interruption ends a wait at once, with its own reason', async () => {
  slack.answers = [{ status: 429, retryAfter: '20' }];
  const interrupt = new AbortController();
  clock.after(500, () => interrupt.abort(new RangeError('stop')));
  const chat = new SlackWebhook({ url: slack.url, clock, signal: interrupt.signal });
  await expect(chat.post(message)).rejects.toThrow(RangeError);
  expect(slack.posted).toHaveLength(1);
});

test('a limit that says nonsense each time ends with the budget: at least a second is counted each time', async () => {
  slack.answers = Array.from({ length: 40 }, () => ({ status: 429, retryAfter: '-5' }));
  expect(await refusal()).toMatchObject({ code: 'slack-unavailable' });
  expect(slack.posted).toHaveLength(31);
});

test('a rate limit beyond the budget is slack-unavailable', async () => {
  slack.answers = [
    { status: 429, retryAfter: '20' },
    { status: 429, retryAfter: '20' },
  ];
  const error = await refusal();
  expect(error).toMatchObject({ code: 'slack-unavailable', fault: 'world' });
  expect(clock.sleeps).toEqual([20_000]);
});

test.each([[{ status: 500 }], [{ status: 503 }], ['cut' as const]])('%j is tried once again', async (answer) => {
  slack.answers = [answer];
  await open().post(message);
  expect(slack.posted).toHaveLength(2);
});

test.each([
  [{ status: 500 }, 'Slack did not take the message: HTTP 500'],
  ['cut' as const, 'Slack did not take the message: UND_ERR_SOCKET'],
  ['silence' as const, 'Slack did not take the message: it did not answer in time'],
])('%j twice is slack-unavailable', async (answer, said) => {
  slack.answers = [answer, answer];
  expect(await refusal()).toMatchObject({ code: 'slack-unavailable', message: said });
  expect(slack.posted).toHaveLength(2);
});

test('no server listens: the error says so', async () => {
  const gone = await SlackStandIn.start();
  const url = gone.url;
  await gone.stop();
  expect(await refusal(open(url))).toMatchObject({ message: 'Slack did not take the message: ECONNREFUSED' });
});

test.each([301, 302, 307])(
  'report 26 K-9: a redirect with %i is named, not followed and not repeated',
  async (status) => {
    const other = await SlackStandIn.start();
    slack.answers = [{ status, location: other.url }];
    expect(await refusal()).toMatchObject({
      code: 'slack-refused',
      message: `Slack refuses the message: HTTP ${status}, a redirect to ${new URL(other.url).host}`,
    });
    expect([slack.posted.length, other.posted]).toEqual([1, []]);
    await other.stop();
  },
);

test.each(['/login?secret-part', undefined])(
  'report 26 K-9: a redirect to %j names nothing of it',
  async (location) => {
    slack.answers = [{ status: 302, ...(location !== undefined && { location }) }];
    expect((await refusal()).message).toContain('elsewhere on its host');
  },
);

test.each([
  [200, '<html>Sign in to the guest network</html>'],
  [200, ''],
  [200, '{"ok":true}'],
  [204, ''],
])('report 26 K-9: %i with %j does not count as taken, and is not repeated', async (status, body) => {
  slack.answers = [{ status, body }];
  expect(await refusal()).toMatchObject({
    code: 'slack-refused',
    message: `Slack refuses the message: the answer is not Slack's, HTTP ${status} without its "ok"`,
    hint: expect.stringContaining('proxy'),
  });
  expect(slack.posted).toHaveLength(1);
});

test('report 26 K-9: no later run is promised to send the message', async () => {
  slack.answers = [{ status: 503 }, { status: 503 }];
  expect((await refusal()).hint).toContain('No later run sends this message again');
});

test.each(['not an address: secret-part', 'file:///secret-part', ''])('%j is slack-address-invalid', async (url) => {
  expect(await refusal(open(url))).toMatchObject({
    code: 'slack-address-invalid',
    message: 'SLACK_WEBHOOK_URL is not a web address',
  });
});

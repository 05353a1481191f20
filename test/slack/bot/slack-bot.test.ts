import type { ChatAnswer, ChatAsked, ChatConnection } from '../../../lib/ports/chat-commands';
import { ids, StandInSlack, shownText } from '../../fakes/slack/stand-in-slack';
import { botAt, QuickClock, until } from './slack-world';

let slack: StandInSlack;
let stop: AbortController;
let listening: Promise<void> | undefined;
beforeEach(async () => {
  slack = await StandInSlack.start();
  stop = new AbortController();
  listening = undefined;
});
afterEach(async () => {
  stop.abort();
  await listening?.catch(() => undefined);
  await slack.stop();
  expect(slack.faults).toEqual([]);
});

/** Listens, acknowledges each at once, and keeps what was asked. */
async function hear(bot = botAt(slack)) {
  const asked: ChatAsked[] = [];
  const states: ChatConnection[] = [];
  listening = (async () => {
    for await (const one of bot.asked(stop.signal, (state) => states.push(state))) {
      asked.push(one);
      void one.ack();
    }
  })();
  listening.catch(() => undefined);
  await until(() => states.length > 0);
  const next = (count: number) => until(() => asked[count - 1]);
  return { asked, states, next };
}

const answer: ChatAnswer = { text: 'It sleeps.', tone: 'good', lines: ['One line.'] };

test('a slash command is acknowledged, and answered only to who asked', async () => {
  const { next } = await hear();
  const envelope = slack.command('sleep login');
  const asked = await next(1);
  expect(asked).toMatchObject({
    ...{ kind: 'command', command: '/preview', user: ids.user, team: ids.team, channel: ids.channel },
    ...{ isShared: false, byProgram: false, text: 'sleep login', event: expect.stringMatching(/^command trigger/) },
  });
  await asked.answer(answer);
  expect(slack.messages).toMatchObject([{ response_type: 'ephemeral', text: '✓ It sleeps.' }]);
  expect(shownText(slack.messages[0] as never)).toBe('✓ It sleeps.\nOne line.');
  expect(await until(() => slack.acked.get(envelope))).toBeLessThan(3_000);
});

test('a mention is answered in its thread', async () => {
  const { next } = await hear();
  slack.mention('sleep login', { ts: '17.5' });
  slack.mention('wake login', { ts: '17.9', thread_ts: '17.5' });
  for (const count of [1, 2]) await (await next(count)).answer(answer);
  expect(slack.messages).toMatchObject([1, 2].map(() => ({ channel: ids.channel, thread_ts: '17.5' })));
});

test('a button of a message in a channel is answered in its thread, one that only the asker sees only to them', async () => {
  const { next } = await hear();
  const rows = [{ text: 'login', url: 'https://login.p.acme.dev', buttons: [{ label: 'Wake', asks: 'wake login' }] }];
  slack.mention('status');
  await (await next(1)).answer({ ...answer, rows });
  slack.press('Wake');
  expect(await next(2)).toMatchObject({ kind: 'button', text: 'wake login', user: ids.user });
  await (await next(2)).answer({ ...answer, rows });
  expect(slack.messages[1]).toMatchObject({ thread_ts: '18.1' });
  slack.command('status');
  await (await next(3)).answer({ ...answer, rows });
  slack.press('Wake');
  await (await next(4)).answer(answer);
  expect(slack.messages[3]).toMatchObject({ response_type: 'ephemeral' });
});

test('what is not for us is acknowledged, and asks for nothing', async () => {
  const { next, asked } = await hear();
  const rows = [{ text: 'login', url: 'https://login.p.acme.dev', buttons: [] }];
  slack.mention('status');
  await (await next(1)).answer({ ...answer, rows });
  const envelopes = [
    slack.press('Open'),
    slack.mention('', { text: `I asked <@${ids.botUser}> sleep login` }),
    slack.mention('sleep login', { edited: { user: ids.user, ts: '1' } } as never),
    slack.deliver('interactive', { type: 'view_submission' }),
    slack.deliver('events_api', { event: { type: 'message' } }),
    slack.deliver('interactive', {
      type: 'block_actions',
      user: { id: 'U1' },
      channel: {},
      container: {},
      actions: [null],
    }),
    slack.deliver('unheard_of', {}),
  ];
  await until(() => envelopes.every((envelope) => slack.acked.has(envelope)));
  expect(asked).toHaveLength(1);
});

test('a button of another bot, or of another name, asks for nothing', async () => {
  const { asked } = await hear();
  const press = (action_id: string, bot_id: string) =>
    slack.deliver('interactive', {
      ...{ type: 'block_actions', user: { id: ids.user, team_id: ids.team }, channel: { id: ids.channel } },
      ...{ container: { is_ephemeral: false }, message: { bot_id, ts: '1.1' }, trigger_id: 't', response_url: 'x' },
      actions: [{ action_id, value: 'destroy login' }],
    });
  const envelopes = [press('other', ids.bot), press('preview-stacks:0', 'B2OTHER')];
  await until(() => envelopes.every((envelope) => slack.acked.has(envelope)));
  expect(asked).toEqual([]);
});

test('an event that is delivered three times has one name', async () => {
  const { asked } = await hear();
  slack.mention('sleep login', { times: 3 });
  await until(() => asked.length === 3);
  expect(new Set(asked.map(({ event }) => event)).size).toBe(1);
});

test.each<[string, object, object]>([
  ['who is of another workspace', { user_team: 'T2EVIL' }, { team: 'T2EVIL' }],
  ['a bot', { bot_id: 'B2' }, { byProgram: true }],
  ['a message with a subtype', { subtype: 'bot_message' }, { byProgram: true }],
  ['a message without an author', { user: undefined }, { byProgram: true }],
])('%s is known for it', async (_, change, expected) => {
  const { next } = await hear();
  slack.mention('sleep login', change);
  expect(await next(1)).toMatchObject(expected);
});

test('a channel that another workspace shares is known for it', async () => {
  const { next } = await hear();
  slack.deliver('events_api', {
    ...{ team_id: ids.team, event_id: 'Ev1', is_ext_shared_channel: true },
    event: { type: 'app_mention', user: ids.user, channel: ids.channel, ts: '1', text: `<@${ids.botUser}> status` },
  });
  expect((await next(1)).isShared).toBe(true);
});

test.each([
  ['sleep <http://fix.io|fix.io>', 'sleep fix.io'],
  ['sleep a&amp;b', 'sleep a&b'],
  ['sleep &lt;!channel&gt;', 'sleep <!channel>'],
  ['sleep &amp;lt;x', 'sleep &lt;x'],
])('%j is read as it was written', async (written, text) => {
  const { next } = await hear();
  slack.mention(written);
  expect((await next(1)).text.trim()).toBe(text);
});

test('connections that Slack refreshes or the network cuts are made again, and what is asked then is heard', async () => {
  const { next, states, asked } = await hear();
  slack.refresh();
  await until(
    () => slack.calls.filter((method) => method === 'apps.connections.open').length === 2 && slack.connections === 1,
  );
  slack.command('sleep one');
  await next(1);
  slack.cut();
  await until(
    () => slack.calls.filter((method) => method === 'apps.connections.open').length === 3 && slack.connections === 1,
  );
  slack.command('sleep two');
  await next(2);
  expect(asked.map(({ text }) => text)).toEqual(['sleep one', 'sleep two']);
  expect(states).toEqual([{ state: 'open' }]);
});

test('while Slack is down it is asked again, ever less often, and both are said once', async () => {
  const clock = new QuickClock();
  const { states } = await hear(botAt(slack, { clock }));
  slack.odd = (method) => (method === 'apps.connections.open' ? { status: 503 } : undefined);
  slack.cut();
  await until(() => clock.sleeps.length >= 8);
  slack.odd = () => undefined;
  await until(() => states.length === 3);
  expect(clock.sleeps.slice(0, 8)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  expect(states).toEqual([
    { state: 'open' },
    { state: 'lost', because: 'Slack could not be asked to open a connection: HTTP 503' },
    { state: 'open' },
  ]);
});

test('a token that is revoked while it listens ends it with slack-bot-refused', async () => {
  await hear();
  slack.odd = () => ({ error: 'token_revoked' });
  slack.cut();
  await expect(listening).rejects.toMatchObject({ code: 'slack-bot-refused', exitCode: 2 });
});

test.each([
  [{ error: 'invalid_auth' }, 'slack-bot-refused', /invalid_auth/],
  [{ error: 'missing_scope', needed: 'users:read' }, 'slack-bot-refused', /the app lacks users:read/],
  [{ error: 'internal_error' }, 'slack-bot-unavailable', /internal_error/],
  [{ error: '<!channel> xoxb-1' }, 'slack-bot-unavailable', /the connection was cut$/],
])('the first connection that ends with %j is %s', async (odd, code, message) => {
  slack.odd = (method) => (method === 'apps.connections.open' ? odd : undefined);
  const asked = botAt(slack).asked(stop.signal, () => undefined);
  const error = await asked[Symbol.asyncIterator]()
    .next()
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  expect(JSON.stringify(error)).not.toMatch(/secretsecret/);
});

test('the signal ends it, and closes the connection', async () => {
  await hear();
  stop.abort();
  await listening;
  await until(() => slack.connections === 0);
});

test('what is answered after the address has run out is a direct message', async () => {
  const clock = new QuickClock();
  const { next } = await hear(botAt(slack, { clock }));
  slack.command('sleep one');
  for (const _ of [1, 2, 3, 4, 5, 6]) await (await next(1)).answer(answer);
  expect(slack.messages.map(({ channel }) => channel)).toEqual([...[1, 2, 3, 4, 5].map(() => undefined), ids.user]);
  slack.command('sleep two');
  const asked = await next(2);
  clock.ahead = 29 * 60_000;
  await asked.answer(answer);
  expect(slack.messages.at(-1)).toMatchObject({ channel: ids.user });
});

test.each([
  'https://hooks.slack.com.evil.example/x',
  'http://169.254.169.254/latest',
  'file:///etc/passwd',
  'nonsense',
])('nothing is sent to %s as an answer', async (url) => {
  const { next } = await hear();
  slack.deliver('slash_commands', {
    ...{ user_id: ids.user, team_id: ids.team, channel_id: ids.channel, command: '/preview', text: 'status' },
    ...{ trigger_id: 't', response_url: url },
  });
  await expect((await next(1)).answer(answer)).rejects.toMatchObject({
    message: expect.stringMatching(/not one of Slack/),
  });
});

test('Slack says who someone is, and who is in a group', async () => {
  const bot = botAt(slack);
  slack.person('U2', { is_restricted: true });
  slack.person('U3', { is_stranger: true, team_id: 'T2' });
  slack.groups.set('S1', ['U2']);
  expect(await bot.member(ids.user)).toEqual({
    team: ids.team,
    isGone: false,
    isProgram: false,
    isGuest: false,
    isStranger: false,
  });
  expect(await bot.member('U2')).toMatchObject({ isGuest: true });
  expect(await bot.member('U3')).toMatchObject({ isStranger: true, team: 'T2' });
  expect(await bot.member('U404')).toBeUndefined();
  expect([await bot.team(), await bot.group('S1')]).toEqual([ids.team, ['U2']]);
  await expect(bot.group('S2')).rejects.toMatchObject({ code: 'slack-bot-refused' });
});

test('what Slack does not say of someone counts against them', async () => {
  slack.people.set('U5', { id: 'U5' });
  expect(await botAt(slack).member('U5')).toEqual({
    ...{ team: undefined, isGone: true, isProgram: true, isGuest: true, isStranger: false },
  });
});

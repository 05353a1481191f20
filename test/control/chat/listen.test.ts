import { PreviewError } from '../../../lib/errors';
import { ChatTeam } from './chat-world';

const down = new PreviewError('slack-unavailable', 'Slack did not answer', { fault: 'world', hint: 'Wait.' });

test('it is acknowledged, begun and ended, in this order', async () => {
  const team = new ChatTeam();
  await team.ask('keep login 3d');
  expect(team.chat.log).toEqual(['ack Ev1', 'answer Ev1: On it: keep 3d of login.', 'answer Ev1: It is done.']);
  expect(team.did).toEqual(['keep login {"for":"3d"}']);
  expect(team.events).toMatchObject([
    { kind: 'listening', projects: ['shop'] },
    { kind: 'asked', by: 'U1', asked: 'keep 3d', branch: 'login' },
  ]);
});

test('it is acknowledged before anyone is asked who may', async () => {
  const team = new ChatTeam();
  team.chat.faults.fail('member', down);
  await team.ask('sleep login');
  expect(team.chat.log[0]).toBe('ack Ev1');
});

test('questions are answered without a claim and without a line in the audit', async () => {
  const team = new ChatTeam();
  for (const text of ['status login', 'why login', 'cost login', 'logs login api']) await team.ask(text);
  expect(team.did).toEqual(['status login', 'why login', 'cost login', 'logs login {"service":"api"}']);
  expect(team.chat.log.filter((one) => one.includes('On it'))).toEqual([]);
  expect(team.audit.peek()).toEqual([]);
});

test('an event that is delivered again is acknowledged again and done once', async () => {
  const team = new ChatTeam();
  for (const _ of [1, 2, 3]) team.chat.ask('sleep login', { event: 'Ev7' });
  await team.hear();
  expect(team.did).toEqual(['sleep login']);
  expect(team.chat.log.filter((one) => one === 'ack Ev7')).toHaveLength(3);
});

test('after a kill between the acknowledgement and the act it is not done by the next process, which says so', async () => {
  const team = new ChatTeam();
  await team.audit.claim('bundles-staging', 'T1/Ev7');
  const answer = await team.ask('sleep login', { event: 'Ev7' });
  expect(team.did).toEqual([]);
  expect(answer?.text).toMatch(/second time, and nothing was done now: it was begun before/);
  expect(answer?.lines?.join()).toMatch(/Ask again/);
  expect(team.audit.peek()).toMatchObject([{ asked: 'sleep', end: { how: 'refused', code: 'asked-already' } }]);
});

test('two bots that get the same event do it once', async () => {
  const [one, other] = [new ChatTeam(), new ChatTeam()];
  other.projects[0] = other.project('shop', { audit: one.audit });
  for (const team of [one, other]) team.chat.ask('sleep login', { event: 'Ev7' });
  await Promise.all([one.hear(), other.hear()]);
  expect([...one.did, ...other.did]).toEqual(['sleep login']);
});

test.each(['claim', 'append'] as const)('what cannot be written down (%s) is not done', async (what) => {
  const team = new ChatTeam();
  team.audit.faults.fail(what, new PreviewError('access-denied', 'AWS refuses s3:PutObject', { fault: 'world' }));
  const answer = await team.ask('sleep login');
  expect(team.did).toEqual([]);
  expect(answer).toMatchObject({ tone: 'bad', text: expect.stringContaining('AWS refuses s3:PutObject') });
});

test('an acknowledgement that is not taken stops nothing', async () => {
  const team = new ChatTeam();
  team.chat.faults.fail('ack', down);
  await team.ask('sleep login');
  expect(team.did).toEqual(['sleep login']);
});

test('what cannot be said is a warning, and was done', async () => {
  const team = new ChatTeam();
  team.chat.faults.fail('answer', down, { times: 2 });
  await team.ask('sleep login');
  expect(team.did).toEqual(['sleep login']);
  expect(team.warnings()).toHaveLength(2);
  expect(team.audit.peek()).toMatchObject([{ end: { how: 'done' } }]);
});

test('a defect in one is said in words of ours, and the next one is done', async () => {
  const team = new ChatTeam();
  team.end = async () => {
    team.end = async () => ({ ended: 'done', text: 'It is done.' });
    throw new TypeError('token xoxb-1 is not a function');
  };
  const answer = await team.ask('sleep login');
  expect(answer?.text).toMatch(/^A defect of preview-stacks/);
  expect(JSON.stringify(team.chat.answers)).not.toContain('xoxb');
  expect(team.warnings()[0]).toContain('TypeError');
  expect((await team.ask('wake login'))?.text).toBe('It is done.');
});

test('an error is answered with its hint', async () => {
  const team = new ChatTeam();
  team.end = async () => {
    throw new PreviewError('stack-busy', 'The stack is busy', { fault: 'world', hint: 'Wait for it.' });
  };
  expect(await team.ask('sleep login')).toMatchObject({
    text: 'The stack is busy.',
    lines: ['Wait for it.'],
    tone: 'bad',
  });
});

test.each([
  ['destroy login', 'U1', /may not delete this preview/],
  ['keep login 8d', 'U1', /may not keep a preview/],
  ['keep login forever', 'U1', /without an end/],
  ['sleep main', 'U9', /deploys staging or production/],
])('%s of %s is refused', async (text, user, because) => {
  const team = new ChatTeam();
  expect((await team.ask(text, { user }))?.text).toMatch(because);
  expect(team.did).toEqual([]);
});

test('an admin of the chat may delete, and keep for long', async () => {
  const team = new ChatTeam();
  for (const text of ['destroy login', 'keep login 8d', 'keep login forever']) await team.ask(text, { user: 'U9' });
  expect(team.did).toHaveLength(3);
});

test('a login on GitHub that is spelled like an id in Slack gives no right', async () => {
  const team = new ChatTeam();
  const policy = { allow: { destroy: ['U1'], longKeeps: 'admin', forever: 'admin' }, longKeepDays: 7 } as const;
  team.projects[0] = team.project('shop', { policy });
  await team.ask('destroy login');
  expect(team.did).toEqual([]);
});

test('a slash command that is not ours is left alone', async () => {
  const team = new ChatTeam();
  await team.ask('sleep login', { kind: 'command', command: '/deploy' });
  await team.ask('sleep login', { kind: 'command', command: '/preview' });
  expect([team.did, team.chat.answers.map(({ event }) => event)]).toEqual([['sleep login'], ['Ev2', 'Ev2']]);
});

test('after twenty at once the next is asked to wait', async () => {
  const team = new ChatTeam();
  const open: (() => void)[] = [];
  team.end = () => new Promise((resolve) => open.push(() => resolve({ ended: 'done', text: 'It is done.' })));
  for (let count = 1; count <= 21; count += 1) team.chat.ask(`sleep b${count}`);
  const hearing = team.hear();
  await new Promise((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(team.chat.answers.at(-1)?.text ?? '').not.toBe('');
  expect(team.chat.answers.filter(({ text }) => text.includes('20 things already'))).toMatchObject([{ event: 'Ev21' }]);
  for (const end of open) end();
  await hearing;
  expect(team.did).toHaveLength(20);
});

test('tokens of another workspace are refused before anything is heard', async () => {
  const team = new ChatTeam();
  team.projects.push(team.project('desk', { slack: { team: 'T2' } }));
  team.chat.ask('sleep login');
  await expect(team.hear()).rejects.toMatchObject({
    code: 'slack-team-wrong',
    exitCode: 2,
    message: expect.stringMatching(/T1.*desk is T2/),
  });
  expect(team.chat.log).toEqual([]);
});

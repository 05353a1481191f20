import { MayAsk } from '../../../lib/control/chat/may-ask';
import { PreviewError } from '../../../lib/errors';
import type { ChatAsked } from '../../../lib/ports/chat-commands';
import { ChatTeam } from './chat-world';

const elsewhere = /our own workspace/;

test.each([
  ['is named', 'U1'],
  ['is in the group', 'U2'],
  ['is an admin', 'U9'],
])('who %s may act', async (_, user) => {
  const team = new ChatTeam();
  await team.ask('sleep login', { user });
  expect(team.did).toEqual(['sleep login']);
  expect(team.audit.peek()).toMatchObject([
    { by: user, from: { kind: 'chat', team: 'T1', channel: 'C1' }, end: { how: 'done' } },
  ]);
});

test.each<[string, object, object, RegExp]>([
  ['is in neither list', { user: 'U3' }, {}, /may not ask here: control\.slack/],
  ['is a guest', {}, { isGuest: true }, /Guests/],
  ['has left', {}, { isGone: true }, /left/],
  ['is of another workspace by the event', { team: 'T2' }, {}, elsewhere],
  ['is of another workspace by their profile', {}, { team: 'T2' }, elsewhere],
  ['has a profile without a workspace', {}, { team: undefined }, elsewhere],
  ['is a stranger', {}, { isStranger: true }, elsewhere],
  ['asks where another workspace reads along', { isShared: true }, {}, elsewhere],
  ['is known to no one', { user: 'U404' }, {}, elsewhere],
])('who %s is refused, and leaves no line in the audit', async (_, asked, member, because) => {
  const team = new ChatTeam();
  team.chat.person('U1', member);
  for (const text of ['sleep login', 'status', 'status login', 'help']) {
    expect((await team.ask(text, asked))?.text).toMatch(because);
  }
  expect(team.did).toEqual([]);
  expect(team.audit.peek()).toEqual([]);
});

test.each<[string, object, object]>([
  ['a message of a program', { byProgram: true }, {}],
  ['a profile of a program', {}, { isProgram: true }],
])('%s is not answered at all', async (_, asked, member) => {
  const team = new ChatTeam();
  team.chat.person('U1', member);
  await team.ask('sleep login', asked);
  expect([team.did, team.chat.answers, team.audit.peek()]).toEqual([[], [], []]);
});

test('a group is asked for again after five minutes, and who left it may no longer', async () => {
  const { chat, clock } = new ChatTeam();
  const mayAsk = new MayAsk(chat, clock);
  const right = async () => {
    const asked = { byProgram: false, isShared: false, team: 'T1', user: 'U2' } as ChatAsked;
    return (await mayAsk.right(asked, { team: 'T1', group: 'S1' })).permission;
  };
  expect([await right(), await right(), chat.groupsAsked]).toEqual(['write', 'write', 1]);
  chat.groups.set('S1', []);
  clock.advance(5 * 60_000 - 1);
  expect([await right(), chat.groupsAsked]).toEqual(['write', 1]);
  clock.advance(1);
  expect([await right(), chat.groupsAsked]).toEqual(['none', 2]);
});

test('members that were known do not count once Slack does not say who they are', async () => {
  const { chat, clock } = new ChatTeam();
  const mayAsk = new MayAsk(chat, clock);
  const asked = { byProgram: false, isShared: false, team: 'T1', user: 'U2' } as ChatAsked;
  await mayAsk.right(asked, { team: 'T1', group: 'S1' });
  clock.advance(5 * 60_000);
  const down = new PreviewError('slack-unavailable', 'Slack did not answer', { fault: 'world' });
  chat.faults.fail('group', down, { times: 2 });
  for (const _ of [1, 2]) await expect(mayAsk.right(asked, { team: 'T1', group: 'S1' })).rejects.toBe(down);
});

test.each([
  ['member', 'U1'],
  ['group', 'U2'],
] as const)('when Slack does not say the %s, no one may', async (what, user) => {
  const team = new ChatTeam();
  team.chat.faults.fail(what, new PreviewError('slack-unavailable', 'Slack did not answer', { fault: 'world' }));
  const answer = await team.ask('sleep login', { user });
  expect(answer).toMatchObject({ tone: 'bad', text: 'Slack did not answer.' });
  expect(team.did).toEqual([]);
});

import type { Deeds } from '../../lib/control/deeds';
import { doAsked } from '../../lib/control/do-asked';
import { type ControlAnswer, obey, type SaidWhere } from '../../lib/control/obey';
import { PreviewError } from '../../lib/errors';
import type { CommentEvent } from '../../lib/ports/comment-event';
import type { ProgressEvent } from '../../lib/progress';
import { FakeAudit } from '../fakes/fake-audit';
import { FakeClock } from '../fakes/fake-clock';
import { FakeCommentEvents } from '../fakes/fake-comment-events';
import { FakeConversations } from '../fakes/fake-conversations';

const policy = {
  word: '/preview',
  allow: { destroy: 'author', longKeeps: 'admin', forever: 'admin' },
  longKeepDays: 7,
} as const;

/** A team whose deeds are only written down, and a comment of ann, who may write. */
function team(
  event: Partial<CommentEvent> = {},
  deed: () => Promise<{ readonly ended: 'done'; readonly text: string }> = async () => ({
    ended: 'done',
    text: 'It is done.',
  }),
) {
  const did: string[] = [];
  const said: (SaidWhere & ControlAnswer)[] = [];
  const events: ProgressEvent[] = [];
  const conversations = new FakeConversations();
  conversations.permissions.set('ann', 'write');
  conversations.ids.set('ann', 7);
  conversations.comments.set(1001, new Set());
  conversations.open(1, { branch: 'login' });
  const ports = {
    events: new FakeCommentEvents(event),
    conversations,
    audit: new FakeAudit(),
    clock: new FakeClock(),
    progress: { emit: (one: ProgressEvent) => events.push(one) },
  };
  const deeds = new Proxy({} as Deeds, {
    get: (_, verb) => (branch: string) => {
      did.push(`${String(verb)} ${branch}`);
      return deed();
    },
  });
  const request = {
    ...{ repository: 'acme/shop', policy, deeds },
    isStage: (branch: string) => branch === 'main',
    bucket: async () => 'bundles-staging',
    say: async (where: SaidWhere, answer: ControlAnswer) => void said.push({ ...where, ...answer }),
  };
  const reactions = () => [...(conversations.comments.get(1001) ?? [])];
  const warnings = () => events.flatMap((one) => (one.kind === 'warned' ? one.message : []));
  return { ports, request, did, said, reactions, warnings, run: () => obey(ports, request) };
}

const stuck = new PreviewError('stack-stuck', 'The stack is stuck', { fault: 'world', hint: 'Look at it.' });

test.each<[string, Partial<CommentEvent>]>([
  ['was edited', { action: 'edited' }],
  ['is in another repository', { repository: 'mallory/shop' }],
  ['is on an issue', { isPullRequest: false }],
  ['was written by a program', { isPerson: false }],
  ['is our own', { body: '<!-- preview-stacks:shop/login -->\n\n/preview destroy' }],
  ['asks for nothing', { body: 'What does /preview destroy do?' }],
  ['is on a pull request that is not there', { number: 2 }],
])('nothing is done, and nothing said, for a comment that %s', async (_, event) => {
  const one = team({ body: '/preview destroy', ...event });
  expect(await one.run()).toMatchObject({ kind: 'nothing' });
  expect([one.did, one.said, one.ports.audit.peek()]).toEqual([[], [], []]);
});

test('a change is written down before it is done, and how it ended; a question is not', async () => {
  const one = team({ body: '/preview sleep' });
  expect(await one.run()).toMatchObject({ kind: 'answered', ended: 'done', branch: 'login', by: 'ann' });
  expect(one.ports.audit.peek()).toMatchObject([
    {
      ...{ asked: 'sleep', by: 'ann', branch: 'login', end: { how: 'done' } },
      from: { kind: 'pull-request', number: 1, comment: 1001 },
    },
  ]);
  expect(one.reactions()).toEqual(['eyes', 'rocket']);
  expect(one.said).toMatchObject([{ pullRequest: 1, branch: 'login', comment: 1001, ended: 'done' }]);

  const other = team({ body: '/preview status' });
  await other.run();
  expect([other.did, other.ports.audit.peek()]).toEqual([['status login'], []]);
});

test('what cannot be written down is not done', async () => {
  const one = team({ body: '/preview destroy' });
  one.ports.conversations.permissions.set('ann', 'admin');
  one.ports.audit.faults.fail('append', stuck, { times: Number.POSITIVE_INFINITY });
  expect(await one.run()).toMatchObject({ ended: 'failed', code: 'audit-unwritable' });
  expect(one.did).toEqual([]);
  expect(one.reactions()).toEqual(['eyes', 'confused']);
});

test('without an application stack there is no audit, and nothing is done', async () => {
  const one = team({ body: '/preview wake' });
  const missing = new PreviewError('application-missing', 'There is no shop-application-staging', { fault: 'world' });
  const outcome = await obey(one.ports, { ...one.request, bucket: () => Promise.reject(missing) });
  expect(outcome).toMatchObject({ ended: 'failed', code: 'application-missing' });
  expect(one.did).toEqual([]);
});

test('who may write and may not do this is refused, and the attempt is written down', async () => {
  const one = team({ body: '/preview destroy' });
  one.ports.conversations.open(1, { branch: 'login', author: 'ben' });
  expect(await one.run()).toMatchObject({ ended: 'refused', code: 'asked-beyond-allowed' });
  expect(one.did).toEqual([]);
  expect(one.ports.audit.peek()).toMatchObject([{ asked: 'destroy', end: { how: 'refused' } }]);
});

test.each(['read', 'none'] as const)(
  'one whose right is %s gets the mark alone, and no line of the audit',
  async (right) => {
    const one = team({ body: '/preview destroy' });
    one.ports.conversations.permissions.set('ann', right);
    expect(await one.run()).toMatchObject({ ended: 'refused', code: 'asked-without-right' });
    expect([one.did, one.said, one.ports.audit.peek()]).toEqual([[], [], []]);
    expect(one.reactions()).toEqual(['eyes', 'confused']);
  },
);

test('one who took over the login of another person has none of the rights', async () => {
  const one = team({ body: '/preview destroy', authorId: 8 });
  one.ports.conversations.permissions.set('ann', 'admin');
  expect(await one.run()).toMatchObject({ code: 'asked-without-right' });
});

test('a job that is run again does nothing again', async () => {
  const one = team({ body: '/preview rebuild' });
  expect(await one.run()).toMatchObject({ ended: 'done' });
  expect(await one.run()).toMatchObject({ ended: 'refused', code: 'asked-already' });
  expect(one.did).toEqual(['rebuild login']);
});

test('a fork gets the mark alone: its branch may be called like one of ours', async () => {
  const one = team({ body: '/preview destroy' });
  one.ports.conversations.open(1, { branch: 'login', isOurs: false });
  expect(await one.run()).toMatchObject({ ended: 'refused', code: 'asked-from-fork' });
  expect([one.did, one.said]).toEqual([[], []]);
  expect(one.reactions()).toEqual(['eyes', 'confused']);
});

test('the branch of a stage is never steered, not by naming it either', async () => {
  for (const [body, branch] of [
    ['/preview rebuild', 'main'],
    ['/preview create main', 'login'],
  ] as const) {
    const one = team({ body });
    one.ports.conversations.open(1, { branch });
    expect(await one.run()).toMatchObject({ ended: 'refused', code: 'asked-of-stage' });
    expect(one.did).toEqual([]);
  }
});

test('a deed that fails is answered with its error', async () => {
  const one = team({ body: '/preview wake' }, () => Promise.reject(stuck));
  expect(await one.run()).toMatchObject({
    ...{ ended: 'failed', code: 'stack-stuck', text: 'The stack is stuck.', lines: ['Look at it.'] },
  });
  expect(one.ports.audit.peek()).toMatchObject([{ end: { how: 'failed', because: 'The stack is stuck.' } }]);
  expect(one.reactions()).toEqual(['eyes', 'confused']);
});

test('a job that is stopped says so in the audit', async () => {
  const stopped = new PreviewError('interrupted', 'Interrupted', { fault: 'world' });
  const one = team({ body: '/preview wake' }, () => Promise.reject(stopped));
  expect(await one.run()).toMatchObject({ ended: 'failed', code: 'interrupted' });
  expect(one.ports.audit.peek()).toMatchObject([{ end: { how: 'interrupted' } }]);
});

test('a defect of ours is not made to look like an answer', async () => {
  const one = team({ body: '/preview status' }, () => Promise.reject(new TypeError('x is undefined')));
  await expect(one.run()).rejects.toThrow('x is undefined');
});

test('what was done stays done when GitHub takes neither the mark nor the answer', async () => {
  const one = team({ body: '/preview sleep' });
  const away = new PreviewError('github-unavailable', 'GitHub does not answer', { fault: 'world' });
  one.ports.conversations.faults.fail('react', away, { times: Number.POSITIVE_INFINITY });
  const outcome = await obey(one.ports, { ...one.request, say: () => Promise.reject(away) });
  expect(outcome).toMatchObject({ kind: 'answered', ended: 'done', isSaid: false });
  expect(one.did).toEqual(['sleep login']);
  expect(one.warnings()).toHaveLength(3);
});

test('when GitHub does not say who may what, nothing is done', async () => {
  const one = team({ body: '/preview sleep' });
  const away = new PreviewError('github-unavailable', 'GitHub does not answer', { fault: 'world' });
  one.ports.conversations.faults.fail('permission', away, { times: Number.POSITIVE_INFINITY });
  await expect(one.run()).rejects.toBe(away);
  expect(one.did).toEqual([]);
  expect(one.reactions()).toEqual(['eyes', 'confused']);
});

test('help is said with why nothing was understood, and with all commands', async () => {
  const one = team({ body: '/preview slep' });
  expect(await one.run()).toMatchObject({
    ended: 'help',
    lines: expect.arrayContaining([expect.stringMatching(/^`\/preview sleep`: /)]),
  });
  expect(one.reactions()).toEqual(['eyes', 'confused']);
  const asked = team({ body: '/preview help' });
  await asked.run();
  expect(asked.reactions()).toEqual(['eyes', 'rocket']);
});

test('an error of the asker is a refusal, one of the world a failure', async () => {
  const wrong = new PreviewError('keep-too-long', 'Too long', { fault: 'user' });
  const deeds = (error: PreviewError) => ({ wake: () => Promise.reject(error) }) as unknown as Deeds;
  expect(await doAsked(deeds(wrong), 'login', { verb: 'wake' })).toMatchObject({ ended: 'refused' });
  expect(await doAsked(deeds(stuck), 'login', { verb: 'wake' })).toMatchObject({ ended: 'failed' });
});

import { auditLines } from '../../../lib/cli/render/audit-lines';
import type { ListedAct, ListedActs } from '../../../lib/control/list-acts';

const now = new Date('2026-11-28T12:00:00.000Z');
const act: ListedAct = {
  id: '0a1b2c3d-0000-4000-8000-000000000001',
  at: '2026-11-28T09:50:00.000Z',
  by: 'ada',
  from: { kind: 'pull-request', number: 12, comment: 345 },
  asked: 'keep 3d',
  branch: 'login-page',
  end: { how: 'done', at: '2026-11-28T09:50:09.000Z' },
  state: 'done',
};
const listed = (...acts: readonly ListedAct[]): ListedActs => ({
  ...{ kind: 'listed', since: '2026-10-29T12:00:00.000Z', acts, unreadable: 0 },
});
const ended = (change: Partial<ListedAct>) =>
  auditLines(listed({ ...act, ...change }), now)[1]?.replace(/^.*login-page +/, '');

test('an act says when, who, from where, what, about which branch and how it ended, and the sum counts', () => {
  const failed = { how: 'failed', at: '2026-11-28T11:42:00.000Z', because: 'no room', code: 'stack-failed' } as const;
  const other: ListedAct = { ...act, at: '2026-11-28T11:30:00.000Z', asked: 'wake', state: 'failed', end: failed };
  expect(auditLines(listed(act, other), now)).toEqual([
    'WHEN                                  WHO  FROM             ASKED    BRANCH      ENDED',
    '2026-11-28 09:50 UTC, 2 h 10 min ago  ada  pull request 12  keep 3d  login-page  done in 9.0 s',
    '2026-11-28 11:30 UTC, 30 min ago      ada  pull request 12  wake     login-page  failed in 12 min (stack-failed): no room',
    '',
    '2 acts since 2026-10-29 12:00 UTC: 1 done, 1 failed.',
  ]);
});

test.each([
  [
    'refused (not-allowed): ada may not',
    { state: 'refused', end: { how: 'refused', at: act.at, because: 'ada may not', code: 'not-allowed' } },
  ],
  ['interrupted in 0.0 s', { state: 'interrupted', end: { how: 'interrupted', at: act.at } }],
  ['under way', { state: 'under-way', end: undefined }],
  ['cut short: its run was ended, or could not say', { state: 'cut-short', end: undefined }],
] as const)('an end reads %s', (text, { state, end }) => {
  const { end: _, ...bare } = act;
  const [, line] = auditLines(listed({ ...bare, state, ...(end && { end }) }), now);
  expect(line?.replace(/^.*login-page +/, '')).toBe(text);
});

test('an end before its beginning took no time, and a beginning that is to come was just now', () => {
  expect(ended({ end: { how: 'done', at: '2026-11-28T09:00:00.000Z' } })).toBe('done in 0.0 s');
  expect(auditLines(listed({ ...act, at: '2026-11-28T12:00:30.000Z' }), now)[1]).toContain('UTC, 0.0 s ago');
});

test('an act from a page or a chat says so', () => {
  expect(auditLines(listed({ ...act, from: { kind: 'page' } }), now)[1]).toMatch(/ada {2}page {2}keep 3d/);
  const from = { kind: 'chat', team: 'T012AB3CD', channel: 'C012AB3CD' } as const;
  expect(auditLines(listed({ ...act, from }), now)[1]).toMatch(/ada {2}chat C012AB3CD {2}keep 3d/);
});

test('an act about no branch has a dash', () => {
  const { branch: _, ...bare } = act;
  expect(auditLines(listed(bare), now)[1]).toMatch(/keep 3d {2}– +done/);
});

test('foreign text is harmless and short', () => {
  const hostile = `\u001b[2J\u202e${'x'.repeat(400)}`;
  const end = { how: 'failed', at: act.at, because: hostile } as const;
  const text = auditLines(
    listed({ ...act, by: hostile, asked: hostile, branch: hostile, end, state: 'failed' }),
    now,
  ).join('\n');
  expect(['\u001b', '\u202e'].filter((obeyed) => text.includes(obeyed))).toEqual([]);
  expect(text.split('\n')[1]?.length).toBeLessThan(400);
});

test('where no one asked for anything that is said', () => {
  expect(auditLines(listed(), now)).toEqual(['No one asked for anything since 2026-10-29 12:00 UTC.']);
  expect(auditLines({ ...listed(), branch: 'a\u202eb' } as ListedActs, now)).toEqual([
    'No one asked for anything about a\\u202eb since 2026-10-29 12:00 UTC.',
  ]);
  expect(auditLines({ kind: 'nothing-there', stackName: 'shop-application-staging' }, now)).toEqual([
    'There is no stack shop-application-staging: no one asked for anything.',
  ]);
});

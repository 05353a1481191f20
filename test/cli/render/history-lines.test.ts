import { historyLines, planLines } from '../../../lib/cli/render/history-lines';
import type { History } from '../../../lib/deploy/history/history';

const [a, b] = ['a'.repeat(40), 'b'.repeat(40)];
const hash = (digit: string) => ({ web: digit.repeat(64) });
type Listed = Extract<History, { kind: 'listed' }>;
const listed = (more: Partial<Listed> = {}): Listed => ({
  ...{ kind: 'listed', stackName: 'shop-staging', status: 'UPDATE_COMPLETE' },
  running: { commit: b, bundles: hash('2') },
  deploys: [
    {
      ...{ number: 1, at: '2026-11-20T12:00:00.000Z', commit: b, bundles: hash('2'), ended: 'healthy', runs: true },
      ...{ gone: [], by: 'Ada\u001b[2J', subject: 'Two \u202egnp', data: 'kept', back: { from: a, to: b } },
    },
    {
      ...{ at: '2026-11-20T11:00:00.000Z', commit: a, bundles: hash('1'), ended: 'failed', code: 'unhealthy' },
      ...{ because: 'no', runs: false, gone: ['web'] },
    },
  ],
  ...more,
});

test('a line a deploy, newest first, with a dash for what is not known', () => {
  const [head, first = '', second = '', ...rest] = historyLines(listed());
  expect(head).toMatch(/^# +WHEN +COMMIT +SUBJECT +BY +BUNDLE +ENDED +DATA$/);
  expect(first).toMatch(/^1 .*2026-11-20 12:00 UTC .*bbbbbbbb .*22222222 +runs now, back from aaaaaaaa +kept$/);
  expect(second).toMatch(/^– .*aaaaaaaa +– +– +11111111 \(gone: web\) +failed: unhealthy +–$/);
  expect(rest).toEqual([]);
});

test('what others wrote is harmless', () => {
  const text = historyLines(listed()).join('\n');
  expect(text).toContain('Ada\\u001b[2J');
  expect(text).toContain('Two \\u202egnp');
});

test('what the table does not say is said below it', () => {
  const bundles = hash('3');
  const goingBack = { at: '2026-11-20T13:00:00.000Z', commit: a, bundles, back: { from: b, to: a } };
  const deploys = listed().deploys.map((one) => ({ ...one, runs: false }));
  const lines = historyLines(
    listed({ running: { commit: a, bundles }, goingBack, deploys, status: 'UPDATE_ROLLBACK_COMPLETE' }),
  );
  expect(lines.slice(3)).toEqual([
    'What runs is none of these: commit aaaaaaaa, 33333333.',
    'A rollback to aaaaaaaa was cut short: `rollback` goes on with it.',
    'The stack is in UPDATE_ROLLBACK_COMPLETE.',
  ]);
  expect(historyLines({ kind: 'nothing-there', stackName: 'shop-staging' })).toEqual([
    'There is no stack shop-staging.',
  ]);
});

test('a plan says from where to where, which bundles, and what stays', () => {
  const plan = {
    ...{ from: b, to: a, services: ['api'], stackName: 'shop-staging', at: '2026-11-20T11:00:00.000Z', goesOn: true },
    ...{
      subject: 'One',
      bundles: { api: { from: '2'.repeat(64), to: '1'.repeat(64) } },
      notTakenBack: ['Settings stay.'],
    },
  };
  expect(planLines(plan, 'staging')).toEqual([
    'staging (api alone) goes back from bbbbbbbb to aaaaaaaa "One", deployed 2026-11-20 11:00 UTC.',
    '  It goes on with a rollback that was cut short.',
    '  api: bundle 22222222 → 11111111',
    'Not taken back:',
    '  Settings stay.',
  ]);
});

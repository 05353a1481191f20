import { lastWords } from '../../lib/cli/commands/every-day/deploy';

const commit = '1'.repeat(40);
const head = '2'.repeat(40);

test('a branch that is gone leaves its stack to cleanup, when it has one', () => {
  const gone = { kind: 'branch-gone', branch: 'a' } as const;
  expect(lastWords({ ...gone, stack: false })).toBe('Nothing deployed: a is not on the remote any more.');
  expect(lastWords({ ...gone, stack: true })).toBe(
    'Nothing deployed: a is not on the remote any more; cleanup takes its stack away.',
  );
});

test.each([
  ['behind', 'a is at 22222222 on the remote by now, and 11111111 is older.'],
  ['apart', 'a is at 22222222 on the remote by now, and 11111111 is no part of it any more.'],
  [
    'unknown',
    'a is at 22222222 on the remote by now; this job has 11111111, and its clone does not hold what lies between.',
  ],
] as const)('of a superseded commit that is %s it is said what is known', (standing, words) => {
  expect(lastWords({ kind: 'superseded', branch: 'a', commit, head, standing })).toBe(`Nothing deployed: ${words}`);
});

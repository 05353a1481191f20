import { lastWords } from '../../lib/cli/commands/every-day/deploy';

const commit = '1'.repeat(40);
const head = '2'.repeat(40);

test('a branch that is not on the remote was not pushed, or was deleted', () => {
  expect(lastWords({ kind: 'branch-gone', branch: 'a' })).toBe(
    'Nothing deployed: a is not on the remote: push it first, or it was deleted.',
  );
});

test('another commit on the remote may be the newer or the older one', () => {
  expect(lastWords({ kind: 'superseded', branch: 'a', commit, head })).toBe(
    'Nothing deployed: a is at 22222222 on the remote, here is 11111111: push it, or check out what is there.',
  );
});

import { plain, withoutColours } from '../../lib/text/visible';

test('colours of a log line are left out, and whatever else a terminal obeys is shown', () => {
  const line = '\u001b[32m[Nest] 12\u001b[39m \u001b[1;38;5;3mLOG\u009b0m \u001b[2Jgone \u001b]0;title\u0007';
  expect(plain(withoutColours(line))).toBe('[Nest] 12 LOG \\u001b[2Jgone \\u001b]0;title\\u0007');
});

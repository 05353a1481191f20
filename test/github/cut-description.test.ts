import { cutDescription } from '../../lib/github/cut-description';

test.each([
  ['', ''],
  [' a\r\n b\t', 'a b'],
  ['x'.repeat(140), 'x'.repeat(140)],
  ['x'.repeat(141), `${'x'.repeat(139)}…`],
  ['👩‍🚀'.repeat(3), '👩‍🚀'.repeat(3)],
])('%j becomes %j', (text, expected) => {
  expect(cutDescription(text)).toBe(expected);
});

test('a character of two units is kept whole at the cut', () => {
  const cut = cutDescription('😀'.repeat(141));
  expect([...cut]).toHaveLength(140);
  expect(cut).toBe(`${'😀'.repeat(139)}…`);
});

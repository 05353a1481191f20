import { fitsWildcards } from '../../../lib/local/http/wildcards';

test.each<[string, string, boolean]>([
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['a*c', 'abcbc', true],
  ['a*c', 'abcb', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['*.shop.*', 'www.shop.example', true],
  ['*.shop.*', 'www.shops.example', false],
  ['a.c', 'abc', false],
  ['a*b*', 'acb', true],
  ['*a?', 'aaab', true],
  ['**', 'line\nline', true],
])('%j fits %j: %j', (pattern, text, fits) => {
  expect(fitsWildcards(pattern, text)).toBe(fits);
});

test('a pattern with many stars takes no longer than pattern and text', () => {
  const began = performance.now();
  expect(fitsWildcards(`${'*a'.repeat(100)}b`, 'a'.repeat(2000))).toBe(false);
  expect(performance.now() - began).toBeLessThan(1000);
});

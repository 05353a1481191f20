import { isPreviewId, keyOfId, previewId, previewKey } from '../../lib/naming/preview-id';

const branches = [
  'login-page',
  'feature/a',
  'Feature/A_B',
  '日本語',
  'x',
  'main',
  'a-name/with-a-hyphen-in-eleventh-place',
  'release-2026/11-20/something-very-long-that-has-to-be-cut-in-the-id-too',
  'deadbeef',
  'ends-12345678',
];

test.each(branches)('the key of %s follows from its id', (branch) => {
  expect(keyOfId('shop', previewId('shop', branch))).toBe(previewKey('shop', branch));
});

test.each(branches)('the id of %s is one that a preview can have', (branch) => {
  expect(isPreviewId(previewId('shop', branch))).toBe(true);
});

test.each([
  ...['', '.', '..', '%2e', 'Login', 'a b', 'x', 'ab', '-abc', 'abc-', 'a--bc', 'ä-deadbeef', '-deadbeef', 'deadbeef'],
  ...['staging', 'application', 'shared', 'a'.repeat(45), `${'a'.repeat(45)}-deadbeef`, 'x\u001b[31m', 'abc\n'],
])('%j is no id of a preview', (text) => {
  expect(isPreviewId(text)).toBe(false);
});

test('the longest ids are some', () => {
  expect([isPreviewId('a'.repeat(44)), isPreviewId(`${'a'.repeat(44)}-deadbeef`)]).toEqual([true, true]);
});

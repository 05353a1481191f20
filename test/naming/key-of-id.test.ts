import { keyOfId, previewId, previewKey } from '../../lib/naming/preview-id';

test.each([
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
])('the key of %s follows from its id', (branch) => {
  expect(keyOfId('shop', previewId('shop', branch))).toBe(previewKey('shop', branch));
});

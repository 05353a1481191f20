import { hash8 } from '../../lib/naming/hash8';
import { previewId, previewKey, reservedWords } from '../../lib/naming/preview-id';

const id = (branch: string) => previewId('shop', branch);
const hashed = (slug: string, branch: string) => `${slug}-${hash8('shop', branch)}`;

test.each(['login-page', 'main', 'develop', 'abc', '2024-report', 'a'.repeat(44)])(
  'the branch %s is its own slug and keeps its plain name',
  (branch) => {
    expect(id(branch)).toBe(branch);
  },
);

test.each([
  ['feature/a-b', 'feature-a-b'],
  ['Feature/A_B', 'feature-a-b'],
  ['fix#123', 'fix-123'],
  ['Ärger/Straße', 'arger-stra-e'],
  ['™-sign', 'tm-sign'],
  ['a--b', 'a-b'],
  ['x-', 'x'],
])('the branch %s becomes the slug %s and a hash', (branch, slug) => {
  expect(id(branch)).toBe(hashed(slug, branch));
});

test('a branch of one or two characters gets a hash, for AWS takes no shorter name than 4 (T9)', () => {
  expect(id('ui')).toBe(hashed('ui', 'ui'));
  expect(previewKey('shop', 'ui')).toBe(hashed('ui', 'ui'));
});

test('a branch of emoji or of Chinese characters only is b and its hash', () => {
  expect(id('🚀🎉')).toBe(hashed('b', '🚀🎉'));
  expect(previewKey('shop', '日本語')).toBe(hashed('b', '日本語'));
});

test('a long branch is cut to 44 characters, without a hyphen before its hash', () => {
  const branch = `${'a'.repeat(43)}-${'b'.repeat(40)}`;
  expect(id(branch)).toBe(hashed('a'.repeat(43), branch));
  expect(id('a'.repeat(45))).toBe(hashed('a'.repeat(44), 'a'.repeat(45)));
});

test('a key is cut to 11 characters before its hash, without a hyphen at the cut', () => {
  expect(previewKey('shop', 'abcdefghij-klm')).toBe(hashed('abcdefghij', 'abcdefghij-klm'));
  expect(previewKey('shop', 'login')).toBe(hashed('login', 'login'));
});

test.each([...reservedWords])('the reserved word %s never stands alone as an id', (word) => {
  expect(id(word)).toBe(hashed(word, word));
});

test.each(['feature-deadbeef', 'deadbeef', 'x-01234567'])(
  'the branch %s ends like a hash and gets one of its own',
  (branch) => {
    expect(id(branch)).toBe(hashed(branch, branch));
  },
);

test('the list of reserved words is frozen: a change renames previews that exist', () => {
  expect([...reservedWords].join(' ')).toMatchInlineSnapshot(
    `"production staging preview previews application bundles records templates shared www api app admin administrator root auth sso localhost local internal mail email webmail smtp imap pop pop3 mta autoconfig autodiscover postmaster dns ns1 ns2 ftp sftp ssh vpn proxy gateway cdn static assets status aws amazon amazonaws cloudfront wpad isatap security abuse hostmaster webmaster"`,
  );
});

test('names stay what they were: these stand in DNS and in stacks already', () => {
  expect(
    ['feature/login', 'Feature/A_B', '🚀', 'ui'].map((branch) => [id(branch), previewKey('shop', branch)]),
  ).toMatchInlineSnapshot(`
[
  [
    "feature-login-7c7b10e0",
    "feature-log-7c7b10e0",
  ],
  [
    "feature-a-b-8ac644f4",
    "feature-a-b-8ac644f4",
  ],
  [
    "b-2468c36f",
    "b-2468c36f",
  ],
  [
    "ui-f3dc49e3",
    "ui-f3dc49e3",
  ],
]
`);
});

import {
  formerIdentity,
  formerName,
  isOnGitHub,
  nameOnGitHub,
  remoteIdentity,
} from '../../lib/naming/repository-identity';

describe('a former name of a repository', () => {
  test.each([
    ['acme/shop', 'github:acme/shop'],
    ['Acme/Shop', 'github:acme/shop'],
    ['github:Acme/Shop', 'github:acme/shop'],
    ['jane_acme/shop', 'github:jane_acme/shop'],
    ['github:jane_acme/shop', 'github:jane_acme/shop'],
    ['git:git.acme.dev:8443/team/Shop', 'git:git.acme.dev:8443/team/Shop'],
    ['file:/srv/git/shop', 'file:/srv/git/shop'],
    [`git:sha256=${'a'.repeat(64)}`, `git:sha256=${'a'.repeat(64)}`],
  ])('%s is the identity %s', (written, identity) => {
    expect(formerIdentity(written)).toBe(identity);
  });

  test.each([
    '',
    'shop',
    'acme/shop.git',
    'https://github.com/acme/shop',
    'git@host:team/shop',
    'git:',
    'git:a b',
    'github:acme',
    'github:acme/shop/more',
    'github:-acme/shop',
    'github:acme/shop.git',
    `git:${'a'.repeat(300)}`,
  ])('%p is none', (written) => {
    expect(formerIdentity(written)).toBeUndefined();
  });

  test('can be written for every identity that a remote has', () => {
    for (const url of [
      'git@github.com:Acme/shop.git',
      'ssh://git@git.acme.dev:2222/team/shop',
      '/srv/git/shop.git',
      '/home/zoë/x',
      `/${'a'.repeat(300)}`,
    ]) {
      const identity = remoteIdentity(url);
      expect(formerIdentity(formerName(identity))).toBe(identity);
    }
    expect(formerName('github:acme/shop')).toBe('acme/shop');
    expect(formerName('git:git.acme.dev/team/shop')).toBe('git:git.acme.dev/team/shop');
  });
});

test('a login of Enterprise Managed Users has an underscore, and is one of GitHub', () => {
  expect(isOnGitHub('jane_acme/shop')).toBe(true);
  expect(isOnGitHub(`${'a'.repeat(34)}_acme/shop`)).toBe(true);
  expect(isOnGitHub(`${'a'.repeat(35)}_acme/shop`)).toBe(false);
  expect(isOnGitHub('_acme/shop')).toBe(false);
});

test.each([
  ['acme/old', 'acme/old'],
  ['github:Jane_acme/old', 'Jane_acme/old'],
  ['git:github.com/acme/old', 'acme/old'],
  ['git:ssh.github.com/acme/old', 'acme/old'],
  ['git:git.acme.dev/github.com/acme/old', undefined],
  ['git:notgithub.com/acme/old', undefined],
  ['file:/acme/old', undefined],
])('GitHub can be asked who has %s: %s', (written, name) => {
  expect(nameOnGitHub(written)).toBe(name);
});

import { formerIdentity, formerName, remoteIdentity } from '../../lib/naming/repository-identity';

describe('a former name of a repository', () => {
  test.each([
    ['acme/shop', 'github:acme/shop'],
    ['Acme/Shop', 'github:acme/shop'],
    ['github:Acme/Shop', 'github:acme/shop'],
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

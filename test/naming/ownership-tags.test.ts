import * as fc from 'fast-check';
import { ownershipTagKeys, ownershipTags, readOwnership } from '../../lib/naming/ownership-tags';
import { remoteIdentity } from '../../lib/naming/repository-identity';
import { anyBranch } from './branches';

const repository = 'github:acme/shop';
const tagsOf = (branch: string) => ownershipTags({ project: 'shop', repository, target: { kind: 'preview', branch } });

test('tags of any branch keep the rules of CloudFormation, RDS and Beanstalk (T3)', () => {
  fc.assert(
    fc.property(anyBranch, (branch) => {
      for (const [key, value] of Object.entries(tagsOf(branch))) {
        expect(key).toMatch(/^(?!aws:|elasticbeanstalk:|rds:)[a-z:-]{1,127}$/);
        expect(value).toMatch(/^(?!aws:)[A-Za-z0-9_.:/=+-]{1,255}$/);
      }
    }),
    { seed: 20_272, numRuns: 1000 },
  );
});

test('a preview has five tags, all of them facts that never change, none called Name (T4)', () => {
  expect(tagsOf('fix#1')).toEqual({
    'preview-stacks:project': 'shop',
    'preview-stacks:repository': 'github:acme/shop',
    'preview-stacks:target': 'preview',
    'preview-stacks:branch': 'fix=231',
    'preview-stacks:branch-hash': expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(tagsOf('fix#1')).toEqual(tagsOf('fix#1'));
});

test('production and staging have no branch', () => {
  const tags = ownershipTags({ project: 'shop', repository, target: { kind: 'staging' } });
  expect(Object.keys(tags)).toHaveLength(3);
  expect(readOwnership(tags)).toEqual({
    project: 'shop',
    repository,
    targetKind: 'staging',
    branch: undefined,
    branchHash: undefined,
    branchCut: false,
  });
});

test('reading the tags of any branch gives its owner back', () => {
  fc.assert(
    fc.property(anyBranch, (branch) => {
      const owner = readOwnership(tagsOf(branch));
      expect(owner).toMatchObject({ project: 'shop', repository, targetKind: 'preview' });
      expect(owner?.branchHash).toBe(tagsOf(branch)[ownershipTagKeys.branchHash]);
      expect(owner?.branchCut ? branch.startsWith(owner.branch ?? '-') : owner?.branch === branch).toBe(true);
    }),
    { seed: 20_273, numRuns: 1000 },
  );
});

test.each(Object.values(ownershipTagKeys))('a preview whose tag %s is missing is not ours', (key) => {
  const { [key]: _missing, ...rest } = tagsOf('main');
  expect(readOwnership(rest)).toBeUndefined();
});

test.each([
  [ownershipTagKeys.target, 'test'],
  [ownershipTagKeys.branch, 'a b'],
  [ownershipTagKeys.branch, 'other'],
  [ownershipTagKeys.branchHash, 'abc'],
  [ownershipTagKeys.branchHash, 'a'.repeat(64)],
])('a preview whose tag %s was made %s contradicts itself and is not ours', (key, value) => {
  expect(readOwnership({ ...tagsOf('main'), [key]: value })).toBeUndefined();
});

test('tags of others beside ours do not matter', () => {
  expect(readOwnership({ ...tagsOf('main'), Team: 'x', 'aws:cloudformation:stack-name': 'y' })).toMatchObject({
    branch: 'main',
  });
});

describe('the identity of a repository', () => {
  test.each([
    'git@github.com:Acme/Shop.git',
    'https://github.com/acme/shop',
    'https://github.com/acme/shop.git/',
    'https://x-access-token:s3cret@github.com/acme/shop.git',
    'ssh://git@github.com/acme/shop.git',
    'ssh://git@github.com:22/acme/shop',
    'https://GITHUB.com/acme/shop\n',
  ])('%j is the repository acme/shop on GitHub', (url) => {
    expect(remoteIdentity(url)).toBe('github:acme/shop');
  });

  test.each([
    ['git@git.acme.dev:team/Shop.git', 'git:git.acme.dev/team/Shop'],
    ['https://bob:pass@git.acme.dev/team/Shop', 'git:git.acme.dev/team/Shop'],
    ['http://127.0.0.1:3000/shop.git', 'git:127.0.0.1:3000/shop'],
    ['/srv/git/shop.git', 'file:/srv/git/shop'],
    ['file:///srv/git/shop.git', 'file:/srv/git/shop'],
    ['../shop.git', 'file:../shop'],
  ])('%s is %s', (url, identity) => {
    expect(remoteIdentity(url)).toBe(identity);
  });

  test('a path that no tag can hold is known by its hash', () => {
    expect(remoteIdentity('/home/zoë/my shop.git')).toMatch(/^file:sha256=[0-9a-f]{64}$/);
    expect(remoteIdentity(`/${'a'.repeat(300)}`)).toMatch(/^file:sha256=[0-9a-f]{64}$/);
  });

  test('a user name, a password or a token is never part of it', () => {
    const secret = fc
      .string({ unit: fc.constantFrom(...'abcdefXYZ0123456789@:%+'), minLength: 8, maxLength: 30 })
      .map((s) => `q${s}q`);
    fc.assert(
      fc.property(secret, fc.constantFrom('github.com', 'git.acme.dev:8443'), (token, host) => {
        expect(remoteIdentity(`https://bob:${token}@${host}/acme/shop.git`)).not.toContain(token);
        expect(remoteIdentity(`https://${token}@${host}/acme/shop.git`)).not.toContain(token);
      }),
      { seed: 20_274, numRuns: 500 },
    );
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { PreviewError } from '../../lib/errors';
import { checkBranch, decodeBranch, encodeBranch } from '../../lib/naming/branch';
import { branchHash } from '../../lib/naming/hash8';
import { gitAccepts, texts } from './against-git';
import { anyBranch, isBranch } from './branches';

test.each([
  'main',
  'feature/a',
  '@',
  'a@b',
  '日本語',
  '🚀',
  '$(id)',
  "it's",
  'a;b',
  'a/HEAD',
  'a/-x',
  'refs/heads/x',
  '%2e',
  '#1',
])('the branch %s is taken, by us and by git', (name) => {
  expect(checkBranch(name)).toBe(name);
  expect(gitAccepts(name)).toBe(true);
});

test.each([
  ...[
    '',
    ' ',
    'a b',
    '; rm -rf /',
    'a~b',
    'a^b',
    'a:b',
    'a?b',
    'a*b',
    'a[b',
    'a\\b',
    'a..b',
    'a@{b',
    '/a',
    'a/',
    'a//b',
    'a.',
    '.a',
  ],
  ...['a/.b', 'a.lock', 'a.lock/b', '-a', 'HEAD', 'a\u0001b', 'a\u007fb', 'a\nb'],
])('the branch %j is refused, by us and by git', (name) => {
  expect(() => checkBranch(name)).toThrow(PreviewError);
  expect(gitAccepts(name)).toBe(false);
});

test('a refusal names the branch, the reason and the fault of the user', () => {
  expect.assertions(1);
  try {
    checkBranch('; rm -rf /');
  } catch (error) {
    expect(error).toMatchObject({
      code: 'branch-invalid',
      exitCode: 2,
      message: '"; rm -rf /" is not a branch name: it contains a space, a control character or one of ~ ^ : ? * [ \\',
    });
  }
});

test('a name that is not UTF-8 is refused, for two of them would be read as one', () => {
  expect(isBranch('a\ufffd')).toBe(false);
  expect(isBranch('a\ud800')).toBe(false);
});

test('a part of 255 bytes and a name of 4096 are taken, more is refused: git keeps branches in files', () => {
  const [part, rest] = ['a'.repeat(255), 'b'.repeat(254)];
  expect([part, `x/${part}`, '🚀'.repeat(63), `${`${rest}/`.repeat(16)}${'c'.repeat(16)}`].map(isBranch)).toEqual(
    Array(4).fill(true),
  );
  expect(
    [`a${part}`, `x/a${part}`, '🚀'.repeat(64), `${`${rest}/`.repeat(16)}${'c'.repeat(17)}`].map(isBranch),
  ).toEqual(Array(4).fill(false));
});

test('git itself keeps no branch with a part that we refuse for its length', () => {
  const folder = mkdtempSync(join(tmpdir(), 'long-branch-'));
  const git = (...args: string[]) => spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
  try {
    git('init');
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--allow-empty', '--message', 'first');
    expect(git('branch', 'x/'.repeat(100) + 'a'.repeat(200)).status).toBe(0);
    expect(git('branch', 'a'.repeat(256)).stderr).toContain('File name too long');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('we and git agree on any text', () => {
  const names = texts(50);
  expect(names.filter((name) => isBranch(name) !== gitAccepts(name))).toEqual([]);
  expect(names.filter(isBranch).length).toBeGreaterThan(50);
});

test('a tag value holds only what RDS and Beanstalk take, in 255 characters (T3)', () => {
  fc.assert(
    fc.property(fc.oneof(anyBranch, fc.string({ unit: 'binary', minLength: 1, maxLength: 400 })), (name) => {
      expect(encodeBranch(name)).toMatch(/^[A-Za-z0-9_./=+-]{1,255}$/);
    }),
    { seed: 20_270, numRuns: 2000 },
  );
});

test('a tag value gives the branch back, to the letter, or the beginning of it with a mark', () => {
  fc.assert(
    fc.property(anyBranch, (name) => {
      const read = decodeBranch(encodeBranch(name));
      expect(read?.cut ? name.startsWith(read.branch) && read.branch.length < name.length : read?.branch === name).toBe(
        true,
      );
    }),
    { seed: 20_271, numRuns: 2000 },
  );
});

test('a cut never falls inside a character', () => {
  const read = decodeBranch(encodeBranch('漢'.repeat(100)));
  expect(read).toEqual({ branch: '漢'.repeat(28), cut: true });
});

test('255 plain characters are not cut, 256 are', () => {
  expect(decodeBranch(encodeBranch('a'.repeat(255)))).toEqual({ branch: 'a'.repeat(255), cut: false });
  expect(decodeBranch(encodeBranch('a'.repeat(256)))).toEqual({ branch: 'a'.repeat(253), cut: true });
});

test.each(['', '==', 'a=2', 'a=zz', 'a b', 'a=2f', 'ä'])('the value %j is none of ours', (value) => {
  expect(decodeBranch(value)).toBeUndefined();
});

test('the hash tells apart names that differ in case only, and names that are cut alike', () => {
  const long = 'a'.repeat(300);
  expect(encodeBranch(`${long}1`)).toBe(encodeBranch(`${long}2`));
  expect(branchHash(`${long}1`)).not.toBe(branchHash(`${long}2`));
  expect(branchHash('Feature')).not.toBe(branchHash('feature'));
  expect(branchHash('main')).toBe('0d6e4079e36703ebd37c00722f5891d28b0e2811dc114b129215123adcce3605');
});

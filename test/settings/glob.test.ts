import * as fc from 'fast-check';
import { globMatches } from '../../lib/settings/glob';
import { skipReason } from '../../lib/settings/target-of-branch';

test.each([
  ['main', 'main', true],
  ['main', 'Main', false],
  ['main', 'main2', false],
  ['release/*', 'release/1', true],
  ['release/*', 'release/', true],
  ['release/*', 'release/1/hotfix', false],
  ['release/**', 'release/1/hotfix', true],
  ['**', 'a/b/c', true],
  ['*', 'a/b', false],
  ['*-docs', 'x-docs', true],
  ['*-docs', 'a/x-docs', false],
  ['**-docs', 'a/x-docs', true],
  ['**/x', 'a/b/x', true],
  ['**/x', 'x', false],
  ['v?.?', 'v1.2', true],
  ['v?.?', 'v1.22', false],
  ['a?b', 'a/b', false],
  ['a?b', 'a🚀b', true],
  ['a.b', 'aXb', false],
  ['(a|b)+$', '(a|b)+$', true],
  ['', '', true],
  ['', 'a', false],
  ['***', 'a/b', true],
])('the pattern %j and the branch %j: %s', (pattern, branch, matches) => {
  expect(globMatches(pattern, branch)).toBe(matches);
});

test('agrees with a regular expression that says the same', () => {
  const pattern = fc.string({ unit: fc.constantFrom(...'ab/*?'), maxLength: 6 });
  const text = fc.string({ unit: fc.constantFrom(...'ab/'), maxLength: 6 });
  fc.assert(
    fc.property(pattern, text, (glob, branch) => {
      const meaning = glob.replace(/\*\*+|\*|\?/g, (token) =>
        token === '?' ? '[^/]' : token === '*' ? '[^/]*' : '.*',
      );
      expect(globMatches(glob, branch)).toBe(new RegExp(`^${meaning}$`).test(branch));
    }),
    { seed: 30_006, numRuns: 3000 },
  );
});

test('a hostile branch name costs no more than pattern times name', () => {
  const started = process.hrtime.bigint();
  expect(globMatches('*a*a*a*a*a*a*a*a*a*a*b', 'a'.repeat(5000))).toBe(false);
  expect(globMatches(`${'**a'.repeat(30)}b`, 'a'.repeat(5000))).toBe(false);
  // A matcher that goes back and tries again would need longer than anybody waits.
  expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(5);
});

describe('the skip rule', () => {
  test.each(['docs-no-infra', 'feature/x-no-infra', 'a/b/c-no-infra'])(
    'the branch %s gets no preview, whatever the settings',
    (branch) => {
      expect(skipReason({ skip: [] }, branch)).toBe('*-no-infra');
    },
  );

  test.each([
    [`gh-readonly-queue/main/pr-104-${'0a'.repeat(20)}`, 'gh-readonly-queue/**'],
    [`gh-readonly-queue/release/1.0/pr-7-${'0a'.repeat(20)}`, 'gh-readonly-queue/**'],
    ['mergify/merge-queue/0a1b2c3d4e', 'mergify/merge-queue/**'],
    ['trunk-merge/pr-7/0a1b2c3d', 'trunk-merge/**'],
    ['production-branch-deploy-lock', '**-branch-deploy-lock'],
    ['Production-West-branch-deploy-lock', '**-branch-deploy-lock'],
  ])('D09 %s is a branch of a machine, and gets no preview', (branch, pattern) => {
    expect(skipReason({ skip: [] }, branch)).toBe(pattern);
  });

  test.each(['gh-readonly-queue', 'fix-gh-readonly-queue/x', 'mergify/config', 'trunk-merge', 'branch-deploy-lock'])(
    'D09 %s is not',
    (branch) => {
      expect(skipReason({ skip: [] }, branch)).toBeUndefined();
    },
  );

  test.each(['no-infra', 'x-no-infra-2', 'x-no-infra/y', 'x-NO-INFRA'])('the branch %s gets a preview', (branch) => {
    expect(skipReason({ skip: [] }, branch)).toBeUndefined();
  });

  test('names the first pattern of the settings that matches', () => {
    expect(skipReason({ skip: ['x', 'dependabot/**', '**'] }, 'dependabot/npm/a')).toBe('dependabot/**');
    expect(skipReason({ skip: ['dependabot/*'] }, 'dependabot/npm/a')).toBeUndefined();
  });
});

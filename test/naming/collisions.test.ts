import * as fc from 'fast-check';
import { previewId, previewKey } from '../../lib/naming/preview-id';
import { namesOf } from '../../lib/naming/resource-names';
import { anyBranch, branchesOfOneStem, distinct } from './branches';

const sets: readonly (readonly [what: string, branches: string[]])[] = [
  ['5,000 branches of any name', distinct(anyBranch, 5000, 20_261)],
  ['5,000 branches of one stem', distinct(branchesOfOneStem, 5000, 20_262)],
];

describe.each(sets)('among %s', (_what, branches) => {
  test('all are different to begin with', () => {
    expect(new Set(branches).size).toBe(5000);
  });

  test('no two share an id', () => {
    expect(new Set(branches.map((branch) => previewId('shop', branch))).size).toBe(5000);
  });

  test('no two share a key', () => {
    expect(new Set(branches.map((branch) => previewKey('shop', branch))).size).toBe(5000);
  });

  test('no two pairs of branch and service share an environment name or a host label', () => {
    const services = ['web', 'w', 'api', 'worker'];
    const targets = branches.slice(0, 2500).map((branch) => namesOf('shop', { kind: 'preview', branch }));
    const pairs = targets.flatMap((names) => services.map((service) => [names, service] as const));
    expect(new Set(pairs.map(([names, service]) => names.environmentName(service))).size).toBe(10_000);
    expect(new Set(pairs.map(([names, service]) => names.hostLabel(service))).size).toBe(10_000);
  });
});

test("a branch's names do not depend on which others were named before", () => {
  fc.assert(
    fc.property(anyBranch, fc.array(anyBranch, { maxLength: 5 }), (branch, others) => {
      const alone = [previewId('shop', branch), previewKey('shop', branch)];
      for (const other of others) namesOf('shop', { kind: 'preview', branch: other });
      expect([previewId('shop', branch), previewKey('shop', branch)]).toEqual(alone);
    }),
    { seed: 20_263, numRuns: 200 },
  );
});

test('the same branch in two projects has different keys, and different ids when it has a hash', () => {
  expect(previewKey('shop', 'Feature/A')).not.toBe(previewKey('desk', 'Feature/A'));
  expect(previewId('shop', 'Feature/A')).not.toBe(previewId('desk', 'Feature/A'));
});

describe('names that other tools confuse', () => {
  const group = (branches: string[]) => new Set(branches.map((branch) => previewId('shop', branch))).size;

  test('feature/x and feature-x are two previews (peer PullPreview makes one of them)', () => {
    expect(group(['feature/x', 'feature-x'])).toBe(2);
  });

  test('feature/login and bugfix/login are two previews (peer aws-cdk-starter-kit keeps the last part only)', () => {
    expect(group(['feature/login', 'bugfix/login', 'login'])).toBe(3);
  });

  test('no name falls back to a stack that others share (peer aws-cdk-starter-kit: fix/main and a Japanese name become the test stack)', () => {
    const branches = ['fix/main', 'feat/develop', 'release/v1.2.3', '日本語', 'main', 'test', '中文'];
    expect(group(branches)).toBe(branches.length);
  });

  test('feat/x, feat-x and feat.x are three previews (peer Preevy makes one of them)', () => {
    expect(group(['feat/x', 'feat-x', 'feat.x', 'Feat-x', 'feat_x'])).toBe(5);
  });

  test('a branch that is named like the hashed id of another gets an id of its own', () => {
    const hashed = previewId('shop', 'feature/login');
    expect(hashed).toMatch(/^feature-login-[0-9a-f]{8}$/);
    expect(previewId('shop', hashed)).not.toBe(hashed);
    expect(previewKey('shop', previewKey('shop', 'x'))).not.toBe(previewKey('shop', 'x'));
  });

  test('letters that only look alike or differ in composition stay apart', () => {
    expect(group(['café', 'cafe', 'cafe\u0301', 'CAFE', 'саfe'])).toBe(5);
  });
});

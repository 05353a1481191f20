import fc from 'fast-check';
import { extensionName } from '../../lib/naming/extension-name';
import type { Target } from '../../lib/naming/target';

const project = fc.stringMatching(/^[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,4})?$/);
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,12}(-[a-z0-9]{1,12}){0,3}$/);
const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constantFrom<Target>({ kind: 'production' }, { kind: 'staging' }),
  fc.string({ minLength: 1 }).map((branch) => ({ kind: 'preview', branch }) as const),
);

test('a stage is named plainly, a preview with a hash of its branch', () => {
  expect(extensionName('shop', { kind: 'staging' }, 'cache')).toBe('shop-staging-cache');
  expect(extensionName('shop', { kind: 'preview', branch: 'login' }, 'cache')).toBe('shop-preview-cache-99f8d517');
});

test('any name fits load balancers and caches, and CloudFormation may make it', () => {
  fc.assert(
    fc.property(project, target, label, (one, of, what) => {
      const name = extensionName(one, of, what);
      expect(name.length).toBeLessThanOrEqual(32);
      expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      expect(name.startsWith(`${one}-${of.kind}-`)).toBe(true);
      expect(extensionName(one, of, what)).toBe(name);
    }),
  );
});

test('neither two targets nor two labels meet, though both are cut', () => {
  const long = 'a-label-that-is-cut-in-every-target';
  const names = [
    ...(['production', 'staging'] as const).map((kind) => ({ kind })),
    ...['a', 'A', 'feature/a-b', 'feature-a/b', 'feature-a-b'].map((branch) => ({ kind: 'preview' as const, branch })),
  ].flatMap((of) => [long, `${long}s`, 'a'].map((what) => extensionName('workshop-x', of, what)));
  expect(new Set(names).size).toBe(names.length);
});

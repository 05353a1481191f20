import type { InstalledPackage } from '../../../lib/machine/dependencies/installed-package';
import { placePackages } from '../../../lib/machine/dependencies/place-packages';

/** Packages by name and version; what each needs, with `?` where it is optional. */
function packagesOf(needs: Readonly<Record<string, readonly string[]>>): (id: string) => InstalledPackage {
  const made = new Map<string, InstalledPackage>();
  const make = (id: string): InstalledPackage => {
    const known = made.get(id);
    if (known) return known;
    const one: InstalledPackage = { folder: id, manifest: { name: id }, needs: new Map(), lacks: [] };
    made.set(id, one);
    for (const need of needs[id] ?? []) {
      const [name = ''] = need.replace('?', '').split('@');
      one.needs.set(name, { found: make(need.replace('?', '')), optional: need.endsWith('?') });
    }
    return one;
  };
  return make;
}

const placesOf = (needs: Readonly<Record<string, readonly string[]>>, more: readonly string[] = []) => {
  const make = packagesOf(needs);
  const extra = new Map(more.map((id) => [id.split('@')[0] ?? '', make(id)]));
  return Object.fromEntries(placePackages(make('app'), extra).map(({ path, from }) => [path, from.folder]));
};

test('a package is at the top, and once, whatever asks for it', () => {
  expect(placesOf({ app: ['a@1', 'b@1'], 'a@1': ['c@1'], 'b@1': ['c@1'] })).toEqual({
    'node_modules/a': 'a@1',
    'node_modules/b': 'b@1',
    'node_modules/c': 'c@1',
  });
});

test('a second version is in the package that asks for it; the one of the app is at the top', () => {
  expect(placesOf({ app: ['a@1', 'c@2'], 'a@1': ['c@1'], 'c@1': ['d@1'], 'c@2': ['d@2'] })).toEqual({
    'node_modules/a': 'a@1',
    'node_modules/c': 'c@2',
    'node_modules/a/node_modules/c': 'c@1',
    'node_modules/d': 'd@2',
    'node_modules/a/node_modules/c/node_modules/d': 'd@1',
  });
});

test('packages that need each other are placed once', () => {
  expect(placesOf({ app: ['a@1'], 'a@1': ['b@1'], 'b@1': ['a@1', 'app'] })).toEqual({
    'node_modules/a': 'a@1',
    'node_modules/b': 'b@1',
  });
});

test('what is found besides takes names that are free', () => {
  expect(placesOf({ app: ['a@1'], 'a@1': ['c@1'] }, ['a@9', 'c@9'])).toEqual({
    'node_modules/a': 'a@1',
    'node_modules/c': 'c@9',
    'node_modules/a/node_modules/c': 'c@1',
  });
});

test('versions that need each other without an end are refused', () => {
  const needs = {
    app: ['p@9', 'q@9', 'a@1'],
    'a@1': ['p@1'],
    'p@1': ['q@1'],
    'q@1': ['p@2'],
    'p@2': ['q@2'],
    'q@2': ['p@1'],
  };
  expect(() => placesOf(needs)).toThrow(expect.objectContaining({ code: 'dependencies-incomplete', exitCode: 2 }));
});

test('needed is what the service cannot do without', () => {
  const make = packagesOf({ app: ['a@1', 'b@1?'], 'b@1': ['c@1'], 'a@1': ['d@1'] });
  const needed = placePackages(make('app')).filter((one) => one.needed);
  expect(needed.map(({ name }) => name)).toEqual(['a', 'd']);
});

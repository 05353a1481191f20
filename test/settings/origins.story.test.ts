import * as fc from 'fast-check';
import type { Target } from '../../lib/naming/target';
import { differences, valueAt } from '../../lib/settings/differences';
import { resolveSettings } from '../../lib/settings/resolve';
import type { SettingsFile, SettingsLayer } from '../../lib/settings/settings';
import { smallest } from './files';

const targets: Target[] = [{ kind: 'production' }, { kind: 'staging' }, { kind: 'preview', branch: 'release/1' }];

const layer: fc.Arbitrary<SettingsLayer> = fc.record(
  {
    scheme: fc.constantFrom('http' as const, 'https' as const),
    maxPreviews: fc.integer({ min: 1, max: 99 }),
    skip: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    database: fc.oneof(
      fc.constant('none' as const),
      fc.record({ name: fc.constantFrom('x', 'y'), multiAz: fc.boolean() }, { requiredKeys: [] }),
    ),
    services: fc.record({
      web: fc.record({ environment: fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.string({ maxLength: 3 })) }),
    }),
    seed: fc.record({ command: fc.constant('seed') }),
  },
  { requiredKeys: [] },
);
const files: fc.Arbitrary<SettingsFile> = fc.record({
  project: fc.constant('shop'),
  base: layer,
  production: layer,
  staging: layer,
  preview: layer,
  branches: fc.array(
    fc.record({ match: fc.constantFrom('release/*', 'other'), because: fc.constant('why'), settings: layer }),
    { maxLength: 2 },
  ),
});

/** Every path to a value that is no record. */
function leavesOf(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? leavesOf(item, `${prefix}${key}.`)
      : [prefix + key],
  );
}

test('every value of every target has an origin, and every origin a value', () => {
  fc.assert(
    fc.property(files, fc.constantFrom(...targets), (file, target) => {
      const { values, origins } = resolveSettings(file, target);
      expect([...origins.keys()].sort()).toEqual(leavesOf(values).sort());
    }),
    { seed: 30_001, numRuns: 500 },
  );
});

test('a value is the one that stands in the layer of its origin', () => {
  fc.assert(
    fc.property(files, fc.constantFrom(...targets), (file, target) => {
      const resolved = resolveSettings(file, target);
      for (const [path, origin] of resolved.origins) {
        if (origin.layer.startsWith('built-in')) continue;
        const index = /^branches\[(\d)\]$/.exec(origin.layer)?.[1];
        const written = index === undefined ? file[origin.layer as 'base'] : file.branches?.[Number(index)]?.settings;
        const there = path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], written);
        expect(valueAt(resolved, path)).toEqual(there);
        expect(origin.because).toBe(index === undefined ? undefined : 'why');
      }
    }),
    { seed: 30_002, numRuns: 500 },
  );
});

test('the layer that is written last and applies wins', () => {
  fc.assert(
    fc.property(files, fc.integer({ min: 100, max: 200 }), (file, last) => {
      const branches = [...(file.branches ?? []), { match: '**', because: 'last', settings: { maxPreviews: last } }];
      expect(resolveSettings({ ...file, branches }, { kind: 'preview', branch: 'b' }).values.maxPreviews).toBe(last);
    }),
    { seed: 30_003, numRuns: 100 },
  );
});

test('resolving changes nothing in the file', () => {
  fc.assert(
    fc.property(files, fc.constantFrom(...targets), (file, target) => {
      const before = JSON.stringify(file);
      resolveSettings(file, target);
      expect(JSON.stringify(file)).toBe(before);
    }),
    { seed: 30_004, numRuns: 100 },
  );
});

describe('differences', () => {
  const preview = resolveSettings(smallest, { kind: 'preview', branch: 'login' });
  const production = resolveSettings(smallest, { kind: 'production' });

  test('between a preview and production are these, each with both values and both origins', () => {
    const rows = differences(preview, production);
    expect(rows.map(({ path, a, b }) => [path, a, b])).toEqual([
      ['access.index', false, true],
      ['accessLogs', false, true],
      ['allowBundleResources', false, true],
      ['database.backupRetentionDays', 0, 14],
      ['database.instanceClass', 'db.t4g.micro', 'db.t4g.medium'],
      ['database.multiAz', false, true],
      ['database.protect', false, true],
      ['fileStore.retain', false, true],
      ['fileStore.versioned', false, true],
      ['host', undefined, 'shop.acme.com'],
      ['previewDomain', 'preview.acme.dev', undefined],
      ['routing', 'shared-load-balancer', 'load-balancer'],
      ['services.web.deploymentPolicy', 'AllAtOnce', 'Rolling'],
      ['services.web.instanceType', 't4g.micro', 't4g.small'],
      ['services.web.instances.max', 1, 4],
      ['services.web.instances.min', 1, 2],
      ['services.web.logRetentionDays', 7, 90],
      ['terminationProtection', false, true],
    ]);
    expect(rows.find(({ path }) => path === 'host')).toMatchObject({
      originA: undefined,
      originB: { layer: 'production' },
    });
    expect(rows.find(({ path }) => path === 'routing')).toMatchObject({
      originA: { layer: 'built-in preview' },
      originB: { layer: 'built-in base' },
    });
  });

  test('show a record against none as the parts of the record', () => {
    const none = resolveSettings({ ...smallest, base: { database: 'none' } }, { kind: 'production' });
    const rows = differences(production, none).filter(({ path }) => path.startsWith('database'));
    expect(rows[0]).toMatchObject({ path: 'database', a: undefined, b: 'none' });
    expect(rows).toHaveLength(13);
  });

  test('of a target with itself are none, and the other way round they are the same', () => {
    fc.assert(
      fc.property(files, fc.constantFrom(...targets), fc.constantFrom(...targets), (file, a, b) => {
        const [one, other] = [resolveSettings(file, a), resolveSettings(file, b)];
        expect(differences(one, one)).toEqual([]);
        expect(differences(one, other).map(({ path }) => path)).toEqual(
          differences(other, one).map(({ path }) => path),
        );
      }),
      { seed: 30_005, numRuns: 200 },
    );
  });
});

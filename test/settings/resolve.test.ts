import type { Target } from '../../lib/naming/target';
import { resolveSettings, targetOfBranch } from '../../lib/settings/resolve';
import type { SettingsFile } from '../../lib/settings/settings';
import { smallest } from './files';

const production = { kind: 'production' } as const;
const staging = { kind: 'staging' } as const;
const preview = { kind: 'preview', branch: 'feature/login' } as const;

const file: SettingsFile = {
  ...smallest,
  github: 'acme/shop',
  base: {
    region: 'eu-central-1',
    access: { cidrs: ['10.0.0.0/8', '192.168.0.0/16'] },
    services: { web: { instanceType: 't4g.medium', environment: { A: 'base', B: 'base' } } },
    seed: { command: 'npm run seed' },
  },
  production: {
    host: 'shop.acme.com',
    account: '444455556666',
    services: { web: { environment: { B: 'production' } } },
  },
  staging: {
    host: 'staging.acme.dev',
    hostedZoneId: 'ZSTAGING',
    certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/1',
    terminationProtection: true,
    routing: 'load-balancer',
    allowBundleResources: true,
    database: { protect: true, backupRetentionDays: 7, multiAz: true, storageGiB: 100, name: 'shop' },
    fileStore: { retain: true },
    services: { web: { instances: { min: 2, max: 8 }, environment: { C: 'staging' } } },
    access: { cidrs: ['203.0.113.0/24'] },
  },
  branches: [
    { match: 'release/*', because: 'load tests', settings: { services: { web: { instances: { min: 2, max: 2 } } } } },
    {
      match: 'release/2',
      because: 'a big one',
      settings: { services: { web: { instances: { max: 6 } } }, database: 'none' },
    },
    { match: 'docs/**', because: 'static', settings: { fileStore: 'none' } },
  ],
};
const of = (target: Parameters<typeof resolveSettings>[1]) => resolveSettings(file, target);

test('a preview extends staging, which extends base', () => {
  expect(of(preview).values.services.web?.environment).toEqual({ A: 'base', B: 'base', C: 'staging' });
  expect(of(preview).values.database).toMatchObject({ name: 'shop' });
});

test('production extends base and takes nothing from staging', () => {
  const { values } = of(production);
  expect(values.services.web?.environment).toEqual({ A: 'base', B: 'production' });
  expect(values.hostedZoneId).toBeUndefined();
  expect(values.database).toMatchObject({ name: 'app' });
});

test('a list of a child replaces the whole list of its parent', () => {
  expect(of(staging).values.access.cidrs).toEqual(['203.0.113.0/24']);
  expect(of(preview).values.access.cidrs).toEqual(['203.0.113.0/24']);
  expect(of(production).values.access.cidrs).toEqual(['10.0.0.0/8', '192.168.0.0/16']);
});

test("staging's host, zone, certificate and protection never reach a preview", () => {
  const { values } = of(preview);
  expect([values.host, values.hostedZoneId, values.certificateArn]).toEqual([undefined, undefined, undefined]);
  expect(values.terminationProtection).toBe(false);
  expect(values).not.toHaveProperty('branch');
  expect(of(staging).values).not.toHaveProperty('branch');
});

test('what staging protects, or has large, is disposable and small in a preview', () => {
  expect(of(preview).values).toMatchObject({
    routing: 'shared-load-balancer',
    allowBundleResources: false,
    database: { protect: false, backupRetentionDays: 0, multiAz: false, storageGiB: 20, instanceClass: 'db.t4g.micro' },
    fileStore: { retain: false, versioned: false },
    services: { web: { instances: { min: 1, max: 1 }, instanceType: 't4g.micro', deploymentPolicy: 'AllAtOnce' } },
  });
});

test('a protection in base is not inherited by previews either', () => {
  const protectedBase = {
    ...smallest,
    base: { region: 'eu-central-1', terminationProtection: true, database: { protect: true } },
  };
  const { values } = resolveSettings(protectedBase, preview);
  expect(values.terminationProtection).toBe(false);
  expect(values.database).toMatchObject({ protect: false });
});

test('production never has a seed, staging and previews inherit it', () => {
  expect(of(production).values.seed).toBeUndefined();
  const seed = { service: 'web', command: 'npm run seed', timeoutMinutes: 15 };
  expect(of(staging).values.seed).toEqual(seed);
  expect(of(preview).values.seed).toEqual(seed);
});

test('without a written seed there is none, though its parts have defaults', () => {
  const resolved = resolveSettings(smallest, preview);
  expect(resolved.values).not.toHaveProperty('seed');
  expect([...resolved.origins.keys()].filter((path) => path.startsWith('seed'))).toEqual([]);
});

test("'none' in a child removes the record, with all its origins", () => {
  const release = of({ kind: 'preview', branch: 'release/2' });
  expect(release.values.database).toBe('none');
  expect([...release.origins.keys()].filter((path) => path.startsWith('database'))).toEqual(['database']);
});

test("a built-in layer brings nothing back that a person switched off with 'none'", () => {
  const without: SettingsFile = { ...smallest, base: { region: 'eu-central-1', database: 'none', fileStore: 'none' } };
  for (const target of [production, staging, preview]) {
    expect(resolveSettings(without, target).values).toMatchObject({ database: 'none', fileStore: 'none' });
  }
});

test("a record in a child replaces 'none' and is whole: it starts from the built-in values of its target, not from an older layer", () => {
  const again: SettingsFile = {
    ...smallest,
    base: { region: 'eu-central-1', database: { name: 'old' } },
    staging: { host: 'staging.acme.dev', database: 'none' },
    preview: { previewDomain: 'preview.acme.dev', database: { storageGiB: 50 } },
  };
  const { values, origins } = resolveSettings(again, preview);
  expect(values.database).toEqual({
    ...{ engine: 'postgres', version: '17.6', instanceClass: 'db.t4g.micro', storageGiB: 50, name: 'app' },
    username: 'app',
    ...{ multiAz: false, backupRetentionDays: 0, protect: false },
    ...{ environment: { DATABASE_URL: 'url' }, urlScheme: 'postgresql', urlParameters: 'sslmode=require' },
  });
  expect(origins.get('database.storageGiB')).toEqual({ layer: 'preview' });
  expect(origins.get('database.name')).toEqual({ layer: 'built-in base' });
  expect(origins.get('database.instanceClass')).toEqual({ layer: 'built-in preview' });
});

test('all overrides that match a branch apply, the later one wins, and each value says why', () => {
  const { values, origins } = of({ kind: 'preview', branch: 'release/2' });
  expect(values.services.web?.instances).toEqual({ min: 2, max: 6 });
  expect(origins.get('services.web.instances.min')).toEqual({ layer: 'branches[0]', because: 'load tests' });
  expect(origins.get('services.web.instances.max')).toEqual({ layer: 'branches[1]', because: 'a big one' });
  expect(of({ kind: 'preview', branch: 'release/1' }).values.database).not.toBe('none');
  expect(of(preview).values.services.web?.instances).toEqual({ min: 1, max: 1 });
});

test('overrides are for previews: production and staging never match one', () => {
  const all: SettingsFile = {
    ...smallest,
    branches: [{ match: '**', because: 'x', settings: { healthTimeoutMinutes: 99 } }],
  };
  expect(resolveSettings(all, production).values.healthTimeoutMinutes).toBe(15);
  expect(resolveSettings(all, staging).values.healthTimeoutMinutes).toBe(15);
  expect(resolveSettings(all, preview).values.healthTimeoutMinutes).toBe(99);
});

test('a preview of a service on Intel processors stays on them', () => {
  const intel: SettingsFile = {
    ...smallest,
    base: { region: 'eu-central-1', services: { web: { instanceType: 'm7i.large' } } },
  };
  expect(resolveSettings(intel, preview).values.services.web?.instanceType).toBe('t3.micro');
  expect(of(preview).values.services.web?.instanceType).toBe('t4g.micro');
});

test.each([
  [{}, 443],
  [{ scheme: 'http' as const }, 80],
  [{ scheme: 'http' as const, port: 4566 }, 4566],
  [{ port: 8443 }, 8443],
])('with %j the port is %d', (written, port) => {
  const { values } = resolveSettings({ ...smallest, base: { region: 'eu-central-1', ...written } }, preview);
  expect(values.port).toBe(port);
});

test('undefined counts as not written', () => {
  const { values, origins } = resolveSettings(
    { ...smallest, staging: { maxPreviews: undefined, host: 'a.b' } },
    staging,
  );
  expect(values.maxPreviews).toBe(20);
  expect(origins.get('maxPreviews')).toEqual({ layer: 'built-in base' });
});

test('keys of the prototype are plain keys', () => {
  const environment = JSON.parse('{ "__proto__": "a", "constructor": "b" }') as Record<string, string>;
  const { values } = resolveSettings({ ...smallest, base: { services: { web: { environment } } } }, preview);
  expect(Object.entries(values.services.web?.environment ?? {})).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ]);
});

test('the project, its repository and the remote are the same for every target', () => {
  expect(of(preview)).toMatchObject({ project: 'shop', github: 'acme/shop', remote: 'origin', target: preview });
  expect(resolveSettings(smallest, production)).not.toHaveProperty('github');
});

describe('the target of a branch', () => {
  test('is production or staging for their branches, by default production and main', () => {
    expect(targetOfBranch(smallest, 'production')).toEqual({ kind: 'production' });
    expect(targetOfBranch(smallest, 'main')).toEqual({ kind: 'staging' });
  });

  test('is a preview for every other branch, whatever its case', () => {
    expect(targetOfBranch(smallest, 'Main')).toEqual({ kind: 'preview', branch: 'Main' });
    expect(targetOfBranch(smallest, 'feature/main')).toEqual({ kind: 'preview', branch: 'feature/main' });
  });

  test('follows the branches that the file names', () => {
    const named = {
      ...smallest,
      production: { host: 'a.b', branch: 'live' },
      staging: { host: 'c.d', branch: 'trunk' },
    };
    expect(targetOfBranch(named, 'live')).toEqual({ kind: 'production' });
    expect(targetOfBranch(named, 'trunk')).toEqual({ kind: 'staging' });
    expect(targetOfBranch(named, 'main')).toEqual({ kind: 'preview', branch: 'main' });
  });

  test('is a preview when the file has no section for the target', () => {
    expect(targetOfBranch({ project: 'shop', base: {} }, 'production')).toEqual({
      kind: 'preview',
      branch: 'production',
    });
  });

  test('is refused for what is no branch', () => {
    expect(() => targetOfBranch(smallest, '; rm -rf /')).toThrow('is not a branch name');
  });
});

test('T28 twenty previews with a database each, and staging and production, stay below the 40 instances of a region', () => {
  const of = (target: Target) => resolveSettings(smallest, target).values;
  const { maxPreviews, database } = of({ kind: 'preview', branch: 'login' });
  expect(database).not.toBe('none');
  expect(maxPreviews + 2).toBeLessThan(40);
  expect(
    resolveSettings({ ...smallest, preview: { database: 'none' } }, { kind: 'preview', branch: 'x' }).values.database,
  ).toBe('none');
});

test('D12 the wait for health is 2 minutes where hosts lead to this machine, unless settings say otherwise', () => {
  const file = (base: object, previewDomain: string) =>
    ({
      project: 'shop',
      base: { region: 'eu-central-1', ...base },
      staging: { host: 'staging.localhost' },
      preview: { previewDomain },
    }) as unknown as SettingsFile;
  const minutes = (of: SettingsFile, target: Target) => resolveSettings(of, target).values.healthTimeoutMinutes;
  const preview: Target = { kind: 'preview', branch: 'login' };
  expect(minutes(file({}, 'preview.localhost'), preview)).toBe(2);
  expect(minutes(file({}, 'preview.localhost'), { kind: 'staging' })).toBe(2);
  expect(minutes(file({}, 'preview.notlocalhost'), preview)).toBe(15);
  expect(minutes(file({ healthTimeoutMinutes: 7 }, 'preview.localhost'), preview)).toBe(7);
});

import { writeAllowList } from '../../lib/facts/preview-allow-list';
import { ownershipTags } from '../../lib/naming/ownership-tags';
import { applicationNames } from '../../lib/naming/resource-names';
import { newestNames } from '../../lib/settings/newest-names';
import type { SettingsLayer } from '../../lib/settings/settings';
import { applicationOutputsOf, databaseSecret } from '../fakes/fake-account-world';
import { DeployWorld, failure, names, preview } from './deploy-world';

const snapshot = (id: string): SettingsLayer => ({
  database: {
    snapshot: { id, credentials: databaseSecret },
  },
});

/** Snapshots that the templates of two deploys name, with these settings. */
async function named(first: SettingsLayer, second: SettingsLayer): Promise<(string | undefined)[]> {
  const world = new DeployWorld();
  for (const settings of [first, second]) {
    world.settings = settings;
    await world.deploy();
  }
  return world.synthesizer.environments.map(({ settings: { values } }) =>
    values.database === 'none' ? 'none' : values.database.snapshot?.id,
  );
}

describe('T26 the snapshot of a database', () => {
  test('is pinned when the stack is made: another one in the settings changes nothing', async () => {
    expect(await named(snapshot('monday'), snapshot('tuesday'))).toEqual(['monday', 'monday']);
  });

  test('stays when settings drop it, for RDS would delete the database', async () => {
    expect(await named(snapshot('monday'), {})).toEqual(['monday', 'monday']);
  });

  test('that settings name later is not for a database that exists', async () => {
    expect(await named({}, snapshot('tuesday'))).toEqual([undefined, undefined]);
  });

  test('is refused before anything is made when the application stack lets previews use no such snapshot', async () => {
    const world = new DeployWorld();
    world.settings = snapshot('friday');
    const error = await failure(world.deploy());
    expect(error).toMatchObject({ code: 'beyond-reach', fault: 'user', message: expect.stringContaining('friday') });
    expect(world.stacks.calls).toEqual([]);
  });

  test('may leave what previews may use once the database stands: nothing is restored again', async () => {
    const world = new DeployWorld();
    world.settings = snapshot('monday');
    await world.deploy();
    world.stacks.add({
      name: applicationNames('shop', 'staging').stackName,
      outputs: {
        ...applicationOutputsOf('staging'),
        PreviewReach: writeAllowList({ secrets: [databaseSecret], keys: [], snapshots: [], images: [] }),
      },
    });
    expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
    expect(world.synthesizer.environments).toHaveLength(2);
  });

  test('is of no interest when settings drop the database itself', async () => {
    expect(await named(snapshot('monday'), { database: 'none' })).toEqual(['monday', 'none']);
  });
});

const newest = (newestOf: string): SettingsLayer => ({
  database: { snapshot: { newestOf, credentials: databaseSecret } },
});
const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const snapshotsOf = (world: DeployWorld) =>
  world.synthesizer.environments.map(({ settings: { values } }) =>
    values.database === 'none' ? 'none' : values.database.snapshot?.id,
  );

describe('T26 the newest snapshot of an instance', () => {
  let world: DeployWorld;
  beforeEach(() => {
    world = new DeployWorld();
    world.settings = newest('shop-db');
    world.databases.add('shop-db', 'rds:shop-db-2026-11-20-03-10', day(20));
    world.databases.add('shop-db', 'shop-db-2026-11-21', day(21));
    world.databases.add('shop-db', 'rds:shop-db-2026-11-19-03-10', day(19));
  });

  test('is found at the first deploy and pinned: a newer one later changes nothing', async () => {
    await world.deploy();
    world.databases.add('shop-db', 'rds:shop-db-2026-11-22-03-10', day(22));
    await world.deploy();
    expect(snapshotsOf(world)).toEqual(['shop-db-2026-11-21', 'shop-db-2026-11-21']);
    expect(world.databases.calls).toEqual(['shop-db']);
    expect((await world.record())?.snapshot).toEqual({
      ...{ id: 'shop-db-2026-11-21', newestOf: 'shop-db', credentials: databaseSecret },
    });
  });

  test('stays when settings drop it or name another snapshot', async () => {
    await world.deploy();
    for (const settings of [{}, snapshot('monday'), newest('shop-other')]) {
      world.settings = settings;
      await world.deploy();
    }
    expect(new Set(snapshotsOf(world))).toEqual(new Set(['shop-db-2026-11-21']));
  });

  test('is not for a database that was made empty', async () => {
    world.settings = {};
    await world.deploy();
    world.settings = newest('shop-db');
    await world.deploy();
    expect(snapshotsOf(world)).toEqual([undefined, undefined]);
    expect(world.databases.calls).toEqual([]);
  });

  test.each([
    ['from a snapshot', { DBSnapshotIdentifier: 'shop-db-2026-11-18' }, 'shop-db-2026-11-18'],
    ['empty', { DBName: 'app' }, undefined],
  ])(
    'is not looked for when the record got lost: the template says that the database was made %s',
    async (_, Properties, id) => {
      const tags = ownershipTags({ project: 'shop', repository: world.repository.identity, target: preview });
      const Resources = { Db: { Type: 'AWS::RDS::DBInstance', Properties } };
      world.stacks.add({ name: names.stackName, tags }, JSON.stringify({ Resources }));
      await world.deploy();
      expect(snapshotsOf(world)).toEqual([id]);
      expect(world.databases.calls).toEqual([]);
    },
  );

  test('is looked for again when the first creation failed, for nothing came to be', async () => {
    world.stacks.failOperation(names.stackName, { operation: 'create' });
    await failure(world.deploy());
    world.databases.add('shop-db', 'rds:shop-db-2026-11-22-03-10', day(22));
    await world.deploy();
    expect(snapshotsOf(world)).toEqual(['shop-db-2026-11-21', 'rds:shop-db-2026-11-22-03-10']);
    expect((await world.record())?.snapshot?.id).toBe('rds:shop-db-2026-11-22-03-10');
  });

  test('takes credentials that were fixed since', async () => {
    await world.deploy();
    const credentials = databaseSecret.replace('AbCdEf', 'GhIjKl');
    const PreviewReach = writeAllowList({
      secrets: [credentials],
      keys: [],
      snapshots: newestNames('shop-db'),
      images: [],
    });
    const outputs = { ...applicationOutputsOf('staging'), PreviewReach };
    world.stacks.alter(applicationNames('shop', 'staging').stackName, { outputs });
    world.settings = { database: { snapshot: { newestOf: 'shop-db', credentials } } };
    await world.deploy();
    const { database } = world.synthesizer.environments[1]?.settings.values ?? {};
    expect(database).toMatchObject({ snapshot: { id: 'shop-db-2026-11-21', credentials } });
  });

  test('may have any name in production, and in a preview only one that its role may restore', async () => {
    world.databases.add('shop-db', 'before-the-move', day(23));
    world.databases.add('shop-db', 'shop-db-2-2026-11-24', day(24));
    world.production = newest('shop-db');
    await world.deploy();
    await world.deploy({ kind: 'production' });
    expect(snapshotsOf(world)).toEqual(['shop-db-2026-11-21', 'shop-db-2-2026-11-24']);
  });

  test('is refused when the instance has none that a preview may use', async () => {
    const bare = new DeployWorld();
    bare.settings = newest('shop-db');
    bare.databases.add('shop-db', 'before-the-move', day(23));
    expect(await failure(bare.deploy())).toMatchObject({
      ...{ code: 'snapshot-missing', fault: 'user' },
      message: expect.stringContaining('1 with other names than rds:shop-db-'),
    });
    expect(bare.stacks.calls).toEqual([]);
  });
});

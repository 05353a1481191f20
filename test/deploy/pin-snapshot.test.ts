import type { SettingsLayer } from '../../lib/settings/settings';
import { DeployWorld, databaseSecret, failure } from './deploy-world';

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

  test('is of no interest when settings drop the database itself', async () => {
    expect(await named(snapshot('monday'), { database: 'none' })).toEqual(['monday', 'none']);
  });
});

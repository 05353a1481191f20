import { gatherTemplateInput } from '../../lib/deploy/gather/template-input';
import type { SettingsLayer } from '../../lib/settings/settings';
import { DeployWorld } from './deploy-world';

type Named = string | undefined;

/** What the templates say of TLS in deploys with these settings, one after the other, when a stack names a group as its template does. */
async function said(...layers: readonly SettingsLayer[]): Promise<readonly Named[]> {
  const world = new DeployWorld();
  const plain = world.stacks.outputsOf;
  const tlsOf = ({ database }: SettingsLayer) => (database === 'none' ? undefined : database?.tls);
  let named = false;
  world.stacks.outputsOf = (...all) => ({ ...plain(...all), ...(named && { DatabaseParameterGroup: 'a-group' }) });
  for (const settings of layers) {
    world.settings = settings;
    named ||= tlsOf(settings) !== undefined;
    await world.deploy();
  }
  const handed = await gatherTemplateInput(world.ports(), world.request());
  expect(handed).toEqual(world.synthesizer.environments.at(-1));
  return world.synthesizer.environments.map(({ settings: { values } }) => tlsOf(values));
}

const database = (values: SettingsLayer['database']): SettingsLayer => ({ database: values });

test('a database whose settings never spoke of TLS names no parameter group', async () => {
  expect(await said({}, {})).toEqual([undefined, undefined]);
});

test('a setting that is gone goes back to what the version does, in so many words, so that the group is not left in use', async () => {
  expect(await said(database({ tls: 'optional' }), {}, {})).toEqual(['optional', 'required', 'required']);
  const mySql = { engine: 'mysql' } as const;
  expect(await said(database({ ...mySql, tls: 'required' }), database(mySql))).toEqual(['required', 'optional']);
});

test('what settings say counts, whatever the stack names', async () => {
  expect(await said(database({ tls: 'optional' }), database({ tls: 'required' }))).toEqual(['optional', 'required']);
});

test('a database that is gone has none', async () => {
  expect(await said(database({ tls: 'optional' }), database('none'))).toEqual(['optional', undefined]);
});

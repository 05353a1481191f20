import type { PreviewRecord } from '../../lib/ports/record';
import { commit, DeployWorld, names } from './deploy-world';

/** A preview that was deployed once, and whose record somebody changed since. */
async function deployedOnce(forge: (record: PreviewRecord) => PreviewRecord) {
  const world = new DeployWorld();
  const outcome = await world.deploy();
  if (outcome.kind !== 'deployed') throw new Error('not deployed');
  const location = { bucket: 'bundles-staging', targetId: names.targetId, stackId: outcome.stackId };
  const kept = await world.records.read(location);
  if (kept === undefined) throw new Error('no record');
  await world.records.write(location, forge(kept.record), kept.etag);
  return { world, hash: outcome.bundles.web ?? '' };
}

test('a platform of some account is not what a name stands for: it is looked up again', async () => {
  const custom = 'arn:aws:elasticbeanstalk:eu-central-1:999988887777:platform/trap/1.0.0';
  const { world } = await deployedOnce((record) => ({ ...record, platforms: { web: custom } }));
  await world.deploy();
  expect(world.synthesizer.environments[1]?.releases.web?.platformArn).toBe(
    'arn:aws:elasticbeanstalk:eu-central-1::platform/nodejs-22/1.0.0',
  );
});

test('staging does not take the commit of a bundle from the record of a preview', async () => {
  const forged = 'f'.repeat(40);
  const { world, hash } = await deployedOnce((record) => ({
    ...record,
    deploys: record.deploys.map((deploy) => ({ ...deploy, commit: forged })),
  }));
  const outcome = await world.deploy({ kind: 'staging' }, { bundle: { kind: 'kept', hash } });
  expect(outcome).toMatchObject({ kind: 'deployed', commit });
  expect(world.events).toContainEqual({
    kind: 'warned',
    message: expect.stringContaining(`${hash} was made for the preview ${names.targetId}`),
  });
});

test('test data of another database is not believed to be installed', async () => {
  const { world } = await deployedOnce((record) => ({ ...record, seed: { state: 'done', database: 'db-9' } }));
  expect(await world.deploy()).toMatchObject({ data: 'seeded' });
});

test('a database whose snapshot the record changed is refused before anything is made', async () => {
  const snapshot = {
    id: 'payroll-2026-11-01',
    credentials: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:pay-a1B2c3',
  };
  const { world } = await deployedOnce((record) => ({ ...record, snapshot }));
  const before = world.synthesizer.environments.length;
  const error = await world.deploy().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'beyond-reach' });
  expect(world.synthesizer.environments).toHaveLength(before);
});

import { history } from '../../../lib/deploy/history/history';
import { PreviewError } from '../../../lib/errors';
import { names } from '../deploy-world';
import { commitOf, RollbackWorld } from '../rollback/rollback-world';

const listed = async (world: RollbackWorld) => {
  const answer = await history(world.ports(), world.request().settings);
  if (answer.kind !== 'listed') throw new Error('nothing is there');
  return answer;
};

test('deploys and failures are one list, newest first, and only what can be gone back to has a number', async () => {
  const world = await new RollbackWorld().deployed([1, 2]);
  world.stacks.failOperation(names.stackName, { operation: 'update' });
  await world.deployed([3]).catch(() => undefined);
  await world.rollback();
  const { deploys, running } = await listed(world);
  expect(deploys.map(({ number, commit, ended, runs }) => ({ number, commit, ended, runs }))).toEqual([
    { number: 1, commit: commitOf(1), ended: 'healthy', runs: true },
    { number: undefined, commit: commitOf(3), ended: 'failed', runs: false },
    { number: 2, commit: commitOf(2), ended: 'healthy', runs: false },
    { number: 3, commit: commitOf(1), ended: 'healthy', runs: false },
  ]);
  expect(running).toEqual({ commit: commitOf(1), bundles: { web: world.hashes.get(1) } });
});

test('a bundle that is deleted is gone', async () => {
  const world = await new RollbackWorld().deployed([1, 2]);
  world.bundles.drop({ bucket: 'bundles-staging', targetId: names.targetId, hash: world.hashes.get(1) ?? '' });
  expect((await listed(world)).deploys.map(({ gone }) => gone)).toEqual([[], ['web']]);
});

test('what an older release wrote is listed with what it knew', async () => {
  const world = await new RollbackWorld().deployed([1]);
  const stack = await world.stacks.find(names.stackName);
  const location = { bucket: 'bundles-staging', targetId: names.targetId, stackId: stack?.id ?? '' };
  const kept = await world.records.read(location);
  const old = kept?.record.deploys.map(({ at, commit, bundles }) => ({ at, commit, bundles })) ?? [];
  if (kept) await world.records.write(location, { ...kept.record, deploys: old }, kept.etag);
  expect((await listed(world)).deploys).toEqual([{ ...old[0], number: 1, ended: 'healthy', runs: true, gone: [] }]);
});

test('who may not read the template still sees the deploys', async () => {
  const world = await new RollbackWorld().deployed([1]);
  world.stacks.faults.fail('template', new PreviewError('access-denied', 'no', { fault: 'world' }));
  const answer = await listed(world);
  expect(answer).not.toHaveProperty('running');
  expect(answer.deploys).toMatchObject([{ number: 1, runs: false }]);
});

test('a target without a stack has no history', async () => {
  const world = new RollbackWorld();
  expect(await history(world.ports(), world.request().settings)).toEqual({
    ...{ kind: 'nothing-there', stackName: names.stackName },
  });
});

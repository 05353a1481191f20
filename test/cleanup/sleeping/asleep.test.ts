import { destroy } from '../../../lib/cleanup/destroy';
import { why } from '../../../lib/cleanup/plan/why';
import type { PreviewRecord } from '../../../lib/ports/record';
import type { Stack } from '../../../lib/ports/stacks';
import { CleanupWorld } from '../cleanup-world';

const days = 86_400_000;
const stopped = {
  operation: 'delete',
  logicalId: 'Database',
  type: 'AWS::RDS::DBInstance',
  reason:
    'Resource handler returned message: "Instance shop-preview-alive-one is not in available state. (Service: Rds, Status Code: 400)" (HandlerErrorCode: ResourceConflict)',
} as const;

function ago(world: CleanupWorld, count: number): string {
  return new Date(world.clock.now().getTime() - count * days).toISOString();
}

function deployedAt(at: string): Partial<PreviewRecord> {
  return { deploys: [{ at, commit: '1'.repeat(40), bundles: { web: 'a'.repeat(64) } }] };
}

async function slept(world: CleanupWorld, facts: Partial<PreviewRecord>): Promise<Stack> {
  world.policy = { expireAfterDays: 14, maxKeepDays: 30 };
  world.repository.push('alive-one', '1'.repeat(40));
  const old = { createdAt: new Date(ago(world, 60)), updatedAt: new Date(ago(world, 0.5)) };
  const stack = world.addPreview('alive-one', old);
  await world.addRecord('alive-one', stack, facts);
  return stack;
}

/** RDS refuses for as long as a run has patience. */
function refuse(world: CleanupWorld, stack: Stack): void {
  for (let times = 0; times < 9; times += 1) world.stacks.failOperation(stack.name, stopped);
}

async function decision(world: CleanupWorld) {
  const target = { kind: 'preview', branch: 'alive-one' } as const;
  const { decisions } = await why(world, { settings: world.settings(), branch: target.branch, target });
  return decisions[0];
}

describe('N67: a preview that sleeps each night', () => {
  test('expires by its last deploy, though CloudFormation changed it last night', async () => {
    const world = new CleanupWorld();
    await slept(world, { ...deployedAt(ago(world, 15)), usedAt: ago(world, 0.5) });
    expect(await decision(world)).toMatchObject({ verdict: 'delete', reason: 'expired' });
  });

  test('stays as long as its last deploy lets it', async () => {
    const world = new CleanupWorld();
    await slept(world, { ...deployedAt(ago(world, 13)), usedAt: ago(world, 0.5) });
    expect(await decision(world)).toMatchObject({ verdict: 'keep', reason: 'branch-alive' });
  });

  test('is kept on request for so long after its last deploy as settings allow', async () => {
    const world = new CleanupWorld();
    const keepUntil = '2027-06-01T00:00:00.000Z';
    await slept(world, { ...deployedAt(ago(world, 31)), usedAt: ago(world, 0.5), keepUntil });
    expect(await decision(world)).toMatchObject({ verdict: 'delete', reason: 'expired' });
  });

  test('one that never slept expires by its last change as ever', async () => {
    const world = new CleanupWorld();
    await slept(world, deployedAt(ago(world, 15)));
    expect(await decision(world)).toMatchObject({ verdict: 'keep', reason: 'branch-alive' });
  });
});

describe('N6: a database that is stopped and that RDS does not delete so', () => {
  test('cleanup leaves it unfinished, and says who starts it', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('gone-one');
    refuse(world, stack);
    const { results } = await world.cleanup();
    expect(results).toMatchObject([{ outcome: 'unfinished', reason: 'database-stopped' }]);
    expect(world.databases.calls).toEqual([]);
    world.stacks.forgetFailures();
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted' }]);
  });

  test('destroy starts it, and the next one deletes it', async () => {
    const world = new CleanupWorld();
    world.databases.states.set('db-1', 'stopped');
    const stack = world.addPreview('alive-one', { outputs: { DatabaseIdentifier: 'db-1' } });
    refuse(world, stack);
    const settings = world.settings({ kind: 'preview', branch: 'alive-one' });
    const run = () => destroy(world, { settings, confirmed: false });
    expect(await run()).toMatchObject({ result: { outcome: 'unfinished', reason: 'database-stopped' } });
    expect(world.databases.calls).toEqual(['starting db-1']);
    world.stacks.forgetFailures();
    expect(await run()).toMatchObject({ result: { outcome: 'deleted' } });
  });
});

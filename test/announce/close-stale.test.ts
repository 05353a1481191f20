import { announceCleanup } from '../../lib/announce/removed/announce-cleanup';
import { CleanupWorld } from '../cleanup/cleanup-world';
import { FakeRemovalNotices } from '../fakes/fake-removal-notices';
import { AnnounceWorld, commit, down } from './announce-world';

let world: CleanupWorld;
let forge: AnnounceWorld;

beforeEach(() => {
  world = new CleanupWorld();
  forge = new AnnounceWorld();
});

const announce = () => {
  const { stacks, clock, progress } = world;
  const ports = { ...forge, stacks, clock, progress, removalNotices: new FakeRemovalNotices() };
  const end = { results: [], left: [] };
  return announceCleanup({ ...ports, outputs: forge, checkout: forge.checkout }, world.settings(), end);
};

describe('deployments that still say that they are deploying', () => {
  beforeEach(async () => {
    // The fake's deployments are made at the start of 2025.
    world.clock.advance(Date.UTC(2025, 0, 1) - world.clock.now().getTime());
    for (const [environment, state] of [
      ['preview/cut-short', 'in_progress'],
      ['preview/never-began', undefined],
      ['preview/well', 'success'],
      ['staging', 'queued'],
    ] as const) {
      const request = { environment, commit, description: '', production: false, transient: true };
      const { id } = await forge.deployments.create(request);
      if (state) await forge.deployments.setStatus(id, { state, description: '' });
    }
  });
  const states = () => forge.deployments.all().map(({ statuses }) => statuses.at(-1)?.state);

  test('for more than two hours are ended', async () => {
    world.clock.advance(2 * 3_600_000 + 60_000);
    expect(await announce()).toMatchObject({ failed: [] });
    expect(states()).toEqual(['error', 'error', 'success', 'error']);
    expect(world.events).toContainEqual({ kind: 'stale-deployment-closed', deployment: 4, environment: 'staging' });
  });

  test('for less may still be at work', async () => {
    world.clock.advance(2 * 3_600_000 - 60_000);
    await announce();
    expect(states()).toEqual(['in_progress', undefined, 'success', 'queued']);
  });

  test('for more than a day were looked at before, and cost no request', async () => {
    world.clock.advance(25 * 3_600_000);
    await announce();
    expect(forge.deployments.calls.filter((call) => call.startsWith('status'))).toEqual([]);
  });

  test('wait for the next run when GitHub is down', async () => {
    world.clock.advance(3 * 3_600_000);
    forge.deployments.faults.fail('list', down);
    expect(await announce()).toMatchObject({ failed: [{ place: 'deployment' }] });
    await announce();
    expect(states()).toEqual(['error', 'error', 'success', 'error']);
  });
});

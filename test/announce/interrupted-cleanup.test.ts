import { announceCleanup } from '../../lib/announce/removed/announce-cleanup';
import { CleanupWorld } from '../cleanup/cleanup-world';
import { FakeRemovalNotices } from '../fakes/fake-removal-notices';
import { AnnounceWorld } from './announce-world';

test('a cleanup that is interrupted while it tells GitHub leaves the rest to the next run', async () => {
  const world = new CleanupWorld();
  const forge = new AnnounceWorld();
  const removalNotices = new FakeRemovalNotices();
  for (let index = 0; index < 4; index += 1) world.addPreview(`gone-${index}`);
  const { results, left } = await world.cleanup({ removalNotices, maxDeletions: 10, maxShare: 1 });
  const interrupt = new AbortController();
  const ofBranch = forge.pullRequests.ofBranch.bind(forge.pullRequests);
  forge.pullRequests.ofBranch = (...asked) => {
    interrupt.abort();
    return ofBranch(...asked);
  };
  const ports = { ...forge, stacks: world.stacks, removalNotices, clock: world.clock, progress: world.progress };
  const end = { results, left, staying: ['alive-one'] };
  const announced = await announceCleanup(
    { ...ports, outputs: forge, checkout: forge.checkout },
    world.settings(),
    end,
    interrupt.signal,
  );
  expect(announced.gone).toHaveLength(1);
  expect(forge.pullRequests.calls.filter((call) => call.startsWith('ofBranch'))).toHaveLength(1);
  expect(removalNotices.peek()).toHaveLength(3);
});

import { why } from '../../../lib/cleanup/plan/why';
import { explanationLines } from '../../../lib/cli/render/explanation';
import { CleanupWorld } from '../../cleanup/cleanup-world';

test('why says that a preview sleeps and which of its instances are held', async () => {
  const world = new CleanupWorld();
  const branch = 'login-page';
  world.repository.push(branch);
  const since = '2026-11-20T00:00:00.000Z';
  await world.addRecord(branch, world.addPreview(branch), {
    asleep: true,
    sleep: { state: 'asleep', since, because: 'idle', instances: {} },
    held: [{ service: 'web', instanceId: 'i-0a', since, until: '2026-11-20T20:00:00.000Z', by: 'mona' }],
  });
  const target = { kind: 'preview', branch } as const;
  const explained = await why(world, { settings: world.settings(target), branch, target });
  expect(explanationLines(explained, 'preview')).toEqual(
    expect.arrayContaining([
      'sleep       asleep since 2026-11-20 00:00 UTC, for no one used it',
      'held        i-0a of web, held since 2026-11-20 00:00 UTC by mona until 2026-11-20 20:00 UTC',
    ]),
  );
});

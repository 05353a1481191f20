import type { CleanupPorts } from '../../lib/cleanup/cleanup-request';
import { destroy } from '../../lib/cleanup/destroy';
import { why } from '../../lib/cleanup/plan/why';
import { reportLines } from '../../lib/cli/render/cleanup-report';
import { explanationLines } from '../../lib/cli/render/explanation';
import { listPreviews } from '../../lib/previews/list-previews';
import { ownerOf } from '../../lib/previews/preview';
import { TerminalStandIn } from '../cli/terminal-stand-in';
import { CleanupWorld } from './cleanup-world';

const former = 'github:acme/former';
const hint =
  "If this repository was renamed, set formerly: ['acme/former'] in the settings file; docs/renaming.md says what else is to do.";

function renamed(formerly: readonly string[] = []): CleanupWorld {
  const world = new CleanupWorld();
  world.formerly = formerly;
  return world;
}
const list = (world: CleanupWorld) =>
  listPreviews(world, {
    owner: ownerOf(world.settings(), world.repository),
    values: world.settings().values,
    settingsOf: (target) => world.settings(target),
    now: world.clock.now(),
  });

describe('K-2 previews that carry a former name of the repository', () => {
  test('are cleaned up as ours: those without a branch go, the others stay', async () => {
    const world = renamed(['acme/former']);
    const living = world.addPreview('alive-one', {}, former);
    const orphan = world.addPreview('gone-one', {}, former);
    const theirs = world.addPreview('gone-two', {}, 'github:acme/other');
    const report = await world.cleanup();
    expect(report.results).toMatchObject([{ stackName: orphan.name, outcome: 'deleted' }]);
    expect(report.left).toEqual([]);
    expect(await world.exists(living)).toBe(true);
    expect(await world.exists(theirs)).toBe(true);
  });

  test('are left alone, and named with what to do, while settings do not say so', async () => {
    const world = renamed();
    world.addPreview('gone-one', {}, former);
    world.addPreview('gone-two', {}, former);
    const report = await world.cleanup();
    expect(world.untouched).toBe(true);
    expect(report.plan.foreign).toEqual([
      { repository: former, previews: ['shop-preview-gone-one', 'shop-preview-gone-two'], stages: [] },
    ]);
    const lines = reportLines(report, new TerminalStandIn());
    expect(lines[0]).toBe('There are no previews of this repository.');
    expect(lines[1]).toBe(
      `! 2 previews of ${former} are left alone: shop-preview-gone-one, shop-preview-gone-two. ${hint}`,
    );
    expect(lines.at(-1)).toMatch(/ 0 left of this repository\.$/);
  });

  test('are listed as ours, or named', async () => {
    const world = renamed(['acme/former']);
    world.addPreview('alive-one', {}, former);
    expect(await list(world)).toMatchObject({ targets: [{ targetId: 'alive-one' }], foreign: [] });
    world.formerly = [];
    expect(await list(world)).toMatchObject({
      targets: [],
      foreign: [{ repository: former, previews: ['shop-preview-alive-one'] }],
    });
  });

  test('are destroyed as ours', async () => {
    const world = renamed(['acme/former']);
    const stack = world.addPreview('alive-one', {}, former);
    const target = { kind: 'preview', branch: 'alive-one' } as const;
    const outcome = await destroy(world, { settings: world.settings(target), confirmed: false });
    expect(outcome).toMatchObject({ result: { outcome: 'deleted' } });
    expect(await world.exists(stack)).toBe(false);
  });

  test('are explained as ours, or named', async () => {
    const world = renamed(['acme/former']);
    world.addPreview('gone-one', {}, former);
    const target = { kind: 'preview', branch: 'gone-one' } as const;
    const ask = () => why(world as CleanupPorts, { settings: world.settings(), branch: target.branch, target });
    expect((await ask()).decisions).toMatchObject([{ verdict: 'delete' }]);
    world.formerly = [];
    const explained = await ask();
    expect(explained.decisions).toEqual([]);
    expect(explanationLines(explained, 'preview').join('\n')).toContain(hint);
  });

  test('do not keep folders of the bundle bucket from being swept', async () => {
    const world = renamed(['acme/former']);
    world.addPreview('alive-one', {}, former);
    world.bundles.add({ bucket: 'bundles-staging', targetId: 'forgotten-one', hash: 'b'.repeat(64) });
    expect((await world.cleanup()).swept).toMatchObject([{ targetId: 'forgotten-one' }]);
  });
});

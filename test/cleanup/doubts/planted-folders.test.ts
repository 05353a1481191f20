import { reportLines } from '../../../lib/cli/render/cleanup-report';
import { hash8 } from '../../../lib/naming/hash8';
import { namesOf } from '../../../lib/naming/resource-names';
import { TerminalStandIn } from '../../cli/terminal-stand-in';
import { CleanupWorld } from '../cleanup-world';

const bucket = 'bundles-staging';

function worldWith(folders: readonly string[], ...branches: readonly string[]): CleanupWorld {
  const world = new CleanupWorld();
  world.policy = { maxShare: 1 };
  for (const branch of branches) {
    world.repository.push(branch);
    world.addPreview(branch);
    world.retained.addLogGroup(logGroupOf(branch));
  }
  for (const targetId of folders) world.bundles.add({ bucket, targetId, hash: 'b'.repeat(64) });
  return world;
}
const logGroupOf = (branch: string) =>
  `/aws/elasticbeanstalk/${namesOf('shop', { kind: 'preview', branch }).environmentName('web')}/var/log/web.stdout.log`;

describe('anyone who may push can make a folder of any name', () => {
  const long = 'feature/very-long-name';
  test.each([
    ['its name and its hash', 'alive-one', `alive-one-${hash8('shop', 'alive-one')}`],
    ['its key', long, namesOf('shop', { kind: 'preview', branch: long }).key],
    ['more of its slug', long, `feature-very-${hash8('shop', long)}`],
  ])('a folder that is called %s costs a living preview nothing', async (_, branch, folder) => {
    const world = worldWith([folder], branch);
    const { plan, swept, left } = await world.cleanup();
    expect([plan.otherFolders, plan.leftovers, swept, left]).toEqual([[folder], [], [], []]);
    expect(world.untouched).toBe(true);
  });

  test('a stack without a branch and without tags keeps its log groups, too', async () => {
    const folder = `untagged-${hash8('shop', 'untagged')}`;
    const world = worldWith([folder]);
    world.stacks.add({ name: 'shop-preview-untagged' });
    world.retained.addLogGroup(logGroupOf('untagged'));
    expect((await world.cleanup()).plan.otherFolders).toEqual([folder]);
    expect(world.untouched).toBe(true);
  });

  test('a branch that is pushed after the listing keeps its log groups', async () => {
    const folder = `pushed-late-${hash8('shop', 'pushed-late')}`;
    const world = worldWith([folder]);
    world.retained.addLogGroup(logGroupOf('pushed-late'));
    world.repository.onListed = () => world.repository.push('pushed-late');
    expect(await world.cleanup()).toMatchObject({ plan: { leftovers: [folder] }, swept: [], left: [] });
    expect(world.untouched).toBe(true);
  });

  test('snapshots of a preview whose name goes on with -snapshot- stay', async () => {
    const world = worldWith(['xxx'], 'xxx-snapshot-y');
    world.retained.addSnapshot('shop-preview-xxx-snapshot-y-snapshot-database-1x2y3z4a5b6c', 'db-9');
    world.retained.addSnapshot('shop-preview-xxx-snapshot-database-9x8y7z6a5b4c', 'db-8');
    expect((await world.cleanup()).swept).toEqual([{ targetId: 'xxx', objects: 1 }]);
    expect(world.retained.calls).toEqual(['shop-preview-xxx-snapshot-database-9x8y7z6a5b4c']);
  });
});

test('folders that no preview can have are named in one line, neither counted nor left', async () => {
  const names = ['%2e', '..', '', 'Login', 'application-', 'a b', 'x', 'x\u001b[31m', `${'a'.repeat(45)}-deadbeef`];
  const world = worldWith(names, 'alive-one');
  world.policy = { maxShare: 0, maxDeletions: 0 };
  world.retained.addSnapshot('shop-preview--snapshot-database-1x2y3z4a5b6c', 'db-1');
  const report = await world.cleanup();
  expect(report).toMatchObject({ executed: true, swept: [], left: [], counts: { left: 0 } });
  expect(report.plan.otherFolders).toEqual([...names].sort());
  expect(world.untouched).toBe(true);
  expect(reportLines(report, new TerminalStandIn())).toContain(
    '9 folders of the bundle bucket named like no preview: left alone ("/", "%2e/", "../" and 6 more).',
  );
});

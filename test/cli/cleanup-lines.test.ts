import { reportLines } from '../../lib/cli/render/cleanup-report';
import { paceText } from '../../lib/cli/render/pace-text';
import { CleanupWorld } from '../cleanup/cleanup-world';
import { TerminalStandIn } from './terminal-stand-in';

const terminal = new TerminalStandIn();
const squeezed = (lines: readonly string[]) => lines.map((line) => line.replace(/ +/g, ' '));

test('how far a run is stands in one line: what is done, what is under way, how fast, how long still', () => {
  const text = paceText({
    kind: 'cleanup-pace',
    done: 12,
    total: 200,
    running: ['fix-a', 'fix-b', 'fix-c', 'fix-d'],
    objects: 45_000,
    objectsPerSecond: 3412,
    millisecondsLeft: 540_000,
  });
  expect(text).toBe(
    '12 of 200 done, 4 under way (fix-a, fix-b, fix-c, …), 45,000 objects deleted, 3,412/s, about 9 min 0 s left',
  );
});

test('before the first preview is done no line says how long it will take', () => {
  const pace = {
    kind: 'cleanup-pace',
    done: 0,
    total: 2,
    running: ['fix-a'],
    objects: 0,
    objectsPerSecond: 0,
  } as const;
  expect(paceText(pace)).toBe('0 of 2 done, 1 under way (fix-a)');
});

test('a report puts what needs a look last, and names what has no owner', async () => {
  const world = new CleanupWorld();
  world.addPreview('alive-one');
  world.addPreview('gone-one');
  const stuck = world.addPreview('stuck-one');
  world.stacks.failOperation(stuck.name, {
    operation: 'delete',
    logicalId: 'Role',
    type: 'AWS::IAM::Role',
    reason: 'no',
  });
  world.stacks.add({ name: 'shop-preview-untagged' });
  world.bundles.add({ bucket: 'bundles-staging', targetId: 'forgotten-one', hash: 'b'.repeat(64) });
  const lines = squeezed(reportLines(await world.cleanup(), terminal));
  expect(lines.map((line) => line.split(' ')[0])).toEqual([
    ...['BRANCH', 'alive-one', 'gone-one', 'stuck-one', 'shop-preview-untagged', 'forgotten-one/', 'left', '', '1'],
  ]);
  expect(lines[3]).toContain('FAILED shop-preview-stuck-one is in DELETE_FAILED: Role (AWS::IAM::Role): no');
  expect(lines.at(-1)).toMatch(/^1 preview deleted, 1 kept, 1 failed in .+\. 1 left\.$/);
});

test("b' K-5: a report says in a line of its own that no application stack is here", async () => {
  const world = new CleanupWorld();
  world.stacks.vanish('shop-application-staging');
  expect(reportLines(await world.cleanup(), terminal)).toContain(
    'No application stack is here: shop-application-staging is not ready in eu-central-1 of account 111122223333. If previews run elsewhere, correct `region` and `account`.',
  );
});

test('a plan says what it would do, and what to do when it is refused', async () => {
  const world = new CleanupWorld();
  expect(reportLines(await world.cleanup({ execute: false }), terminal).at(-1)).toBe('Nothing to do.');
  for (let index = 0; index < 2; index += 1) world.addPreview(`orphan-${index}x`);
  expect(reportLines(await world.cleanup({ execute: false }), terminal).at(-1)).toContain(
    'Would delete 2 previews of 2.',
  );
  const refused = await world.cleanup({ execute: false, maxDeletions: 1 });
  expect(reportLines(refused, terminal).at(-1)).toContain('run again with --max-deletions 2.');
});

test('a name that would give orders to the terminal is shown and not obeyed', async () => {
  const world = new CleanupWorld();
  world.addPreview('evil\u202eone');
  expect(reportLines(await world.cleanup({ execute: false }), terminal).join('\n')).toContain('evil\\u202eone');
});

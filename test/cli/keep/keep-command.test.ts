import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as keep } from '../../../lib/cli/commands/every-day/keep';
import { run as list } from '../../../lib/cli/commands/every-day/list';
import { run as why } from '../../../lib/cli/commands/look/why';
import { run as cleanup } from '../../../lib/cli/commands/team/cleanup';
import { applicationOf } from '../../../lib/previews/application-of';
import { WireWorld } from '../../cleanup/wire-world';
import { type Started, start } from '../../local/start';
import { TerminalStandIn } from '../terminal-stand-in';

const day = 86_400_000;
let local: Started;
let world: WireWorld;
let folder: string;
let terminal: TerminalStandIn;

beforeAll(async () => {
  local = await start();
  world = await WireWorld.open(local);
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-keep-'));
  await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(world.file));
  world.github.push('alive-one');
  await addWithRecord('alive-one');
  await addWithRecord('orphan-one');
});
beforeEach(() => {
  terminal = new TerminalStandIn();
});
afterAll(async () => {
  await world.close();
  await local.close();
  await rm(folder, { recursive: true, force: true });
});

async function addWithRecord(branch: string): Promise<void> {
  const stack = await world.ports.stacks.find(await world.addPreview(branch));
  const application = await world.ports.stacks.find('shop-application-staging');
  const bucket = applicationOf(application, 'staging', local.region)?.bundleBucket ?? '';
  const stackId = stack?.id ?? '';
  await world.ports.records.write(
    { bucket, targetId: branch, stackId },
    {
      ...{ format: 1, stackId, branch, commit: '1'.repeat(40), deploys: [], platforms: {}, asleep: false },
      seed: { state: 'none', database: '' },
    },
    undefined,
  );
}

const invocation = () => ({
  terminal,
  env: { GITHUB_API_URL: world.github.url },
  cwd: folder,
  signal: new AbortController().signal,
});
const lines = () => terminal.results.map((line) => line.replace(/ +/g, ' '));
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10);

test('keep says until when a preview stays, and list, why and cleanup say it, too', async () => {
  expect(await keep(invocation(), { branch: 'orphan-one', until: inDays(2) })).toBe(0);
  const until = `until ${inDays(3)} 00:00 UTC`;
  expect(terminal.results).toEqual([`orphan-one stays ${until}.`]);
  terminal = new TerminalStandIn();
  expect(await keep(invocation(), { branch: 'alive-one', for: '1d' })).toBe(0);

  terminal = new TerminalStandIn();
  await list(invocation(), {});
  expect(terminal.results[0]).toMatch(/COMMIT +KEPT$/);
  expect(terminal.results.find((line) => line.startsWith('orphan-one'))).toMatch(new RegExp(`${until}$`));
  terminal = new TerminalStandIn();
  await why(invocation(), { branch: 'orphan-one' });
  expect(lines()).toContain(`kept ${until}`);
  expect(lines()).toContain('decision keep (keep-until)');
  // Of a living branch as well, though it is not what keeps it.
  terminal = new TerminalStandIn();
  await why(invocation(), { branch: 'alive-one' });
  expect(lines()).toContainEqual(expect.stringMatching(/^kept until /));
  expect(lines()).toContain('decision keep (branch-alive)');
  terminal = new TerminalStandIn();
  expect(await cleanup(invocation(), { execute: true })).toBe(0);
  expect(lines().find((line) => line.startsWith('orphan-one'))).toMatch(`KEEP someone asked to keep it ${until}`);
});

test('--no-longer says what the record said, and cleanup takes the preview', async () => {
  expect(await keep(invocation(), { branch: 'orphan-one', longer: false })).toBe(0);
  expect(terminal.results).toEqual([
    'orphan-one is kept no longer: cleanup goes by its branch.',
    `Before, its record said until ${inDays(3)} 00:00 UTC.`,
  ]);
  terminal = new TerminalStandIn();
  expect(await keep(invocation(), { branch: 'orphan-one', longer: false })).toBe(0);
  expect(terminal.results).toEqual(['No one had asked to keep orphan-one: nothing was changed.']);
  terminal = new TerminalStandIn();
  expect(await cleanup(invocation(), { execute: true })).toBe(0);
  expect(terminal.results.at(-1)).toContain('0 left.');
  expect(await world.stackNames()).toEqual(['shop-preview-alive-one']);
});

test('a branch without a preview ends it with 1, with --json as one document', async () => {
  expect(await keep(invocation(), { branch: 'orphan-one', for: '1d' })).toBe(1);
  expect(terminal.results).toEqual(['orphan-one has no preview: there is no stack shop-preview-orphan-one.']);
  terminal = new TerminalStandIn();
  expect(await keep(invocation(), { branch: 'orphan-one', for: '1d', json: true })).toBe(1);
  expect(JSON.parse(terminal.results.join('\n'))).toEqual({
    ...{ branch: 'orphan-one', stackName: 'shop-preview-orphan-one', kind: 'nothing-there' },
  });
});

test('the branch of a stage has no preview to keep', async () => {
  await expect(keep(invocation(), { branch: 'main', for: '1d' })).rejects.toMatchObject({
    ...{ code: 'option-invalid', exitCode: 2, message: 'Pushes to main deploy staging, which no cleanup deletes' },
  });
});

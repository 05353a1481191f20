import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { type LocalServer, startLocalServer } from '../../lib/local/server';
import { Random } from '../../test/cleanup/histories/random';
import { WireWorld } from '../../test/cleanup/wire-world';
import type { Proof } from './proof';

const kills = 50;
const objects = 40;
const root = resolve(__dirname, '../..');
const random = new Random(1);

/** Kills the whole process at a random request of a cleanup, runs it again, and looks at what is there. */
export async function proveKills(): Promise<Proof> {
  const local = await startLocalServer();
  const world = await WireWorld.open(local);
  const folder = await mkdtemp(join(tmpdir(), 'preview-stacks-prove-'));
  const faults: string[] = [];
  let killed = 0;
  let requests = 60;
  try {
    await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify({ ...world.file }));
    world.github.push('alive-one');
    await world.addPreview('alive-one', objects);
    while (killed < kills) {
      await Promise.all(['orphan-one', 'orphan-two'].map((branch) => world.addPreview(branch, objects)));
      await world.addPreview('orphan-three', 0, { plain: true });
      const ended = await runAndKill(local, world, folder, 1 + random.below(requests));
      if (ended.killed) killed += 1;
      // A run that came to its end first says how many requests a run has.
      else requests = Math.max(20, ended.requests - 1);
      const again = await runCleanup(world, folder);
      if (again.code !== 0) faults.push(`kill ${killed}: the run after it ended with ${again.code}: ${again.output}`);
      faults.push(...(await faultsOf(world)).map((fault) => `kill ${killed}: ${fault}`));
    }
  } finally {
    await world.close();
    await local.close();
    await rm(folder, { recursive: true, force: true });
  }
  return { done: `${killed} cleanups killed at a random request, and run again`, faults };
}

async function faultsOf(world: WireWorld): Promise<string[]> {
  const stacks = await world.stackNames();
  const faults = stacks.filter((name) => name !== 'shop-preview-alive-one').map((name) => `${name} is left`);
  if (!stacks.includes('shop-preview-alive-one')) return [...faults, 'the living preview was deleted'];
  const held = await world.objects(await world.bucketOf('shop-preview-alive-one'));
  return held === objects ? faults : [...faults, `the living preview has ${held} of ${objects} objects`];
}

function command(world: WireWorld, folder: string) {
  const program = join(root, 'bin/preview-stacks.ts');
  return spawn(process.execPath, ['--import', require.resolve('tsx'), program, 'cleanup', '--execute', '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // With a token we can tell a fault from a refusal.
    env: { ...process.env, GITHUB_API_URL: world.github.url, GITHUB_TOKEN: 'none' },
  });
}

async function runCleanup(
  world: WireWorld,
  folder: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = command(world, folder);
  const [output, , [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, output: output.slice(-2000) };
}

/** Kills it once it has sent so many requests, unless it ends before. */
async function runAndKill(local: LocalServer, world: WireWorld, folder: string, after: number) {
  const before = local.requestLog.count;
  const sent = () => local.requestLog.count - before;
  const child = command(world, folder);
  child.stdout.resume();
  child.stderr.resume();
  let killed = false;
  const watch = setInterval(() => {
    if (killed || sent() < after) return;
    killed = child.kill('SIGKILL');
  }, 1);
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearInterval(watch);
  return { killed: killed && signal === 'SIGKILL', requests: sent() };
}

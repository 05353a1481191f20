import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { WireWorld } from '../cleanup/wire-world';
import { type Started, start } from '../local/start';

const root = resolve(__dirname, '../..');
let local: Started;
let world: WireWorld;
let folder: string;

beforeAll(async () => {
  local = await start();
  world = await WireWorld.open(local);
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-start-'));
  await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(world.file));
  // The last thing that the process does: it writes down every module that it loaded.
  const tell = `process.stderr.write('LOADED' + JSON.stringify(Object.keys(require.cache)))`;
  await writeFile(join(folder, 'tell.cjs'), `process.on('exit', () => ${tell});`);
  await world.addPreview('orphan-one', 1);
});
afterAll(async () => {
  await world.close();
  await local.close();
  await rm(folder, { recursive: true, force: true });
});

async function loadedBy(...args: string[]): Promise<{ code: number | null; files: readonly string[] }> {
  const program = ['--require', join(folder, 'tell.cjs'), '--import', require.resolve('tsx')];
  const child = spawn(process.execPath, [...program, join(root, 'bin/preview-stacks.ts'), ...args], {
    cwd: folder,
    env: { ...process.env, GITHUB_API_URL: world.github.url, GITHUB_TOKEN: 'token' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { code, files: JSON.parse(stderr.split('LOADED').at(-1) ?? '') as string[] };
}

test.each([[['list', '--json']], [['cleanup']]])(
  '%j does its work without loading the CDK or what one command takes',
  async (args) => {
    const { code, files } = await loadedBy(...args);
    expect(code).toBe(0);
    // Seen at all, by the same means.
    expect(files.some((file) => file.includes('/@aws-sdk/client-cloudformation/'))).toBe(true);
    expect(files.filter((file) => file.includes('/aws-cdk-lib/') || file.includes('/constructs/'))).toEqual([]);
    expect(files.filter((file) => /\/node_modules\/(?:@slack|@hono|hono|undici)\//.test(file))).toEqual([]);
  },
);

test.each([[['list', '--json']], [['cleanup']], [['why', '--branch', 'any']], [['--help']]])(
  '%j loads nothing of the page, nor what serves it',
  async (args) => {
    const { files } = await loadedBy(...args);
    expect(files.some((file) => file.includes('/lib/cli/main.'))).toBe(true);
    expect(files.filter((file) => /\/lib\/web\/|\/node_modules\/(?:@hono|hono)\//.test(file))).toEqual([]);
  },
);

test('a dry run of cleanup does not load what deletes', async () => {
  const { files } = await loadedBy('cleanup');
  expect(files.some((file) => file.includes('/lib/cleanup/plan'))).toBe(true);
  expect(files.filter((file) => /\/lib\/cleanup\/(execute|remove-preview)\./.test(file))).toEqual([]);
});

test('a help page loads no command', async () => {
  for (const args of [['--help'], ['deploy', '--help']]) {
    const { code, files } = await loadedBy(...args);
    expect(code).toBe(0);
    expect(files.some((file) => file.includes('/lib/cli/main.'))).toBe(true);
    expect(
      files.filter(
        (file) =>
          /\/lib\/(?!cli\/|machine\/compiled-code|errors)/.test(file.split('/node_modules/')[0] ?? '') ||
          file.includes('/lib/cli/commands/'),
      ),
    ).toEqual([]);
  }
});

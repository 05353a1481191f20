import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as destroy } from '../../lib/cli/commands/every-day/destroy';
import { ownershipTags } from '../../lib/naming/ownership-tags';
import { previewTemplate } from '../cleanup/wire-templates';
import { WireWorld } from '../cleanup/wire-world';
import { type Started, start } from '../local/start';
import { TerminalStandIn } from './terminal-stand-in';

let local: Started;
let world: WireWorld;
let folder: string;

beforeAll(async () => {
  local = await start();
  world = await WireWorld.open(local);
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-destroy-'));
  await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(world.file));
  const tags = ownershipTags({ project: 'shop', repository: 'github:acme/shop', target: { kind: 'staging' } });
  await world.create('shop-staging', previewTemplate({}), tags);
});
afterAll(async () => {
  await world.close();
  await local.close();
  await rm(folder, { recursive: true, force: true });
});

const invocation = () => ({
  terminal: new TerminalStandIn(),
  env: { GITHUB_API_URL: world.github.url },
  cwd: folder,
  signal: new AbortController().signal,
});

describe('report 18 K-5: the branch of a stage', () => {
  test.each([[undefined], ['shop-staging']])('does not stand for the stage, confirmed with %j', async (confirm) => {
    const options = { branch: 'main', ...(confirm !== undefined && { confirm }) };
    await expect(destroy(invocation(), options)).rejects.toMatchObject({
      code: 'option-invalid',
      exitCode: 2,
      message: 'Pushes to main deploy staging, which no branch stands for here',
      hint: expect.stringContaining('--preview'),
    });
    expect(await world.stackNames()).toEqual(['shop-staging']);
  });

  test('with --preview is the preview that it had before, and the stage lives', async () => {
    const preview = await world.addPreview('main');
    expect(await world.stackNames()).toContain(preview);
    expect(await destroy(invocation(), { branch: 'main', preview: true })).toBe(0);
    expect(await world.stackNames()).toEqual(['shop-staging']);
  });

  test('--preview and --target exclude each other', async () => {
    await expect(destroy(invocation(), { target: 'staging', preview: true })).rejects.toMatchObject({
      code: 'option-invalid',
    });
  });
});

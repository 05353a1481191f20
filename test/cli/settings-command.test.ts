import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { order, run as settings } from '../../lib/cli/commands/look/settings';
import { TerminalStandIn } from './terminal-stand-in';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-settings-'));
  const file = {
    project: 'shop',
    base: { region: 'eu-central-1', services: { web: {}, jobs: { kind: 'worker', environment: { A: 'b' } } } },
    production: { branch: 'production', host: 'shop.acme.com' },
    preview: { previewDomain: 'preview.acme.dev' },
  };
  await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(file));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('settings against another target heads a column with the branch as it is written', async () => {
  const terminal = new TerminalStandIn();
  const invocation = { terminal, env: {}, cwd: folder, signal: new AbortController().signal };
  expect(await settings(invocation, { branch: 'Feature/Search', against: 'production' })).toBe(0);
  expect(terminal.results[0]?.split(/ +/)).toEqual(['SETTING', 'Feature/Search', 'FROM', 'PRODUCTION', 'FROM']);
});

test('settings come in the order of their documentation, each service in one piece', async () => {
  const page = await readFile(join(__dirname, '../../docs/settings.md'), 'utf8');
  const documented = page.split(/^## /m).find((section) => section.includes('| `previewDomain`'));
  expect([...(documented ?? '').matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)).toEqual(order);

  const terminal = new TerminalStandIn();
  const invocation = { terminal, env: {}, cwd: folder, signal: new AbortController().signal };
  expect(await settings(invocation, { branch: 'a', json: true })).toBe(0);
  const paths = (JSON.parse(terminal.results.join('\n')) as { path: string }[]).map(({ path }) => path);
  expect(paths.slice(0, 2)).toEqual(['region', 'scheme']);
  const groups = paths.map((path) =>
    path
      .split('.')
      .slice(0, path.startsWith('services.') ? 2 : 1)
      .join('.'),
  );
  expect(groups.filter((group, index) => group !== groups[index - 1])).toEqual([...new Set(groups)]);
});

test('where dependencies are installed is decided by the files of the repository, and why is said', async () => {
  await writeFile(join(folder, 'package.json'), '{}');
  await writeFile(join(folder, 'pnpm-lock.yaml'), '');
  const terminal = new TerminalStandIn();
  const env = { PATH: process.env.PATH };
  const invocation = { terminal, env, cwd: folder, signal: new AbortController().signal };
  expect(await settings(invocation, { branch: 'a' })).toBe(0);
  const line = terminal.results.find((one) => one.startsWith('services.web.dependencies'));
  expect(line?.split(/ {2,}/)).toEqual(['services.web.dependencies', 'packed', 'the repository (pnpm-lock.yaml)']);
});

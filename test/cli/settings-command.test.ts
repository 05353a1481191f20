import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as settings } from '../../lib/cli/commands/look/settings';
import { TerminalStandIn } from './terminal-stand-in';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-settings-'));
  const file = {
    project: 'shop',
    base: { region: 'eu-central-1', services: { web: {} } },
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

import { text } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import { ZipPacker } from '../../../lib/machine/bundle/zip-packer';
import type { PackingFact } from '../../../lib/ports/packer';
import type { ServiceSettings } from '../../../lib/settings/settings';
import { codeFor } from '../bundle/native-files';
import { service } from '../bundle/service-settings';
import { commitAll, gitEnvironment, write } from '../git/git-fixture';
import { tempFolders } from '../temp-folder';
import { type StandInFiles, standIn } from './stand-in-manager';

export const newFolder = tempFolders();
export const json = (value: object) => JSON.stringify(value);
export const native = (what: Parameters<typeof codeFor>[0]) => codeFor(what).toString('latin1');

export const repository = {
  '.gitignore': 'node_modules\ndist\n',
  'package.json': json({ private: true, workspaces: ['apps/*', 'packages/*'], scripts: { postinstall: 'exit 1' } }),
  'package-lock.json': '{}',
  'apps/web/package.json': json({
    ...{ name: '@acme/web', scripts: { start: 'node server.js' } },
    ...{ dependencies: { '@acme/ui': '*', tool: '^1' }, devDependencies: { typescript: '5' } },
  }),
  'apps/web/server.js': 'serve',
  'packages/ui/package.json': json({ name: '@acme/ui', main: './dist/index.js', dependencies: { deep: '2' } }),
  'packages/ui/src/index.ts': 'source',
};
export const installed: StandInFiles = {
  files: {
    'node_modules/tool/package.json': json({ name: 'tool', bin: { tool: './cli.js' }, dependencies: { deep: '1' } }),
    'node_modules/tool/cli.js': 'run',
    'node_modules/tool/native.node': native('arm64'),
    'node_modules/deep/package.json': json({ name: 'deep', version: '1.0.0' }),
    'packages/ui/node_modules/deep/package.json': json({ name: 'deep', version: '2.0.0' }),
    'node_modules/.package-lock.json': '{ "at": "a time" }',
  },
  links: { 'node_modules/@acme/ui': '../../packages/ui', 'node_modules/.bin/tool': '../tool/cli.js' },
};

export interface Options {
  readonly files?: Readonly<Record<string, string>>;
  readonly manager?: StandInFiles;
  readonly program?: string;
  readonly parts?: Partial<ServiceSettings>;
  readonly prepare?: (root: string) => void;
}

/** What is in the bundle of a service of such a repository. */
export async function packed({
  files = repository,
  manager = installed,
  program = 'npm',
  parts = {},
  prepare,
}: Options = {}) {
  const root = newFolder();
  commitAll(root, files);
  prepare?.(root);
  const said: PackingFact[] = [];
  const stand = standIn(newFolder(), program, manager, gitEnvironment);
  const packer = new ZipPacker({ environment: stand.environment, onBuildOutput: () => undefined });
  try {
    const bundle = await packer.pack(service({ folder: 'apps/web', ...parts }), root, {
      say: (fact) => said.push(fact),
    });
    return { ...bundle, root, said, runs: stand.runs(), holds: await contentsOf(bundle.file) };
  } finally {
    await packer.close();
  }
}

async function contentsOf(file: string): Promise<Readonly<Record<string, string>>> {
  const zip = await openPromise(file, { autoClose: false });
  const found: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) {
    const link = entry.externalFileAttributes >>> 28 === 0o12 ? ' -> ' : '';
    found[entry.fileName] = link + (await text(await zip.openReadStreamPromise(entry)));
  }
  zip.close();
  return found;
}

export const built = (root: string) =>
  write(root, { 'packages/ui/dist/index.js': 'built', 'packages/ui/dist/more.js': 'more' });

import { firstFiles } from '../../../lib/init/first-files';
import { firstSettings } from '../../../lib/init/first-settings';
import { notesOn } from '../../../lib/init/notes-on';
import { checkSettings } from '../../../lib/settings/check';
import type { FakeWorkingFolder } from '../../fakes/fake-working-folder';
import { sample } from '../samples';
import { packageJson, type Tree, trees } from './app-trees';

async function proposed(tree: Tree, change: (folder: FakeWorkingFolder) => void = () => undefined) {
  const { facts, choices } = await sample('nothing', { ci: 'none' }, (folder) => {
    for (const [path, text] of Object.entries(tree)) folder.files.set(path, text);
    change(folder);
  });
  const settings = firstSettings(choices, facts);
  return {
    services: checkSettings(settings).base.services ?? {},
    notes: notesOn(choices, facts),
    files: firstFiles(choices, facts, { program: '1.2.3', peers: {} }).map(({ path }) => path),
  };
}

const below = (folder: string, tree: Tree): Tree =>
  Object.fromEntries(Object.entries(tree).map(([path, text]) => [`${folder}/${path}`, text]));

const ui = packageJson({ build: 'tsc', dev: 'tsc --watch' }, [], [], { name: '@acme/ui', private: true });
const api = packageJson(
  { start: 'node dist/index.js', build: 'tsc' },
  ['express', 'pg', '@acme/ui'],
  ['@acme/tsconfig'],
  {
    name: '@acme/api',
  },
);
const packages: Tree = {
  ...below('apps/frontend', {
    ...trees.vite,
    'package.json': trees.vite['package.json'].replace('"app"', '"@acme/site"'),
  }),
  'apps/api/package.json': api,
  'apps/api/src/index.ts': "app.get('/health', ok); app.listen(process.env.PORT)",
  'apps/api/tsconfig.json': '{\n  "outDir": "dist"\n}',
  'packages/ui/package.json': ui,
  'packages/tsconfig/package.json': packageJson({}, [], [], { name: '@acme/tsconfig' }),
  'turbo.json': '{}',
};

describe('of a monorepo', () => {
  test.each([
    [
      'npm',
      { 'package.json': packageJson({}, [], [], { workspaces: ['apps/*', 'packages/*'] }), 'package-lock.json': '' },
      ['npx'],
    ],
    [
      'Yarn',
      {
        'package.json': packageJson({}, [], [], { workspaces: { packages: ['./apps/*', 'packages/**'] } }),
        'yarn.lock': '',
      },
      ['npx'],
    ],
    [
      'pnpm',
      {
        'package.json': packageJson({}),
        'pnpm-workspace.yaml': "packages:\n  # ours\n  - 'apps/*'\n  - packages/*\ncatalog:\n  react: 19\n",
        'pnpm-lock.yaml': '',
      },
      ['pnpm', 'exec'],
    ],
    [
      'Bun',
      {
        'package.json': packageJson({}, [], [], { workspaces: ['apps/api', 'apps/frontend', 'packages/*'] }),
        'bun.lock': '',
      },
      ['bunx'],
    ],
  ] as const)('with %s each application is a service of its own folder', async (_, top, execute) => {
    const { services, files, notes } = await proposed({ ...packages, ...top });
    expect(Object.keys(services)).toEqual(['web', 'api']);
    expect(services.web).toMatchObject({
      folder: 'apps/frontend',
      buildOutput: ['dist'],
      build: [...execute, 'turbo', 'run', 'build', '--filter=@acme/site'],
    });
    expect(services.api).toMatchObject({ folder: 'apps/api', healthPath: '/health', buildOutput: ['dist'] });
    expect(files).toEqual(['preview-stacks.config.ts', 'apps/frontend/Procfile']);
    expect(notes[0]).toContain('2 applications: web (apps/frontend), api (apps/api)');
  });

  test('what npm on an instance would ask of the public registry is named where it installs: in no workspace', async () => {
    const { notes } = await proposed({
      ...packages,
      ...{ 'package.json': packageJson({}), 'nx.json': '{}' },
      'apps/shared/package.json': packageJson({}, [], [], { name: '@acme/ui' }),
    });
    const [note] = notes.filter((one) => one.includes('public registry'));
    expect(note).toMatch(/^api: It asks for packages of this repository: @acme\/ui\./);
  });

  test('of a workspace no note warns of its own packages: they are packed', async () => {
    const { notes } = await proposed({
      ...packages,
      'package.json': packageJson({}, [], [], { workspaces: ['apps/*', 'packages/*'] }),
    });
    expect(notes.join('\n')).not.toMatch(/public registry|packages of this repository/);
  });

  test('so is what only another package manager understands', async () => {
    const json = JSON.stringify({
      scripts: { start: 'node .' },
      dependencies: { there: 'workspace:*', react: 'catalog:' },
    });
    const { notes } = await proposed({ 'package.json': json, 'package-lock.json': '' });
    expect(notes.join('\n')).toContain('packages of this repository: there.');
    expect(notes.join('\n')).toContain('does not understand react (catalog:), there (workspace:*) in package.json');
  });

  test('a server whose start is for development is an application, too, and the top says who installs', async () => {
    const { services, notes } = await proposed({
      'package.json': packageJson({}, [], [], { workspaces: ['apps/*', 'libs/*'], packageManager: 'pnpm@10.1.0' }),
      'apps/api/package.json': packageJson(
        { start: 'tsx src/index.ts', build: 'tsc' },
        ['fastify'],
        ['tsx', 'typescript'],
        { name: 'api' },
      ),
      'libs/watched/package.json': packageJson({ start: 'tsc --watch' }, [], ['typescript']),
    });
    expect(services).toEqual({
      web: expect.objectContaining({ folder: 'apps/api', build: ['pnpm', '--filter', 'api...', 'run', 'build'] }),
    });
    expect(notes[0]).toBe('This repository holds one application, the service web (apps/api).');
    expect(notes.join('\n')).toContain(
      'it needs the development dependency tsx. Name what starts the built app in a Procfile',
    );
  });

  test('a package from a file is none of the repository', async () => {
    const json = JSON.stringify({ scripts: { start: 'node .' }, devDependencies: { tool: 'file:../tool-1.0.0.tgz' } });
    expect((await proposed({ 'package.json': json })).notes.join('\n')).not.toContain('packages of this repository');
  });

  test('with nx each project is built by nx', async () => {
    const { services } = await proposed(
      { ...packages, 'turbo.json': '', 'package.json': packageJson({}), 'nx.json': '{}' },
      (folder) => folder.files.delete('turbo.json'),
    );
    expect(services.api).toMatchObject({ build: ['npx', 'nx', 'run', '@acme/api:build'] });
  });

  test('in the folder of one application there is one service, whose packages are packed', async () => {
    const top = { 'package.json': packageJson({}, [], [], { workspaces: ['apps/*', 'packages/*'] }) };
    const { services, notes } = await proposed({ ...packages, ...top }, (folder) => {
      folder.place = 'apps/api';
    });
    expect(services).toEqual({ web: expect.objectContaining({ healthPath: '/health' }) });
    expect(services.web).not.toHaveProperty('folder');
    expect(notes.join('\n')).not.toContain('packages of this repository');
  });

  test('whose top is an application itself, that one is the service', async () => {
    const top = {
      ...trees.express,
      'package.json': packageJson({ start: 'node .' }, ['express'], [], { workspaces: ['apps/*'] }),
    };
    const { services } = await proposed({ ...packages, ...top });
    expect(Object.keys(services)).toEqual(['web']);
  });

  test('the names of services are short, and each is another one', async () => {
    const { services } = await proposed({
      'package.json': packageJson({}, [], [], { workspaces: ['services/*'] }),
      ...Object.fromEntries(
        ['accounting-api', 'accounting-jobs', '2fa', 'web'].map((name) => [
          `services/${name}/package.json`,
          packageJson({ start: 'node .' }, ['koa']),
        ]),
      ),
    });
    expect(Object.keys(services)).toEqual(['web', 'fa', 'account', 'accoun2']);
  });
});

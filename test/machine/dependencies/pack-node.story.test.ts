import { existsSync } from 'node:fs';
import { ownFiles } from '../bundle/own-files';
import { git, write } from '../git/git-fixture';
import { built, installed, json, native, type Options, packed, repository } from './packed-workspace';

describe('of a workspace, the bundle of a service holds its production dependencies', () => {
  test('for the machine of its instances, own packages in place of links, each version where it is found', async () => {
    const { holds, runs, said, dependencies, root } = await packed({ prepare: built });
    expect(ownFiles(Object.keys(holds))).toEqual([
      'node_modules/.bin/tool',
      'node_modules/.packed.json',
      'node_modules/@acme/ui/dist/index.js',
      'node_modules/@acme/ui/dist/more.js',
      'node_modules/@acme/ui/node_modules/deep/package.json',
      'node_modules/@acme/ui/package.json',
      'node_modules/@acme/ui/src/index.ts',
      'node_modules/deep/package.json',
      'node_modules/tool/cli.js',
      'node_modules/tool/native.node',
      'node_modules/tool/package.json',
      'package.json',
      'server.js',
    ]);
    expect(holds).toMatchObject({
      'node_modules/.bin/tool': ' -> ../tool/cli.js',
      'node_modules/.packed.json': '{"installedBy":"npm","for":"linux-arm64"}\n',
      'node_modules/deep/package.json': expect.stringContaining('1.0.0'),
      'node_modules/@acme/ui/node_modules/deep/package.json': expect.stringContaining('2.0.0'),
    });
    expect(dependencies).toEqual({ how: 'packed', because: 'a workspace of npm' });
    expect(said).toEqual([{ kind: 'installing', by: 'npm', machine: 'linux-arm64' }]);
    expect(runs[0]?.args).toEqual([
      ...[
        'ci',
        '--omit=dev',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--os=linux',
        '--cpu=arm64',
        '--libc=glibc',
      ],
      ...['--workspace=apps/web', '--include-workspace-root'],
    ]);
    // In a copy of the manifests alone, without the scripts of the repository.
    expect(runs[0]?.names).toEqual(['apps', 'package-lock.json', 'package.json', 'packages']);
    expect(runs[0]?.manifest).not.toHaveProperty('scripts');
    expect(git(root, 'status', '--short', '--ignored')).toBe('!! packages/ui/dist/');
    expect(existsSync(runs[0]?.folder ?? root)).toBe(false);
  });

  test('with the same hash each time', async () => {
    const [one, other] = [await packed({ prepare: built }), await packed({ prepare: built })];
    expect(other.hash).toBe(one.hash);
  });

  test('what the build wrote into node_modules comes before what was installed', async () => {
    const { holds } = await packed({
      parts: { buildOutput: ['node_modules/tool/native.node'] },
      prepare: (root) => {
        built(root);
        write(root, { 'apps/web/node_modules/tool/native.node': 'of the build' });
      },
    });
    expect(holds['node_modules/tool/native.node']).toBe('of the build');
  });

  test('packages that it does not reach, and those for other machines, are left out', async () => {
    const files = {
      ...installed.files,
      'node_modules/tool/package.json': json({
        name: 'tool',
        optionalDependencies: { 'tool-mac': '1', 'tool-musl': '1', ours: '1' },
      }),
      'node_modules/tool-mac/package.json': json({ name: 'tool-mac', os: ['darwin'] }),
      'node_modules/tool-musl/package.json': json({ name: 'tool-musl', os: ['linux'], libc: ['musl'] }),
      'node_modules/ours/package.json': json({ name: 'ours', os: ['linux'], cpu: ['arm64'], libc: ['glibc'] }),
    };
    const { holds } = await packed({
      ...{ program: 'yarn', manager: { ...installed, files, version: '1.22.22' }, prepare: built },
      files: {
        ...repository,
        'package-lock.json': '',
        'yarn.lock': '',
        'package.json': json({ workspaces: ['apps/*', 'packages/*'], packageManager: 'yarn@1.22.22' }),
      },
    });
    expect(Object.keys(holds).filter((name) => /tool-|ours|typescript/.test(name))).toEqual([
      'node_modules/ours/package.json',
    ]);
  });
});

test('a package manager that fails says so, and what to look at', async () => {
  await expect(packed({ prepare: built, manager: { fails: true } })).rejects.toMatchObject({
    ...{ code: 'dependencies-failed', exitCode: 1 },
    message: 'npm could not install the packages: it ended with 3',
    hint: expect.stringContaining('npm ci --omit=dev'),
  });
});

describe('it is refused, and says what to do,', () => {
  test.each<[string, Options, object]>([
    [
      'where a package is for another machine',
      {
        prepare: built,
        manager: { ...installed, files: { ...installed.files, 'node_modules/tool/native.node': native('x64') } },
      },
      {
        code: 'wrong-machine',
        exitCode: 2,
        message: expect.stringContaining('of the package tool is native code for linux-x64'),
      },
    ],
    [
      'where an own package was not built',
      {},
      {
        code: 'dependencies-incomplete',
        exitCode: 2,
        message: 'the package @acme/ui gives dist/index.js, which is not in packages/ui',
      },
    ],
    [
      'where a script would have made the native code',
      {
        prepare: built,
        manager: {
          ...installed,
          files: {
            ...installed.files,
            'node_modules/deep/package.json': json({
              name: 'deep',
              scripts: { install: 'prebuild-install || node-gyp rebuild' },
            }),
          },
        },
      },
      {
        code: 'dependencies-not-built',
        exitCode: 2,
        message: expect.stringMatching(/^node_modules\/deep has no native code for linux-arm64/),
      },
    ],
    [
      'where the lock file lacks the package of the machine',
      {
        prepare: built,
        manager: {
          ...installed,
          files: {
            ...installed.files,
            'node_modules/deep/package.json': json({
              name: 'deep',
              optionalDependencies: { '@deep/linux-x64': '1', '@deep/linux-arm64': '1' },
            }),
          },
        },
      },
      {
        code: 'dependencies-not-built',
        message: expect.stringContaining('the lock file does not name @deep/linux-arm64'),
      },
    ],
    [
      'where a package that it needs was not installed',
      { prepare: built, manager: {} },
      { code: 'dependencies-incomplete', message: '@acme/web needs the package @acme/ui, which was not installed' },
    ],
    [
      'where a name leads out of node_modules',
      {
        prepare: built,
        files: {
          ...repository,
          'apps/web/package.json': json({ name: 'web', dependencies: { '../../../../etc': '1' } }),
        },
      },
      { code: 'dependencies-incomplete', message: 'web needs the package ../../../../etc, which was not installed' },
    ],
    [
      'where the package manager is not here',
      {
        prepare: built,
        files: {
          ...repository,
          'yarn.lock': '',
          '.yarnrc.yml': '',
          'package-lock.json': '{}',
          'package.json': json({ workspaces: ['apps/*'] }),
        },
        program: 'yarn',
        manager: { ...installed, version: '1.22.22' },
      },
      {
        code: 'package-manager-missing',
        exitCode: 2,
        message: 'the packages are installed with yarn, and yarn here is 1.22.22',
      },
    ],
  ])('%s', async (_, options, error) => {
    await expect(packed(options)).rejects.toMatchObject(error);
  });
});

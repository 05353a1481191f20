import { relative } from 'node:path';
import { decideDependencies } from '../../../lib/machine/dependencies/decide-dependencies';
import { instanceMachine, machineName } from '../../../lib/machine/dependencies/instance-machine';
import { managerOf } from '../../../lib/machine/dependencies/manager';
import type { ServiceSettings } from '../../../lib/settings/settings';
import { service } from '../bundle/service-settings';
import { commitAll, gitEnvironment } from '../git/git-fixture';
import { tempFolders } from '../temp-folder';

const newFolder = tempFolders();

async function decided(files: Readonly<Record<string, string>>, parts: Partial<ServiceSettings> = {}) {
  const root = newFolder();
  commitAll(root, files);
  const decision = await decideDependencies(service(parts), root, gitEnvironment);
  return decision && { ...decision, top: relative(root, decision.top), folder: relative(root, decision.folder) };
}

const app = { 'apps/web/package.json': '{}' };
const folder = 'apps/web';
const npm = { 'package.json': '{ "workspaces": ["apps/*"] }', 'package-lock.json': '' };

describe('dependencies are packed', () => {
  test.each<[string, Readonly<Record<string, string>>, Partial<ServiceSettings>, object]>([
    ['in a workspace of npm', { ...app, ...npm }, { folder }, { because: 'a workspace of npm', top: '', folder }],
    [
      'in a workspace of Yarn, named by a record',
      { ...app, 'package.json': '{ "workspaces": { "packages": ["./apps/**"] } }', 'yarn.lock': '' },
      { folder },
      { because: 'a workspace of yarn-classic', top: '' },
    ],
    [
      'in a workspace of pnpm',
      { ...app, 'pnpm-workspace.yaml': 'packages:\n  - apps/*\n', 'pnpm-lock.yaml': '' },
      { folder },
      { because: 'a workspace of pnpm', manager: { name: 'pnpm', lockFile: 'pnpm-lock.yaml' } },
    ],
    ['with the lock file of pnpm', { 'package.json': '{}', 'pnpm-lock.yaml': '' }, {}, { because: 'pnpm-lock.yaml' }],
    ['with the lock file of Bun', { 'package.json': '{}', 'bun.lock': '' }, {}, { because: 'bun.lock' }],
    [
      'where the settings say it',
      { 'package.json': '{}' },
      { dependencies: 'packed' },
      { because: 'the settings say it' },
    ],
    [
      'of Python where the settings say it',
      { 'requirements.txt': '' },
      { dependencies: 'packed', platform: 'python-3.13' },
      { language: 'python' },
    ],
  ])('%s', async (_, files, parts, expected) => {
    expect(await decided(files, parts)).toMatchObject({ how: 'packed', ...expected });
  });
});

describe('the instance installs them', () => {
  test.each<[string, Readonly<Record<string, string>>, Partial<ServiceSettings>, string]>([
    ['with npm and no workspace', { 'package.json': '{}', 'package-lock.json': '' }, {}, 'npm, and no workspace'],
    ['of the top of a workspace of npm, which npm installs', npm, {}, 'npm, and no workspace'],
    [
      'outside of what the workspace names',
      { ...npm, ...app, 'package.json': '{ "workspaces": ["apps/*", "!apps/web"] }' },
      { folder },
      'npm, and no workspace',
    ],
    [
      'where the build brings node_modules',
      { ...npm, ...app },
      { folder, buildOutput: ['node_modules'] },
      '`buildOutput` brings node_modules',
    ],
    ['where the settings say it', { ...npm, ...app }, { folder, dependencies: 'instance' }, 'the settings say it'],
    ['of Python', { 'requirements.txt': '' }, { platform: 'python-3.13' }, 'Python'],
  ])('%s', async (_, files, parts, because) => {
    expect(await decided(files, parts)).toMatchObject({ how: 'instance', because });
  });
});

test.each<[string, Partial<ServiceSettings>]>([
  ['a Dockerfile', { platform: 'docker' }],
  ['an image', { image: 'shop:1' }],
  ['a ready bundle', { bundle: 'app.zip' }],
])('of %s there is nothing to decide', async (_, parts) => {
  expect(await decided({ 'package.json': '{}' }, parts)).toBeUndefined();
});

test.each([
  ['npm@10.9.0', ['yarn.lock', 'package-lock.json'], { name: 'npm', version: '10.9.0', lockFile: 'package-lock.json' }],
  ['pnpm@10.34.9+sha512.abc', ['pnpm-lock.yaml'], { name: 'pnpm', version: '10.34.9', lockFile: 'pnpm-lock.yaml' }],
  ['yarn@4.18.1', ['yarn.lock'], { name: 'yarn', version: '4.18.1', lockFile: 'yarn.lock' }],
  ['yarn@1.22.22', ['yarn.lock'], { name: 'yarn-classic', version: '1.22.22', lockFile: 'yarn.lock' }],
  ['pnpm@10.34.9', ['package-lock.json'], { name: 'pnpm', version: '10.34.9' }],
  ['pnpm@latest; rm -rf /', [], { name: 'npm' }],
  ['--help@1.0.0', ['yarn.lock', '.yarnrc.yml'], { name: 'yarn', lockFile: 'yarn.lock' }],
  [undefined, [], { name: 'npm' }],
])('%s with %j is installed by %j', (declared, names, expected) => {
  expect(managerOf(names, declared)).toEqual(expected);
});

test.each([
  ['t4g.small', 'linux-arm64'],
  ['c7gn.large', 'linux-arm64'],
  ['g5g.xlarge', 'linux-arm64'],
  ['a1.medium', 'linux-arm64'],
  ['g5.xlarge', 'linux-x64'],
  ['t3.small', 'linux-x64'],
  ['m7i-flex.large', 'linux-x64'],
])('an instance of the type %s is %s', (instanceType, expected) => {
  expect(machineName(instanceMachine({ instanceType }, {}))).toBe(expected);
});

test('the embedded endpoint says what its instances are; what names no machine is refused', () => {
  const named = (value: string) =>
    machineName(instanceMachine({ instanceType: 't4g.small' }, { PREVIEW_STACKS_INSTANCE_MACHINE: value }));
  expect(['linux-x64', 'linuxmusl-arm64', 'darwin-arm64', ''].map(named)).toEqual([
    ...['linux-x64', 'linuxmusl-arm64', 'darwin-arm64', 'linux-arm64'],
  ]);
  expect(() => named('arm')).toThrow(expect.objectContaining({ code: 'machine-unknown', exitCode: 2 }));
});

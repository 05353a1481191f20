import { machineFindings } from '../../../lib/machine/bundle/machine-findings';
import type { Origin } from '../../../lib/machine/bundle/wrong-machine';
import type { Machine } from '../../../lib/machine/dependencies/instance-machine';
import { codeFor, fileOf } from './native-files';

const arm: Machine = { os: 'linux', cpu: 'arm64', musl: false };
const intel: Machine = { ...arm, cpu: 'x64' };
const modules = (files: Readonly<Record<string, Parameters<typeof codeFor>[0]>>) =>
  Object.entries(files).map(([name, code]) => fileOf(`node_modules/${name}`, codeFor(code)));

type Files = ReturnType<typeof modules>;
const looked = (files: Files, machine = arm, origin: Origin = 'folder', platform = 'nodejs-22') =>
  machineFindings(files, { service: { platform }, machine, origin, packages: [] });
const findings = async (files: Files, ...more: [Machine?, Origin?]) => (await looked(files, ...more)).findings;
const warnings = async (files: Files, ...more: [Machine?, Origin?]) => {
  const { findings, warnings } = await looked(files, ...more);
  expect(findings).toEqual([]);
  return warnings;
};

describe('native code that the instance cannot run is refused where the app surely loads it', () => {
  test('with its package, its file, what it is, what the instance is, and the fix', async () => {
    const [one, ...more] = await findings(modules({ 'bcrypt/lib/binding/napi-v3/bcrypt_lib.node': 'x64' }));
    expect(more).toEqual([]);
    expect(one).toEqual({
      code: 'wrong-machine',
      path: 'node_modules/bcrypt/lib/binding/napi-v3/bcrypt_lib.node',
      message: 'of the package bcrypt is native code for linux-x64, and the instance is linux-arm64',
      hint: expect.stringMatching(/dependencies: 'packed'.*'t3\.small'/),
    });
    expect(await findings(modules({ 'bcrypt/lib/binding/napi-v3/bcrypt_lib.node': 'x64' }), intel)).toEqual([]);
  });

  test.each([
    ['of a nested package', { 'a/node_modules/@b/c/build/Release/d.node': 'x64' }, '@b/c'],
    ['of a Mac', { 'bcrypt/build/Release/bcrypt.node': 'mac' }, 'bcrypt'],
    ['of Windows', { 'bcrypt/build/Release/bcrypt.node': 'windows' }, 'bcrypt'],
    ['of 32 bits', { 'a/b.node': 'x32' }, 'a'],
    ['with the right code under another name only', { 'a/one.node': 'arm64', 'a/two.node': 'x64' }, 'a'],
  ] as const)('%s', async (_, files, name) => {
    const [one, ...more] = await findings(modules(files));
    expect(more).toEqual([]);
    expect(one?.message).toMatch(new RegExp(`^of the package ${name} is native code for `));
  });

  test('of the app itself: .ebignore takes out what it does not load', async () => {
    const [one] = await findings([fileOf('lib/own.node', codeFor('x64'))]);
    expect(one).toMatchObject({
      path: 'lib/own.node',
      message: 'is native code for linux-x64, and the instance is linux-arm64',
    });
    expect(one?.hint).toContain('.ebignore');
  });

  test('and the fix is one that helps: no other processor runs code of a Mac, and what was installed is not installed again', async () => {
    const hint = async (what: 'x64' | 'mac', origin: Origin) =>
      (await findings(modules({ 'a/b.node': what }), arm, origin))[0]?.hint;
    expect(await hint('mac', 'folder')).not.toContain('instanceType');
    expect(await hint('x64', 'packed')).toMatch(/^Take a version .*, or set `instanceType` .*'t3\.small'\.$/);
    expect(await hint('mac', 'packed')).toBe('Take a version that brings code for linux-arm64.');
  });

  test("of Prisma's client: its schema names the machines", async () => {
    const [one] = await findings(modules({ '.prisma/client/libquery_engine-debian-openssl-3.0.x.so.node': 'x64' }));
    expect(one?.hint).toContain('binaryTargets = ["native", "linux-arm64-openssl-3.0.x"]');
  });
});

describe('native code for other machines is a warning where the app may do without it', () => {
  test.each([
    ['of a package for one machine', { '@img/sharp-linux-x64/lib/sharp-linux-x64.node': 'x64' }],
    ['a program', { 'esbuild/bin/esbuild': 'x64' }],
    ['a program of one system (node-notifier)', { 'n/vendor/mac.noindex/x.app/Contents/MacOS/x': 'mac' }],
    ['for others only', { 'a/prebuilds/linux-x64/a.node': 'x64', 'a/prebuilds/darwin-arm64/a.node': 'mac' }],
    ['for Android only', { 'a/prebuilds/linux-x64/a.node': 'x64', 'a/prebuilds/android-arm64/a.node': 'arm64' }],
    ['for musl only', { 'a/linux-x64/a.glibc.node': 'x64', 'a/linux-arm64/a.musl.node': 'arm64' }],
    ['whose package goes on in JavaScript', { 'bufferutil/build/Release/bufferutil.node': 'x64' }],
    ['of a folder of macOS or Windows', { 'a/osx/a.node': 'mac', 'a/win/a.node': 'windows', 'a/mac/b.node': 'mac' }],
  ] as const)('%s', async (_, files) => {
    const [name] = Object.keys(files) as [string];
    const [one, ...more] = await warnings(modules(files));
    expect(more).toEqual([]);
    expect(one).toContain(`none for linux-arm64 beside it: ${/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0]} (`);
  });

  test('one warning names the first packages, and what the app brings by its path', async () => {
    const files = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => fileOf(`node_modules/${name}/run`, codeFor('mac')));
    expect(await warnings(files)).toEqual([
      'the bundle holds native code for other machines, and none for linux-arm64 beside it: a (darwin-x64), b (darwin-x64), c (darwin-x64), d (darwin-x64), e (darwin-x64) and 2 more. That is well where the app does without. Else take a version that brings code for linux-arm64.',
    ]);
    expect((await warnings([fileOf('bin/tool', codeFor('x64'))]))[0]).toMatch(
      /: bin\/tool \(linux-x64\)\. .* 't3\.small'\.$/,
    );
  });

  test('of a ready zip all is a warning', async () => {
    expect(await warnings(modules({ 'bcrypt/lib/bcrypt.node': 'x64' }), arm, 'zip')).toEqual([
      "node_modules/bcrypt/lib/bcrypt.node of the package bcrypt is native code for linux-x64, and the instance is linux-arm64. Make the zip with code for linux-arm64, or set `instanceType` to one with an x64 processor, such as 't3.small'.",
    ]);
  });
});

describe('code for other machines is fine', () => {
  test.each([
    [
      'where its path says so and the right one is there (bcrypt 6)',
      {
        'bcrypt/prebuilds/linux-x64/bcrypt.glibc.node': 'x64',
        'bcrypt/prebuilds/linux-x64/bcrypt.musl.node': 'x64',
        'bcrypt/prebuilds/linux-arm64/bcrypt.glibc.node': 'arm64',
        'bcrypt/prebuilds/linux-arm/bcrypt.glibc.node': 'arm',
        'bcrypt/prebuilds/darwin-x64/bcrypt.node': 'mac',
        'bcrypt/prebuilds/win32-x64/bcrypt.node': 'windows',
      },
    ],
    [
      'where the names of files differ (argon2)',
      {
        'argon2/prebuilds/linux-x64/argon2.glibc.node': 'x64',
        'argon2/prebuilds/linux-arm64/argon2.armv8.glibc.node': 'arm64',
      },
    ],
    [
      'where one machine has more of it (onnxruntime-node)',
      {
        'onnx/bin/linux/x64/binding.node': 'x64',
        'onnx/bin/linux/x64/libcuda.so': 'x64',
        'onnx/bin/linux/arm64/binding.node': 'arm64',
      },
    ],
    [
      'in packages that differ by the machine alone',
      {
        '@img/sharp-linux-x64/lib/sharp-linux-x64.node': 'x64',
        '@img/sharp-linux-arm64/lib/sharp-linux-arm64.node': 'arm64',
      },
    ],
    [
      "of Prisma's client, whose names say the distribution for one and the machine for the other",
      {
        '.prisma/client/libquery_engine-debian-openssl-3.0.x.so.node': 'x64',
        '.prisma/client/libquery_engine-linux-arm64-openssl-3.0.x.so.node': 'arm64',
      },
    ],
    ['of a package that other systems leave alone', { 'fsevents/fsevents.node': 'mac' }],
  ] as const)('%s', async (_, files) => {
    expect(await warnings(modules(files))).toEqual([]);
  });

  test('in a bundle for containers: a Dockerfile builds for the instance', async () => {
    const files = modules({ 'bcrypt/build/Release/bcrypt.node': 'x64' });
    expect(await looked(files, arm, 'folder', 'docker')).toEqual({ findings: [], warnings: [] });
  });

  test('and a text is never native code, nor what is shorter than a header', async () => {
    const files = [
      fileOf('MZ.node', Buffer.from('MZ')),
      fileOf('a.js', codeFor('x64')),
      fileOf('b', Buffer.from('text '.repeat(9))),
    ];
    expect(await warnings(files)).toEqual([]);
  });
});

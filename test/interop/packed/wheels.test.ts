import { execFileSync, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { ZipPacker } from '../../../lib/machine/bundle/zip-packer';
import { codeFor } from '../../machine/bundle/native-files';
import { service } from '../../machine/bundle/service-settings';
import { commitAll, gitEnvironment } from '../../machine/git/git-fixture';

const python = process.env.PREVIEW_STACKS_PYTHON ?? 'python3';
const version = execFileSync(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {
  encoding: 'utf8',
}).trim();
const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-wheels-test-'));
const index = join(folder, 'index');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A wheel as PEP 427 has it, of one module, with native code where a machine is named. */
async function wheel(
  name: string,
  tag: string,
  { native, asks = [] }: { readonly native?: 'x64' | 'arm64'; readonly asks?: readonly string[] },
) {
  const zip = new ZipFile();
  const info = `${name}-1.0.0.dist-info`;
  const metadata = [
    'Metadata-Version: 2.1',
    `Name: ${name}`,
    'Version: 1.0.0',
    ...asks.map((one) => `Requires-Dist: ${one}`),
    '',
  ];
  zip.addBuffer(Buffer.from(''), `${name}/__init__.py`);
  if (native) zip.addBuffer(codeFor(native), `${name}/_native.so`);
  zip.addBuffer(Buffer.from(metadata.join('\n')), `${info}/METADATA`);
  zip.addBuffer(
    Buffer.from(`Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: ${tag}\n`),
    `${info}/WHEEL`,
  );
  zip.addBuffer(
    Buffer.from(`${name}/__init__.py,,\n${info}/METADATA,,\n${info}/WHEEL,,\n${info}/RECORD,,\n`),
    `${info}/RECORD`,
  );
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(join(index, `${name}-1.0.0-${tag}.whl`)));
}

beforeAll(async () => {
  mkdirSync(index);
  await wheel('shopdriver', 'cp313-cp313-manylinux2014_aarch64', { native: 'arm64', asks: ['plainpart'] });
  await wheel('shopdriver', 'cp313-cp313-manylinux2014_x86_64', { native: 'x64', asks: ['plainpart'] });
  await wheel('plainpart', 'py3-none-any', {});
  // Its name says another machine than its code has.
  await wheel('liar', 'cp313-cp313-manylinux2014_aarch64', { native: 'x64' });
});

/** Packs an app with this requirements.txt. The index is a folder, which pip is given as people give it theirs. */
async function packed(
  requirements: string,
  platform: string,
  instanceType: string,
  more: Readonly<Record<string, string>> = {},
) {
  const root = mkdtempSync(join(folder, 'app-'));
  commitAll(root, { 'requirements.txt': requirements, Pipfile: '', 'application.py': 'application = 1', ...more });
  const environment = { ...gitEnvironment, CI: 'true', PIP_NO_INDEX: '1', PIP_FIND_LINKS: index };
  const packer = new ZipPacker({ environment, onBuildOutput: () => undefined });
  const bundle = await packer
    .pack(service({ dependencies: 'packed', platform, instanceType }), root)
    .catch(async (error) => {
      await packer.close();
      throw error;
    });
  const out = mkdtempSync(join(folder, 'out-'));
  execFileSync(python, ['-m', 'zipfile', '-e', bundle.file, out]);
  await packer.close();
  return out;
}

test('pip brings the wheels for the instance, and the bundle names them without an index', async () => {
  const out = await packed('shopdriver\n', 'python-3.13', 't4g.small');
  // `.platform` holds our own hook.
  expect(readdirSync(out).sort()).toEqual(['.platform', '.wheels', 'application.py', 'requirements.txt']);
  expect(readdirSync(join(out, '.wheels')).sort()).toEqual([
    'plainpart-1.0.0-py3-none-any.whl',
    'shopdriver-1.0.0-cp313-cp313-manylinux2014_aarch64.whl',
  ]);
  expect(readFileSync(join(out, 'requirements.txt'), 'utf8').split('\n')).toEqual([
    ...['--no-index', '--find-links ./.wheels', 'plainpart==1.0.0', 'shopdriver==1.0.0', ''],
  ]);
  const other = await packed('shopdriver\n', 'python-3.13', 't3.small');
  expect(readdirSync(join(other, '.wheels'))).toContain('shopdriver-1.0.0-cp313-cp313-manylinux2014_x86_64.whl');
});

test('pip on an instance installs such a bundle from any folder, and asks no index', async () => {
  const out = await packed('plainpart\n', `python-${version}`, 't3.small');
  const args = ['-m', 'pip', 'install', '--target', join(folder, 'installed'), '-r', join(out, 'requirements.txt')];
  const { status, stdout } = spawnSync(python, args, {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder },
  });
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringContaining('Successfully installed plainpart-1.0.0'),
  });
});

test('a wheel whose code is for another machine than its name says is refused, with the package', async () => {
  await expect(packed('liar\n', 'python-3.13', 't4g.small')).rejects.toMatchObject({
    ...{ code: 'wrong-machine', exitCode: 2 },
    message: expect.stringContaining(
      'of the package liar is native code for linux-x64, and the instance is linux-arm64',
    ),
  });
});

test('a package without a wheel for the instance is refused', async () => {
  await expect(packed('nosuch\n', 'python-3.13', 't4g.small')).rejects.toMatchObject({
    code: 'dependencies-failed',
    exitCode: 1,
  });
});

/** A package of the repository that needs nothing of an index to be built, and depends on one of the index. */
function ownPackage(
  at: string,
  { name = 'my_lib', tag = 'py3-none-any', asks = 'plainpart' } = {},
): Record<string, string> {
  return {
    [`${at}/${name}/__init__.py`]: 'VALUE = 1\n',
    [`${at}/pyproject.toml`]: `[project]\nname = "${name}"\nversion = "1.0"\n[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n`,
    [`${at}/backend.py`]: `import os, time, zipfile
def build_wheel(folder, settings=None, metadata=None):
    name = '${name}-1.0-${tag}.whl'
    info = '${name}-1.0.dist-info/'
    when = time.gmtime(int(os.environ.get('SOURCE_DATE_EPOCH', time.time())))[:6]
    with zipfile.ZipFile(os.path.join(folder, name), 'w') as out:
        for path, text in [
            ('${name}/__init__.py', open('${name}/__init__.py').read()),
            (info + 'METADATA', 'Metadata-Version: 2.1\\nName: ${name}\\nVersion: 1.0\\nRequires-Dist: ${asks}\\n'),
            (info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: ${tag}\\n'),
            (info + 'RECORD', '${name}/__init__.py,,\\n' + info + 'METADATA,,\\n' + info + 'WHEEL,,\\n' + info + 'RECORD,,\\n'),
        ]:
            out.writestr(zipfile.ZipInfo(path, when), text)
    return name
build_editable = build_wheel
`,
  };
}

test.each(['./libs/mylib', '-e ./libs/mylib', '-r more/requirements.txt'])(
  'a package of the repository is built, and is in the bundle with what it asks for: %s',
  async (line) => {
    const files = { ...ownPackage('libs/mylib'), 'more/requirements.txt': './libs/mylib ; python_version > "3"\n' };
    const out = await packed(`${line}\n`, `python-${version}`, 't4g.small', files);
    expect(readdirSync(join(out, '.wheels'))).toEqual([
      expect.stringMatching(/^my_lib-1\.0.*-py3-none-any\.whl$/),
      'plainpart-1.0.0-py3-none-any.whl',
    ]);
    const target = mkdtempSync(join(folder, 'installed-'));
    const args = ['-m', 'pip', 'install', '--target', target, '-r', join(out, 'requirements.txt')];
    expect(spawnSync(python, args, { env: { PATH: process.env.PATH, HOME: folder } }).status).toBe(0);
    expect(readFileSync(join(target, 'my_lib/__init__.py'), 'utf8')).toBe('VALUE = 1\n');
  },
);

test('a package of the repository with native code is refused: it was built for this machine', async () => {
  const files = ownPackage('libs/mylib', {
    tag: `cp${version.replace('.', '')}-cp${version.replace('.', '')}-linux_${arch() === 'arm64' ? 'aarch64' : 'x86_64'}`,
  });
  await expect(packed('./libs/mylib\n', `python-${version}`, 't4g.small', files)).rejects.toMatchObject({
    ...{ code: 'dependencies-incomplete', exitCode: 2 },
    message: expect.stringContaining('my_lib-1.0-cp'),
  });
});

test('a folder that only another package names is refused, with its name', async () => {
  const other = mkdtempSync(join(folder, 'other-'));
  commitAll(other, ownPackage('theirs', { name: 'unnamed' }));
  const files = ownPackage('libs/theirs', { asks: `unnamed @ file://${other}/theirs` });
  await expect(packed('./libs/theirs\n', `python-${version}`, 't4g.small', files)).rejects.toMatchObject({
    code: 'dependencies-incomplete',
    message: 'pip has no wheel of unnamed, which requirements.txt leads to',
  });
});

import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Entry, openPromise } from 'yauzl';
import { hookPaths } from '../../../lib/machine/bundle/hooks/with-hooks';
import { ZipPacker } from '../../../lib/machine/bundle/zip-packer';
import { commitAll, git, gitEnvironment, write } from '../git/git-fixture';
import { tempFolders } from '../temp-folder';
import { ownFiles } from './own-files';
import { service } from './service-settings';

const newFolder = tempFolders();
const printed: string[] = [];
const packer = new ZipPacker({ environment: gitEnvironment, onBuildOutput: (text) => printed.push(text) });
afterAll(() => packer.close());

async function entries(file: string): Promise<Entry[]> {
  const zip = await openPromise(file);
  const found: Entry[] = [];
  for await (const entry of zip.eachEntry()) found.push(entry);
  return found.filter(({ fileName }) => ownFiles([fileName]).length > 0);
}

async function names(file: string): Promise<string[]> {
  return (await entries(file)).map((entry) => entry.fileName);
}

test('a bundle holds what git tracks, sorted, and nothing else', async () => {
  const root = newFolder();
  commitAll(root, { 'server.js': 'x', 'lib/b.js': 'b', 'lib/ä.js': 'a' });
  write(root, { 'untracked.txt': 'no' });
  const { file, files } = await packer.pack(service(), root);
  expect(await names(file)).toEqual(['lib/b.js', 'lib/ä.js', 'server.js']);
  expect(files).toBe(3 + hookPaths.length);
});

test('.ebignore takes files out by the rules of gitignore, read from the folder where it stands', async () => {
  const root = newFolder();
  commitAll(root, {
    'app/.ebignore': '# tests\n/test/\n*.md\n!README.md\n',
    'app/test/a.js': '',
    'app/src/test/b.js': '',
    'app/notes.md': '',
    'app/README.md': '',
    'app/server.js': '',
    'other.js': '',
  });
  const { file } = await packer.pack(service({ folder: 'app' }), root);
  expect(await names(file)).toEqual(['.ebignore', 'README.md', 'server.js', 'src/test/b.js']);
});

test('two packs of the same files give the same hash and the same bytes, whenever and wherever', async () => {
  const files = { 'server.js': 'x', 'lib/b.js': 'b' };
  const [one, other] = [newFolder(), newFolder()];
  commitAll(one, files);
  commitAll(other, files);
  utimesSync(join(other, 'server.js'), 1, 1);
  chmodSync(join(other, 'server.js'), 0o600);
  const first = await packer.pack(service(), one);
  const bytes = createHash('sha256').update(readFileSync(first.file)).digest('hex');
  const second = await packer.pack(service(), other);
  expect(second.hash).toBe(first.hash);
  expect(createHash('sha256').update(readFileSync(second.file)).digest('hex')).toBe(bytes);
});

test.each([
  ['contents', (root: string) => writeFileSync(join(root, 'a'), 'other')],
  ['the mode', (root: string) => chmodSync(join(root, 'a'), 0o755)],
  [
    'the name',
    (root: string) => {
      git(root, 'mv', 'a', 'b');
    },
  ],
])('a bundle has another hash when %s of a file changes', async (_, change) => {
  const root = newFolder();
  commitAll(root, { a: 'same', z: 'z' });
  const { hash } = await packer.pack(service(), root);
  change(root);
  expect((await packer.pack(service(), root)).hash).not.toBe(hash);
});

test('what may be run stays so, and a link stays a link', async () => {
  const root = newFolder();
  write(root, { 'run.sh': '#!/bin/sh\n', 'a.txt': 'a' });
  chmodSync(join(root, 'run.sh'), 0o755);
  symlinkSync('a.txt', join(root, 'link'));
  commitAll(root, {});
  const { file } = await packer.pack(service(), root);
  const modes = (await entries(file)).map((entry) => [
    entry.fileName,
    (entry.externalFileAttributes >>> 16).toString(8),
  ]);
  expect(Object.fromEntries(modes)).toEqual({ 'a.txt': '100644', link: '120777', 'run.sh': '100755' });
});

test('a file that was deleted in the working copy is not in the bundle', async () => {
  const root = newFolder();
  commitAll(root, { a: 'a', b: 'b' });
  unlinkSync(join(root, 'b'));
  expect(await names((await packer.pack(service(), root)).file)).toEqual(['a']);
});

test('the build runs first, is heard, and what it writes is in the bundle', async () => {
  const root = newFolder();
  commitAll(root, { '.gitignore': 'dist/\n', 'app/a.js': 'a' });
  const build = [
    process.execPath,
    '-e',
    'fs.mkdirSync("dist/x",{recursive:true});fs.writeFileSync("dist/x/o.js","$(id)");console.log("built; $HOME")',
  ];
  const { file } = await packer.pack(service({ folder: 'app', build, buildOutput: ['dist'] }), root);
  expect(await names(file)).toEqual(['a.js', 'dist/x/o.js']);
  expect(printed.join('')).toContain('built; $HOME');
});

test('a build that fails is reported with its exit code, and nothing is packed', async () => {
  const root = newFolder();
  commitAll(root, { a: 'a' });
  const packing = packer.pack(service({ build: [process.execPath, '-e', 'process.exit(3)'] }), root);
  await expect(packing).rejects.toMatchObject({
    code: 'build-failed',
    message: expect.stringContaining('ended with 3'),
  });
});

test.each([
  ['a folder that is missing', { folder: 'nowhere' }, 'bundle-folder-missing'],
  ['build output that is missing', { buildOutput: ['dist'] }, 'build-output-missing'],
  ['build output outside of the folder', { buildOutput: ['../secret'] }, 'build-output-outside'],
  ['a ready bundle that is missing', { bundle: 'app.zip' }, 'bundle-missing'],
  ['a ready bundle that is no zip', { bundle: 'a.txt' }, 'bundle-not-a-zip'],
  ['a build program that is missing', { build: ['no-such-program-here'] }, 'program-missing'],
])('%s is the fault of the user', async (_, parts, code) => {
  const root = newFolder();
  commitAll(root, { 'a.txt': 'a' });
  await expect(packer.pack(service(parts), root)).rejects.toMatchObject({ code, fault: 'user' });
});

test('build output that is missing is named, with what the build did write', async () => {
  const root = newFolder();
  commitAll(root, { '.gitignore': '.next/\nout/\nbuild/\nnode_modules/\n', a: 'a' });
  const write = (...folders: readonly string[]) =>
    folders.map((folder) => `fs.mkdirSync("${folder}",{recursive:true});fs.writeFileSync("${folder}/f","")`).join(';');
  const wrote = [process.execPath, '-e', write('.next/server', 'node_modules/a', '.turbo')];
  await expect(packer.pack(service({ build: wrote, buildOutput: ['build'] }), root)).rejects.toMatchObject({
    message: `the build wrote no 'build' in ${root}`,
    hint: "`buildOutput` of the service names 'build'. Git does not track these folders, which the build may have written: '.next'. Name in `buildOutput` what the app needs of them.",
  });
  const nothing = [process.execPath, '-e', ''];
  const clean = newFolder();
  commitAll(clean, { a: 'a' });
  await expect(packer.pack(service({ build: nothing, buildOutput: ['out'] }), clean)).rejects.toMatchObject({
    hint: "`buildOutput` of the service names 'out'. Correct it, or the `build` command of the service.",
  });
});

test('a folder in which git tracks nothing makes no bundle', async () => {
  const root = newFolder();
  commitAll(root, { 'app/a': 'a', '.ebignore': '*\n' });
  await expect(packer.pack(service(), root)).rejects.toMatchObject({ code: 'bundle-empty' });
});

test('outside of git there is no bundle', async () => {
  await expect(packer.pack(service(), newFolder())).rejects.toMatchObject({ code: 'bundle-files-unknown' });
});

test('a bundle that is opened again has the hash and the facts that it was packed with', async () => {
  const root = newFolder();
  commitAll(root, {
    'server.js': 'x',
    'run.sh': 'y',
    '.ebextensions/a.config': 'Resources:\n  A: {Type: AWS::SNS::Topic}\n',
  });
  chmodSync(join(root, 'run.sh'), 0o755);
  git(root, 'commit', '--quiet', '--all', '--message', 'run it');
  const packed = await packer.pack(service(), root);
  expect(await packer.open(packed.file)).toEqual(packed);
  writeFileSync(join(root, 'ready.zip'), readFileSync(packed.file));
  expect((await packer.pack(service({ bundle: 'ready.zip' }), root)).hash).toBe(packed.hash);
});

test('T20: .ebextensions that hold Resources are named, in whatever way they are written', async () => {
  const root = newFolder();
  commitAll(root, {
    '.ebextensions/block.config': 'option_settings: []\nResources:\n  A: {}\n',
    '.ebextensions/json.config': '{"Resources": {"A": {}}}',
    '.ebextensions/escaped.config': '"\\x52esources": {}\n',
    '.ebextensions/broken.config': 'Resources: [\n',
    '.ebextensions/harmless.config': 'files:\n  /a:\n    content: |\n      Resources: none\n',
    '.ebextensions/other.txt': 'Resources: {}\n',
    'src/.ebextensions/deep.config': 'Resources: {}\n',
  });
  const { resourceExtensions } = await packer.pack(service(), root);
  expect(resourceExtensions.map((name) => name.split('/')[1])).toEqual([
    'block.config',
    'broken.config',
    'escaped.config',
    'json.config',
  ]);
});

test('closing removes the zips that were made, and packing goes on after it', async () => {
  const root = newFolder();
  commitAll(root, { a: 'a' });
  const own = new ZipPacker({ environment: gitEnvironment, onBuildOutput: () => undefined });
  const { file } = await own.pack(service(), root);
  await own.close();
  expect(existsSync(file)).toBe(false);
  const again = await own.pack(service(), root);
  expect(existsSync(again.file)).toBe(true);
  await own.close();
});

test('T21 the bundle of an image is one file that names it, and needs neither git nor a folder', async () => {
  const root = newFolder();
  const image = `ghcr.io/acme/api@sha256:${'0a'.repeat(32)}`;
  const { file, files } = await packer.pack(service({ platform: 'docker', image, containerPort: 3000 }), root);
  expect([files, await names(file)]).toEqual([1 + hookPaths.length, ['Dockerrun.aws.json']]);
  expect(JSON.parse(await contentOf(file))).toEqual({
    AWSEBDockerrunVersion: '1',
    Image: { Name: image, Update: 'false' },
    Ports: [{ ContainerPort: 3000 }],
  });
});

test('a cron.yaml in a bundle is reported', async () => {
  const root = newFolder();
  commitAll(root, { 'server.js': 'x', 'cron.yaml': 'version: 1' });
  expect(await packer.pack(service(), root)).toMatchObject({ periodicTasks: true });
});

async function contentOf(file: string): Promise<string> {
  const zip = await openPromise(file);
  for await (const entry of zip.eachEntry()) {
    if (ownFiles([entry.fileName]).length > 0) return text(await zip.openReadStreamPromise(entry));
  }
  return '';
}

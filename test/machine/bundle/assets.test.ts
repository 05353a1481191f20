import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import { contentOfFile, contentOfFolder } from '../../../lib/constructs/assets/asset-files';
import { ZipPacker } from '../../../lib/machine/bundle/zip-packer';
import type { TemplateAsset } from '../../../lib/ports/synthesizer';
import { tempFolders } from '../temp-folder';

const newFolder = tempFolders();
let packer: ZipPacker;
beforeEach(() => {
  packer = new ZipPacker({ environment: {}, onBuildOutput: () => undefined });
});
afterEach(() => packer.close());

/** As a template names it. */
function assetOf(path: string, content = contentOfFolder(path, 'Mailer')): TemplateAsset {
  return { name: 'Mailer', bucket: 'bundles', key: `login/bundles/assets/${content.hash}.zip`, path, ...content };
}

function newCode(): string {
  const folder = newFolder();
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'index.js'), 'code');
  writeFileSync(join(folder, 'bin/run'), 'run');
  chmodSync(join(folder, 'bin/run'), 0o755);
  symlinkSync('bin/run', join(folder, 'link'));
  return folder;
}

test('a folder becomes a zip that keeps links and the right to run a file', async () => {
  const { file, bytes } = await packer.asset(assetOf(newCode()));
  expect(bytes).toBe(readFileSync(file).length);
  const zip = await openPromise(file);
  const found: unknown[] = [];
  for await (const entry of zip.eachEntry()) {
    const contents = await text(await zip.openReadStreamPromise(entry));
    found.push([entry.fileName, ((entry.externalFileAttributes >>> 16) & 0o170111).toString(8), contents]);
  }
  expect(found).toEqual([
    ['bin/run', '100111', 'run'],
    ['index.js', '100000', 'code'],
    ['link', '120111', 'bin/run'],
  ]);
});

test('the same files give the same bytes', async () => {
  const [one, other] = [await packer.asset(assetOf(newCode())), await packer.asset(assetOf(newCode()))];
  expect(readFileSync(one.file)).toEqual(readFileSync(other.file));
});

test('a file stays as it is', async () => {
  const path = join(newFolder(), 'page.txt');
  writeFileSync(path, 'x'.repeat(2_000_000));
  const asset = assetOf(path, contentOfFile(path));
  expect(await packer.asset(asset)).toEqual({ file: path, bytes: 2_000_000 });
});

test.each<[string, (folder: string) => void]>([
  ['changed', (folder) => writeFileSync(join(folder, 'index.js'), 'other')],
  [
    'leads elsewhere',
    (folder) => {
      rmSync(join(folder, 'link'));
      symlinkSync('index.js', join(folder, 'link'));
    },
  ],
])('a folder of which a file %s since the template was made is the fault of the world', async (_, change) => {
  const folder = newCode();
  const asset = assetOf(folder);
  change(folder);
  await expect(packer.asset(asset)).rejects.toMatchObject({ code: 'asset-changed', fault: 'world', exitCode: 1 });
});

test('a file that changed since the template was made is the fault of the world', async () => {
  const path = join(newFolder(), 'page.txt');
  writeFileSync(path, 'one');
  const asset = assetOf(path, contentOfFile(path));
  writeFileSync(path, 'two');
  await expect(packer.asset(asset)).rejects.toMatchObject({ code: 'asset-changed' });
});

test('a file that is gone is the fault of the world', async () => {
  const folder = newCode();
  const asset = assetOf(folder);
  rmSync(join(folder, 'index.js'));
  await expect(packer.asset(asset)).rejects.toMatchObject({ code: 'asset-unreadable', fault: 'world' });
});

test('zips are gone when the packer is closed', async () => {
  const { file } = await packer.asset(assetOf(newCode()));
  await packer.close();
  expect(existsSync(file)).toBe(false);
});

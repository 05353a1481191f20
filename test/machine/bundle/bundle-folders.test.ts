import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiskBundleFolders } from '../../../lib/machine/bundle/bundle-folders';
import { tempFolders } from '../temp-folder';

const newFolder = tempFolders();
const folders = new DiskBundleFolders();
const good = {
  format: 1,
  commit: 'c'.repeat(40),
  branch: 'main',
  bundles: [{ service: 'web', hash: 'a'.repeat(64), bytes: 3, files: 1 }],
};

function folderWith(list: unknown): string {
  const folder = newFolder();
  writeFileSync(join(folder, 'bundles.json'), typeof list === 'string' ? list : JSON.stringify(list));
  return folder;
}

test('a list is written for people to read: what, how large, of which commit and branch', async () => {
  const folder = newFolder();
  const file = join(folder, 'packed.zip');
  writeFileSync(file, 'zip');
  const { commit, branch } = good;
  await folders.write(join(folder, 'out'), {
    commit,
    branch,
    services: { web: { hash: 'a'.repeat(64), file, bytes: 3, files: 1 } },
  });
  expect(JSON.parse(readFileSync(join(folder, 'out/bundles.json'), 'utf8'))).toEqual(good);
  expect(readFileSync(join(folder, 'out/web.zip'), 'utf8')).toBe('zip');
});

test('a zip that lies where it belongs stays there', async () => {
  const folder = newFolder();
  const file = join(folder, 'web.zip');
  writeFileSync(file, 'zip');
  const services = { web: { hash: 'a'.repeat(64), file, bytes: 3, files: 1 } };
  await folders.write(folder, { commit: good.commit, branch: 'main', services });
  expect(readFileSync(file, 'utf8')).toBe('zip');
  expect((await folders.read(folder))?.services).toEqual(services);
});

test.each([
  ['no JSON', '{'],
  ['of another format', { ...good, format: 2 }],
  ['of no commit', { ...good, commit: 'main' }],
  ['without a branch', { ...good, branch: undefined }],
  ['without bundles', { ...good, bundles: {} }],
  ['with a service that leads elsewhere', { ...good, bundles: [{ ...good.bundles[0], service: '../web' }] }],
  ['with a hash that is none', { ...good, bundles: [{ ...good.bundles[0], hash: 'abc' }] }],
])('a list that is %s is the fault of the user', async (_, list) => {
  const folder = folderWith(list);
  await expect(folders.read(folder)).rejects.toMatchObject({ code: 'bundle-list-unreadable', exitCode: 2 });
});

test('a folder that cannot be made says why: nothing is half kept', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'taken'), '');
  const writing = folders.write(join(folder, 'taken'), { commit: good.commit, branch: 'main', services: {} });
  await expect(writing).rejects.toMatchObject({ code: 'bundle-unreadable', fault: 'world' });
});

test('a write that fails on the way leaves no list behind', async () => {
  const folder = folderWith(good);
  mkdirSync(join(folder, 'web.zip'));
  const services = { web: { hash: 'a'.repeat(64), file: join(folder, 'nowhere.zip'), bytes: 3, files: 1 } };
  await expect(folders.write(folder, { commit: good.commit, branch: 'main', services })).rejects.toMatchObject({
    code: 'bundle-unreadable',
  });
  await expect(folders.read(folder)).rejects.toMatchObject({ code: 'bundle-list-unreadable' });
});

import { join } from 'node:path';
import { ownSource } from '../../lib/machine/own-source';
import { write } from './git/git-fixture';
import { tempFolders } from './temp-folder';

const newFolder = tempFolders();

/** What npm says of a package that it installed from there. */
async function sourceOf(resolved: unknown) {
  const folder = newFolder();
  const packages = { 'node_modules/preview-stacks': { version: '1.2.3', resolved } };
  write(folder, { 'node_modules/.package-lock.json': JSON.stringify({ packages }) });
  return { folder, source: await ownSource(join(folder, 'node_modules', 'preview-stacks'), 'preview-stacks', '1.2.3') };
}

describe('where a program was installed from', () => {
  test('is an archive, by its path from the project', async () => {
    const { folder, source } = await sourceOf('file:../clone/preview-stacks-1.2.3.tgz');
    expect(source).toEqual({ spec: join(folder, '..', 'clone', 'preview-stacks-1.2.3.tgz') });
  });

  test('is a git repository', async () => {
    expect((await sourceOf('git+ssh://git@github.com/acme/x.git#0a')).source).toEqual({
      spec: 'git+ssh://git@github.com/acme/x.git#0a',
    });
  });

  test.each(['https://registry.example.com/preview-stacks-1.2.3.tgz', undefined, 7])(
    'is a registry where npm says so, or nothing: %s',
    async (resolved) => expect((await sourceOf(resolved)).source).toBeUndefined(),
  );

  test('is a registry where another program installed it', async () => {
    const place = join(newFolder(), 'node_modules', 'preview-stacks');
    expect(await ownSource(place, 'preview-stacks', '1.2.3')).toBeUndefined();
  });

  test('is a clone, in which the archive is still to be packed', async () => {
    const clone = newFolder();
    expect(await ownSource(clone, 'preview-stacks', '1.2.3')).toEqual({
      ...{ spec: join(clone, 'preview-stacks-1.2.3.tgz'), packIn: clone },
    });
  });
});

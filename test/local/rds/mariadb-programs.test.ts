import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMariaDb } from '../../../lib/local/rds/mariadb/mariadb-programs';
import { mariaDbRemark } from '../../../lib/local/rds/mariadb/mariadb-remark';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-programs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program in one of the folders of a made-up PATH, which says this. */
async function program(place: string, name: string, says: string): Promise<string> {
  const path = join(folder, place, name);
  await mkdir(join(folder, place), { recursive: true });
  await writeFile(path, `#!/bin/sh\necho '${says}'\n`);
  await chmod(path, 0o755);
  return path;
}

const look = (...places: readonly string[]) => findMariaDb(places.map((place) => join(folder, place)));
const maria = 'mariadbd  Ver 11.4.2-MariaDB for Linux on x86_64 (MariaDB Server)';
const mysql = 'mysqld  Ver 8.4.6 for Linux on x86_64 (MySQL Community Server - GPL)';

test('the server is found in any of the folders, with its version and the program that makes its data folder', async () => {
  const server = await program('sbin', 'mariadbd', maria);
  const install = await program('bin', 'mariadb-install-db', '');
  expect(await look('bin', 'sbin')).toEqual({ kind: 'found', programs: { server, install, version: '11.4.2' } });
});

test('an older MariaDB is found under the names of MySQL', async () => {
  const server = await program('bin', 'mysqld', maria);
  const install = await program('bin', 'mysql_install_db', '');
  expect(await look('bin')).toEqual({ kind: 'found', programs: { server, install, version: '11.4.2' } });
});

test("MySQL's own server is passed by, and so is a file that cannot be run", async () => {
  await program('bin', 'mysqld', mysql);
  await chmod(await program('sbin', 'mariadbd', maria), 0o644);
  const search = await look('bin', 'sbin');
  expect(search).toEqual({ kind: 'absent', because: 'this machine has no MariaDB server (mariadbd)' });
  expect(mariaDbRemark(search)).toEqual({ recorded: true, text: expect.stringContaining('recorded only') });
});

test('a server that cannot make a data folder is as good as none', async () => {
  const server = await program('bin', 'mariadbd', maria);
  expect(await look('bin')).toEqual({ kind: 'absent', because: `${server} is there, and no mariadb-install-db` });
});

test('folders that are not absolute are not looked into', async () => {
  expect(await findMariaDb(['.', '', 'bin'])).toMatchObject({ kind: 'absent' });
});

import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepCompiledCode } from '../../lib/machine/compiled-code';
import { tempFolders } from './temp-folder';

const newFolder = tempFolders();

function enabledIn(caches: string): readonly string[] {
  const folders: string[] = [];
  keepCompiledCode({ XDG_CACHE_HOME: caches }, (folder) => folders.push(folder));
  return folders;
}

test('compiled code is kept in a folder of this user alone', () => {
  const caches = newFolder();
  const code = join(caches, 'preview-stacks/code');
  expect(enabledIn(caches)).toEqual([code]);
  expect(statSync(code).mode & 0o777).toBe(0o700);
  // The second start finds it.
  expect(enabledIn(caches)).toEqual([code]);
});

test('a folder that others can write to is not used: what lies there is run', () => {
  const caches = newFolder();
  const code = join(caches, 'preview-stacks/code');
  mkdirSync(code, { recursive: true });
  chmodSync(code, 0o777);
  expect(enabledIn(caches)).toEqual([]);
});

test('where no folder can be made, and on a Node that keeps nothing, the program runs without', () => {
  const caches = newFolder();
  writeFileSync(join(caches, 'preview-stacks'), 'a file is in the way');
  expect(enabledIn(caches)).toEqual([]);
  const elsewhere = newFolder();
  keepCompiledCode({ XDG_CACHE_HOME: elsewhere }, undefined);
  expect(existsSync(join(elsewhere, 'preview-stacks'))).toBe(false);
});

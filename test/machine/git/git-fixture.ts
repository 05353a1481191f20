import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** An environment in which git knows an author, reads no one's configuration, and CI is not. */
export const gitEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
  // Otherwise each commit starts a further process that looks whether there is something to pack.
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'maintenance.auto',
  GIT_CONFIG_VALUE_0: 'false',
};

export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd: folder,
    env: gitEnvironment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trimEnd();
}

export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), contents);
  }
}

/** The repository of each set of files that this test file has asked for: to copy one starts no process. */
const repositories = new Map<string, { readonly folder: string; readonly commit: string }>();
afterAll(() => {
  for (const { folder } of repositories.values()) rmSync(folder, { recursive: true, force: true });
  repositories.clear();
});

/** A working copy on branch `main` with one commit of these files, and of those that are in the folder already. */
export function commitAll(folder: string, files: Readonly<Record<string, string>>): string {
  if (readdirSync(folder).length > 0) return firstCommit(folder, files);
  const key = JSON.stringify(files);
  let known = repositories.get(key);
  if (known === undefined) {
    const template = mkdtempSync(join(tmpdir(), 'preview-stacks-repository-'));
    known = { folder: template, commit: firstCommit(template, files) };
    repositories.set(key, known);
  }
  // With the times of the files, by which git knows that they are what it has.
  cpSync(known.folder, folder, { recursive: true, preserveTimestamps: true });
  return known.commit;
}

function firstCommit(folder: string, files: Readonly<Record<string, string>>): string {
  git(folder, 'init', '--quiet', '--initial-branch=main', '--template=');
  write(folder, files);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'first');
  return git(folder, 'rev-parse', 'HEAD');
}

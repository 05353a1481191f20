import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, packageRoot, run } from './program';

/** A git remote with the example in it, and one working copy: what a team has. */
export interface Workshop {
  /** The working copy. */
  readonly folder: string;
  git(...args: string[]): Promise<string>;
  /** Commits a change of the page on a new branch, and pushes it. */
  pushBranch(branch: string, change: { heading: string }): Promise<void>;
}

export async function openWorkshop(folder: string, env: Environment): Promise<Workshop> {
  const remote = join(folder, 'remote.git');
  const copy = join(folder, 'guestbook');
  const gitEnv = {
    ...env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_NAME: 'Demo',
    GIT_AUTHOR_EMAIL: 'demo@example.com',
    GIT_COMMITTER_NAME: 'Demo',
    GIT_COMMITTER_EMAIL: 'demo@example.com',
  };
  const gitIn = async (cwd: string, args: readonly string[]) => {
    const ran = await run('git', args, { cwd, env: gitEnv });
    if (ran.code !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr.trim()}`);
    return ran.stdout.trim();
  };
  mkdirSync(copy, { recursive: true });
  await gitIn(folder, ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  const example = join(packageRoot, 'examples', 'guestbook');
  cpSync(example, copy, { recursive: true, filter: (path) => !/[\\/](node_modules|dist)$/.test(path) });
  await gitIn(copy, ['init', '--quiet', '--initial-branch=main']);
  await gitIn(copy, ['remote', 'add', 'origin', remote]);
  // What `npm ci` would install stands in this package already, so that the demo asks no registry.
  symlinkSync(join(packageRoot, 'node_modules'), join(copy, 'node_modules'), 'junction');
  await gitIn(copy, ['add', '.']);
  await gitIn(copy, ['commit', '--quiet', '-m', 'A guest book']);
  await gitIn(copy, ['push', '--quiet', '-u', 'origin', 'main']);

  const git = (...args: string[]) => gitIn(copy, args);
  return {
    folder: copy,
    git,
    async pushBranch(branch, change) {
      await git('switch', '--quiet', '-c', branch, 'main');
      const page = join(copy, 'src', 'page.ts');
      const text = readFileSync(page, 'utf8').replace(/heading = '[^']*'/, `heading = '${change.heading}'`);
      writeFileSync(page, text);
      await git('commit', '--quiet', '-am', change.heading);
      await git('push', '--quiet', '-u', 'origin', branch);
    },
  };
}

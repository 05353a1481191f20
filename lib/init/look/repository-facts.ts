import type { WorkingFolder } from '../../ports/working-folder';
import { type AppFacts, appFacts } from './app-facts';

/** A CI that runs jobs for a repository. */
export type Ci = 'circleci' | 'github-actions';

/** What could be learned without asking anybody. */
export interface RepositoryFacts {
  /** Folder of the application, from the top of the repository; empty at the top. */
  readonly place: string;
  /** What the repository is called: on GitHub, else its folder. */
  readonly name: string;
  /** `owner/repository`. @default the remote is not on GitHub, or there is none */
  readonly github?: string;
  /** Name of the git remote. @default none */
  readonly remote?: string;
  readonly defaultBranch: string;
  /** CI that has files here. */
  readonly ci: readonly Ci[];
  readonly app: AppFacts;
  /** Paths that git does not ignore yet, and has to. */
  readonly toIgnore: readonly string[];
}

/** Folder that the commands and the jobs write to. */
const ownFolder = '.preview-stacks';

/** Looks at a repository; changes nothing. */
export async function repositoryFacts(folder: WorkingFolder): Promise<RepositoryFacts> {
  const { place } = folder;
  const inside = (path: string) => (place === '' ? path : `${place}/${path}`);
  const [git, circleci, workflows, app] = await Promise.all([
    folder.git(),
    folder.list('.circleci'),
    folder.list('.github/workflows'),
    appFacts(folder, inside),
  ]);
  const github = git.remoteUrl === undefined ? undefined : githubOfRemote(git.remoteUrl);
  // Even where Node.js is not what runs the app: the program itself is installed there.
  const generated = [ownFolder, 'node_modules'];
  const ignored = await Promise.all(generated.map((path) => folder.ignores(`${inside(path)}/file`)));
  return {
    place,
    name: github?.split('/')[1] ?? folder.name,
    ...(github !== undefined && { github }),
    // Others than these no settings file can name.
    ...(/^[A-Za-z0-9_][A-Za-z0-9._/-]*$/.test(git.remoteName ?? '') && { remote: git.remoteName }),
    defaultBranch: git.defaultBranch ?? 'main',
    ci: [
      ...(circleci.some(isYaml) ? ['circleci' as const] : []),
      ...(workflows.some(isYaml) ? ['github-actions' as const] : []),
    ],
    app,
    toIgnore: generated.filter((_, index) => !ignored[index]),
  };
}

function isYaml(name: string): boolean {
  return /\.ya?ml$/.test(name);
}

const hosts = new Set(['github.com', 'www.github.com', 'ssh.github.com']);
const repository = /^([A-Za-z0-9][A-Za-z0-9-]{0,38})\/([A-Za-z0-9._-]{1,100}?)(?:\.git)?\/*$/;

/**
 * `owner/repository` of a remote on GitHub, letters as they are written: a token for CI states them so. Undefined for any other
 * remote. What stands before the host, a user's name or a token, is never kept.
 */
export function githubOfRemote(url: string): string | undefined {
  const full = /^(?:https?|ssh|git|git\+ssh):\/\/(?:[^/]*@)?([^/:@]+)(?::\d*)?\/+(.*)$/i.exec(url.trim());
  const short = full ?? /^(?:[^/@]*@)?([^/:@]+):\/*(.*)$/.exec(url.trim());
  const [, host = '', path = ''] = short ?? [];
  if (!hosts.has(host.toLowerCase())) return undefined;
  const [, owner, name] = repository.exec(path) ?? [];
  if (owner === undefined || name === undefined || /^\.+$|\.git$/.test(name)) return undefined;
  return `${owner}/${name}`;
}

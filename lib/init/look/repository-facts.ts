import { controlWorkflows } from '../../naming/workflow-file';
import type { WorkingFolder } from '../../ports/working-folder';
import { type AppFacts, appFacts } from './app-facts';
import { type SettingsWords, settingsWords } from './settings-words';
import { type Stores, storesOfAll } from './stores';
import { ownPackages, type WorkspaceApp, workspacesOf } from './workspaces';

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
  /** Applications of a monorepo, each to be a service; none where the repository is one application, or the folder is one of them. */
  readonly apps: readonly WorkspaceApp[];
  /** What runs the scripts of its packages in the right order. @default none */
  readonly runner?: 'turbo' | 'nx';
  /** Whether the application's dependencies are packed into its bundle (the default of `dependencies`). */
  readonly packed: boolean;
  /** Packages of the repository that the application asks for. */
  readonly ownPackages: readonly string[];
  /** What the application, or all of them, keep their data in. */
  readonly stores: Stores;
  /** Name of the settings file that is there. @default none */
  readonly settingsFile?: string;
  /** What that file says. @default there is none */
  readonly settings?: SettingsWords;
  /** Paths that git does not ignore yet, and has to. */
  readonly toIgnore: readonly string[];
}

/** Folder that the commands and the jobs write to. */
const ownFolder = '.preview-stacks';

/** Looks at a repository; changes nothing. */
export async function repositoryFacts(folder: WorkingFolder): Promise<RepositoryFacts> {
  const { place } = folder;
  const inside = (path: string) => (place === '' ? path : `${place}/${path}`);
  const [git, circleci, workflows, app, workspaces, own] = await Promise.all([
    folder.git(),
    folder.list('.circleci'),
    folder.list('.github/workflows'),
    appFacts(folder, inside),
    workspacesOf(folder),
    folder.list(place),
  ]);
  const apps = place === '' ? workspaces.apps : [];
  const settingsFile = own.find((name) => /^preview-stacks\.config\.(?:ts|js|mjs|cjs|json)$/.test(name));
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
      ...(workflows.some((name) => isYaml(name) && !actsForPeople(name)) ? ['github-actions' as const] : []),
    ],
    app,
    apps,
    ...(workspaces.runner !== undefined && { runner: workspaces.runner }),
    packed: app.packages.name !== 'npm' || workspaces.folders.includes(place),
    // npm finds the packages of the folder that it installs: of the top those, and of a folder below none.
    ownPackages: ownPackages(app.asks, place === '' && own.includes('package.json') ? [] : workspaces.names),
    stores: storesOfAll([app.stores, ...apps.map((one) => one.app.stores)]),
    ...(settingsFile !== undefined && {
      settingsFile,
      settings: settingsWords((await folder.read(inside(settingsFile))) ?? ''),
    }),
    toIgnore: generated.filter((_, index) => !ignored[index]),
  };
}

/** A team on CircleCI has these on GitHub, too. */
function actsForPeople(name: string): boolean {
  return controlWorkflows.includes(`.github/workflows/${name}`);
}

function isYaml(name: string): boolean {
  return /\.ya?ml$/.test(name);
}

const hosts = new Set(['github.com', 'www.github.com', 'ssh.github.com']);
const repository = /^([A-Za-z0-9][A-Za-z0-9_-]{0,38})\/([A-Za-z0-9._-]{1,100}?)(?:\.git)?\/*$/;

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

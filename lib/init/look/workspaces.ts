import type { WorkingFolder } from '../../ports/working-folder';
import { type AppFacts, appFacts } from './app-facts';
import { packageFacts } from './package-facts';

/** An application of a repository that holds several packages. */
export interface WorkspaceApp {
  /** Of the service that it becomes. */
  readonly service: string;
  /** From the top of the repository. */
  readonly folder: string;
  readonly app: AppFacts;
  /** Whether its dependencies are packed into its bundle (the default of `dependencies`). */
  readonly packed: boolean;
  /** Packages of this repository that it asks for: where they are not packed, npm on the instance cannot install them. */
  readonly ownPackages: readonly string[];
}

/** What a repository says about its packages. */
export interface Workspaces {
  readonly apps: readonly WorkspaceApp[];
  /** Names of all packages, private ones included. */
  readonly names: readonly string[];
  /** Folders of the packages that a package manager takes for one workspace. */
  readonly folders: readonly string[];
  /** What runs their scripts in the right order. @default none */
  readonly runner?: 'turbo' | 'nx';
}

const most = 60;

/**
 * The packages that npm, Yarn and Bun find by `workspaces` in package.json, pnpm by pnpm-workspace.yaml. Nothing where there are none.
 * https://docs.npmjs.com/cli/using-npm/workspaces, https://pnpm.io/pnpm-workspace_yaml (2026-11).
 */
export async function workspacesOf(folder: WorkingFolder): Promise<Workspaces> {
  const top = await folder.list('');
  const own = packageFacts((await folder.read('package.json')) ?? '');
  const patterns = [...(own?.workspaces ?? []), ...pnpmPatterns((await folder.read('pnpm-workspace.yaml')) ?? '')];
  const several = patterns.length > 0;
  // An nx repository without workspaces keeps its applications here.
  if (patterns.length === 0 && top.includes('nx.json')) patterns.push('apps/*');
  const folders = await foldersOf(folder, patterns);
  const packages = await Promise.all(
    folders.map(async (path) => ({ path, node: packageFacts((await folder.read(`${path}/package.json`)) ?? '') })),
  );
  const names = packages.flatMap(({ node }) => node?.name ?? []);
  const looked: Omit<WorkspaceApp, 'service'>[] = [];
  for (const { path } of packages) {
    const app = await appFacts(folder, (file) => `${path}/${file}`);
    const packed = several || app.packages.name !== 'npm';
    if (isApp(app)) looked.push({ folder: path, app, packed, ownPackages: ownPackages(app.asks, names) });
  }
  return {
    apps: withNames(looked),
    names,
    folders: several ? folders : [],
    ...(top.includes('turbo.json') ? { runner: 'turbo' } : top.includes('nx.json') ? { runner: 'nx' } : {}),
  };
}

/** Ranges that only other package managers understand: npm ends with EUNSUPPORTEDPROTOCOL, or takes a catalog for a tag. */
export function foreignRanges(asks: Readonly<Record<string, string>>): string[] {
  return Object.entries(asks)
    .filter(([, range]) => /^(?:workspace|link|portal|catalog|patch):/.test(range))
    .map(([name, range]) => `${name} (${range})`)
    .sort();
}

/** Packages of the repository, by their names or by where their ranges lead. */
export function ownPackages(asks: Readonly<Record<string, string>>, names: readonly string[]): string[] {
  return Object.entries(asks)
    .filter(([name, range]) => names.includes(name) || /^(?:workspace|link|portal):/.test(range))
    .map(([name]) => name)
    .sort();
}

function pnpmPatterns(text: string): string[] {
  const [, list = ''] = /^packages:[^\n]*\n((?:[ \t]*(?:-[^\n]*|#[^\n]*)?\n?)*)/m.exec(text) ?? [];
  return [...list.matchAll(/^\s*-\s*['"]?([^'"\n#]+?)['"]?\s*(?:#.*)?$/gm)].map((match) => match[1] ?? '');
}

/** Folders that hold a package.json; `*` is one level, `**` is taken for it. */
async function foldersOf(folder: WorkingFolder, patterns: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const pattern of patterns.filter((one) => !one.startsWith('!'))) {
    const parts = pattern.replace(/^\.\//, '').replace(/\/$/, '').split('/');
    if (parts.includes('..')) continue;
    let paths = [''];
    for (const part of parts) {
      const next: string[] = [];
      for (const path of paths.slice(0, most)) {
        const inside = (name: string) => (path === '' ? name : `${path}/${name}`);
        if (!part.includes('*')) next.push(inside(part));
        else {
          const like = new RegExp(`^${part.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*')}$`);
          const names = await folder.list(path);
          next.push(...names.filter((name) => like.test(name) && !/^\.|^node_modules$/.test(name)).map(inside));
        }
      }
      paths = next;
    }
    for (const path of paths.slice(0, most)) {
      if ((await folder.list(path)).includes('package.json')) found.add(path);
    }
  }
  return [...found].sort();
}

/** What runs by itself; a library may have a framework in its tests, and scripts that watch. */
function isApp({ kinds, plans, scripts, start, procfile }: AppFacts): boolean {
  if (procfile || kinds.includes('docker')) return true;
  if (plans.some((plan) => plan.start !== undefined)) return true;
  // A server whose start is for development still is one.
  return scripts.includes('start') && (start.because === undefined || start.procfile !== undefined || plans.length > 0);
}

const front = /^(?:web|website|frontend|front|client|site|www|app|ui|portal)$/;

/** Service names: `web` for what people open, the others by their folder, short and each another one. */
function withNames(apps: readonly Omit<WorkspaceApp, 'service'>[]): WorkspaceApp[] {
  const last = ({ folder }: Omit<WorkspaceApp, 'service'>) => folder.split('/').at(-1) ?? '';
  const main = apps.find((one) => last(one) === 'web') ?? apps.find((one) => front.test(last(one))) ?? apps[0];
  const taken = new Set(['web']);
  return apps
    .map((one) => ({ ...one, service: one === main ? 'web' : free(last(one)) }))
    .sort((left, right) => Number(right.service === 'web') - Number(left.service === 'web'));

  function free(name: string): string {
    const bare =
      name
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '')
        .replace(/^[0-9]+/, '') || 'service';
    for (let at = 1; ; at++) {
      const ending = at === 1 ? '' : String(at);
      const found = bare.slice(0, 7 - ending.length) + ending;
      if (!taken.has(found)) {
        taken.add(found);
        return found;
      }
    }
  }
}

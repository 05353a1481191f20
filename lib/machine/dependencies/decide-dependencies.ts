import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { globMatches } from '../../settings/glob';
import { isRecord } from '../../settings/layers/tree';
import type { ServiceSettings } from '../../settings/settings';
import { runGit } from '../git/run-git';
import { type Manager, managerOf } from './manager';

/** Who installs what a service depends on, and where. */
export interface DependenciesDecision {
  readonly how: 'packed' | 'instance';
  /** Why, for people. */
  readonly because: string;
  readonly language: 'node' | 'python';
  /** Folder of the lock file, absolute; the service's own where it is in no workspace. */
  readonly top: string;
  /** The service, absolute, links resolved as in `top`. */
  readonly folder: string;
  readonly manager: Manager;
}

/**
 * Decides where the dependencies of a service are installed: as its settings say, else packed where it belongs to a workspace or another package
 * manager than npm has a lock file, since npm on the instance can install neither. Undefined where there is nothing to install:
 * images, ready bundles, and platforms that bring their own means.
 */
export async function decideDependencies(
  service: ServiceSettings,
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<DependenciesDecision | undefined> {
  const language = languageOf(service.platform);
  if (language === undefined || service.image !== undefined || service.bundle !== undefined) return undefined;
  const folder = await realpath(resolve(root, service.folder)).catch(() => undefined);
  if (folder === undefined) return undefined;
  const written = service.dependencies;
  const own = await namesIn(folder);
  if (language === 'python') {
    const because = written === undefined ? 'Python' : 'the settings say it';
    return { how: written ?? 'instance', because, language, top: folder, folder, manager: { name: 'npm' } };
  }
  if (!own.includes('package.json')) return undefined;
  const { workspace, top, manager } = await managerFor(folder, environment);
  const facts = { language, top, folder, manager } as const;
  if (written !== undefined) return { how: written, because: 'the settings say it', ...facts };
  if (service.buildOutput.some((output) => /^(?:\.\/)*node_modules\/?$/.test(output))) {
    return { how: 'instance', because: '`buildOutput` brings node_modules', ...facts };
  }
  if (workspace !== undefined) return { how: 'packed', because: `a workspace of ${manager.name}`, ...facts };
  if (manager.name !== 'npm')
    return { how: 'packed', because: manager.lockFile ?? `the package manager ${manager.name}`, ...facts };
  return { how: 'instance', because: 'npm, and no workspace', ...facts };
}

/**
 * Who installs the packages of a folder: by the workspace that it is in, else by its own files.
 *
 * @param folder absolute, links resolved
 */
export async function managerFor(
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<{ readonly workspace: string | undefined; readonly top: string; readonly manager: Manager }> {
  const workspace = await workspaceAbove(folder, await topOf(folder, environment));
  const top = workspace ?? folder;
  return { workspace, top, manager: managerOf(await namesIn(top), await declaredIn(folder, top)) };
}

function languageOf(platform: string): 'node' | 'python' | undefined {
  if (/^nodejs-|:platform\/Node\.js /.test(platform)) return 'node';
  return /^python-|:platform\/Python /.test(platform) ? 'python' : undefined;
}

async function topOf(folder: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const { code, stdout } = await runGit(['rev-parse', '--show-toplevel'], { folder, environment });
  return code === 0 ? await realpath(stdout.toString('utf8').trimEnd()) : folder;
}

/** The folder above, inside of the repository, whose workspace holds the service. */
async function workspaceAbove(folder: string, top: string): Promise<string | undefined> {
  for (let at = folder; at !== top && at.startsWith(top + sep); ) {
    at = dirname(at);
    const path = relative(at, folder).split(sep).join('/');
    const patterns = await workspacePatterns(at);
    const matches = (pattern: string) => globMatches(pattern.replace(/^\.?\//, '').replace(/\/$/, ''), path);
    const [taken, left] = [
      patterns.filter((one) => !one.startsWith('!')),
      patterns.filter((one) => one.startsWith('!')),
    ];
    if (taken.some(matches) && !left.some((one) => matches(one.slice(1)))) return at;
  }
  return undefined;
}

/** https://docs.npmjs.com/cli/using-npm/workspaces, https://pnpm.io/pnpm-workspace_yaml (2026-11). */
async function workspacePatterns(folder: string): Promise<string[]> {
  const { workspaces } = await manifestIn(folder);
  const named = isRecord(workspaces) ? workspaces.packages : workspaces;
  const text = await readFile(join(folder, 'pnpm-workspace.yaml'), 'utf8').catch(() => '');
  const pnpm = text === '' ? undefined : (await parsed(text))?.packages;
  return [named, pnpm].flatMap((list) => (Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []));
}

async function parsed(text: string): Promise<Record<string, unknown> | undefined> {
  const { parse } = await import('yaml');
  try {
    const value: unknown = parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    // pnpm reports it.
    return undefined;
  }
}

/** What `package.json` in a folder says; nothing where it is missing or cannot be read. */
export async function manifestIn(folder: string): Promise<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

async function declaredIn(folder: string, top: string): Promise<unknown> {
  return (await manifestIn(top)).packageManager ?? (await manifestIn(folder)).packageManager;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

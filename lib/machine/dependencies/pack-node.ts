import { lstat, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { BundleFile } from '../bundle/content-hash';
import type { DependenciesDecision } from './decide-dependencies';
import { installFor } from './install-for';
import { type InstalledPackage, InstalledPackages, isPackageName } from './installed-package';
import { type Machine, machineName } from './instance-machine';
import { copyManifests } from './manifest-copy';
import { binsOf, packageFiles, trackedBelow } from './package-files';
import { type PlacedPackage, placePackages } from './place-packages';
import { generatedClient } from './prisma-client';

export interface PackedDependencies {
  /** To be read before `remove`. */
  readonly files: readonly BundleFile[];
  /** What was installed, for the check of native code. */
  readonly packages: readonly PlacedPackage[];
  /** Names of files of the service that the bundle must not have. */
  readonly withoutFiles: readonly string[];
  readonly warnings: readonly string[];
  remove(): Promise<void>;
}

export interface PackDependencies {
  readonly decision: DependenciesDecision;
  readonly machine: Machine;
  readonly environment: NodeJS.ProcessEnv;
  readonly onOutput: (text: string) => void;
}

/** Keeps Beanstalk from installing, which it does where there is no such folder, and says for which machine the others are. */
const marker = 'node_modules/.packed.json';

/**
 * The production dependencies of a service, installed for its instances in a copy of the repository's manifests: the working copy stays as it is.
 *
 * @throws PreviewError `dependencies-failed`, `dependencies-incomplete`, `package-manager-missing`
 */
export async function packNode({
  decision,
  machine,
  environment,
  onOutput,
}: PackDependencies): Promise<PackedDependencies> {
  const { top, manager } = decision;
  const service = relative(top, decision.folder).split(sep).join('/');
  const copy = await copyManifests(top, environment);
  try {
    const run = { folder: copy.folder, environment, onOutput };
    const { topIsWhole } = await installFor({ ...run, manager, service, machine });
    const installed = new InstalledPackages(copy, machine);
    const root = await installed.at(join(copy.folder, service));
    const packages = placePackages(root, await besides(installed, { folder: copy.folder, service, topIsWhole }));
    const files: BundleFile[] = [markerFile(manager.name, machine), ...programLinks(packages)];
    const tracked = packages.some(({ from }) => from.own !== undefined)
      ? await trackedBelow(top, environment)
      : new Set<string>();
    for (const placed of packages) files.push(...(await packageFiles(placed, { top, environment, tracked })));
    files.push(...(await generatedClient(packages, decision.folder)));
    return {
      ...{ files, packages, withoutFiles: [], remove: copy.remove },
      warnings:
        manager.lockFile === undefined
          ? [`there is no lock file of ${manager.name}: two bundles of one commit may hold other versions. Commit one.`]
          : [],
    };
  } catch (error) {
    await copy.remove();
    throw error;
  }
}

interface Install {
  readonly folder: string;
  readonly service: string;
  readonly topIsWhole: boolean;
}

/** What the service finds at the top of the repository without asking for it: dependencies of the top, and what npm puts beside them. */
async function besides(
  installed: InstalledPackages,
  { folder, service, topIsWhole }: Install,
): Promise<Map<string, InstalledPackage>> {
  const found = new Map<string, InstalledPackage>();
  const modules = join(folder, 'node_modules');
  for (const name of topIsWhole ? await namesIn(modules) : []) {
    // Links lead to own packages: those of them that are needed come by who needs them.
    if (!(await lstat(join(modules, name))).isDirectory()) continue;
    const one = await installed.at(join(modules, name)).catch(() => undefined);
    if (one?.manifest.name !== undefined) found.set(name, one);
  }
  if (service === '') return found;
  // One that was not installed is none that the service could have found.
  const top = await installed.at(folder).catch(() => undefined);
  for (const [name, { found: one }] of top?.needs ?? []) found.set(name, one);
  return found;
}

async function namesIn(modules: string): Promise<string[]> {
  const names: string[] = [];
  for (const name of (await readdir(modules).catch(() => [])).sort()) {
    if (!name.startsWith('@')) names.push(name);
    else for (const inner of (await readdir(join(modules, name))).sort()) names.push(`${name}/${inner}`);
  }
  return names.filter(isPackageName);
}

function markerFile(manager: string, machine: Machine): BundleFile {
  return fileOf(marker, 0o100644, `${JSON.stringify({ installedBy: manager, for: machineName(machine) })}\n`);
}

/** As package managers make them, for those at the top: `npm start` looks for programs there. */
function programLinks(packages: readonly PlacedPackage[]): BundleFile[] {
  const links = new Map<string, BundleFile>();
  for (const { path, name, from } of packages) {
    if (path !== `node_modules/${name}`) continue;
    for (const [program, file] of binsOf(from.manifest)) {
      const link = `node_modules/.bin/${program}`;
      if (!links.has(link)) links.set(link, fileOf(link, 0o120000, `../${name}/${file}`));
    }
  }
  return [...links.values()];
}

function fileOf(name: string, mode: number, text: string): BundleFile {
  const bytes = Buffer.from(text);
  return {
    ...{ name, mode },
    read: async function* () {
      yield bytes;
    },
  };
}

import { dirname, join } from 'node:path';
import { isRecord } from '../../settings/layers/tree';
import { manifestIn } from '../dependencies/decide-dependencies';
import { fileName, type IndexEntry, listed, type Options } from '../git/git-index';
import { runGit } from '../git/run-git';

interface Asked extends Options {
  readonly buildOutput: readonly string[];
}

/** Enough of a repository's packages to warn of the usual ones. */
const most = 300;

/**
 * What npm on the instance cannot install of the package.json of a bundle, or would take from strangers: Beanstalk runs `npm --omit=dev install`
 * in the bundle alone, and npm also resolves the development dependencies that it omits (medusajs/b2b-starter-medusa#85, robotostudio/turbo-start-sanity#44).
 */
export async function packageWarnings(tracked: readonly IndexEntry[], asked: Asked): Promise<string[]> {
  const has = (name: string) => tracked.some((entry) => entry.name === name);
  // A Dockerfile installs by its own means, and Beanstalk leaves a bundle with node_modules alone.
  const installs = !has('Dockerfile') && !asked.buildOutput.some((output) => /^(?:\.\/)?node_modules\b/.test(output));
  if (!installs || !has('package.json')) return [];
  const own = await manifestIn(asked.folder);
  const ranges = Object.entries({ ...textsOf(own.devDependencies), ...textsOf(own.dependencies) });
  const foreign = ranges.filter(([, range]) => /^(?:workspace|link|portal|catalog|patch):/.test(range));
  const siblings = own.workspaces === undefined && ranges.length > 0 ? await siblingNames(asked) : new Set<string>();
  const found = ranges.filter(([name]) => siblings.has(name)).map(([name]) => name);
  return [
    ...(found.length === 0
      ? []
      : [
          `package.json asks for packages of this repository, which the bundle does not hold: ${shown(found)}. npm on the instance asks the public registry for them: the install fails, or takes what a stranger registered under that name. Let the build bundle them, and take them out of package.json.`,
        ]),
    ...(foreign.length === 0
      ? []
      : [
          `npm on the instance does not understand what package.json asks for: ${shown(foreign.map(([name, range]) => `${name} (${range})`))}. The install fails.`,
        ]),
  ];
}

/** Names of the repository's packages, where its top says that it holds several. */
async function siblingNames(asked: Options): Promise<Set<string>> {
  const { code, stdout } = await runGit(['rev-parse', '--show-toplevel'], asked);
  if (code !== 0) return new Set();
  const folder = stdout.toString('utf8').trimEnd();
  const files = await listed(['ls-files', '-z', '--', 'package.json', '**/package.json', 'pnpm-workspace.yaml'], {
    ...asked,
    folder,
  });
  const several = files.includes('pnpm-workspace.yaml') || (await manifestIn(folder)).workspaces;
  if (!several) return new Set();
  const packages = files
    .filter((name) => name.endsWith('/package.json') && !/(?:^|\/)node_modules\//.test(name))
    .slice(0, most)
    .map((name) => manifestIn(dirname(join(folder, fileName(name)))));
  return new Set((await Promise.all(packages)).flatMap(({ name }) => (typeof name === 'string' ? [name] : [])));
}

function textsOf(value: unknown): Record<string, string> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function shown(names: readonly string[]): string {
  return `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
}

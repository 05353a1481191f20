import type { WorkingFolder } from '../../ports/working-folder';
import { packageFacts } from './package-facts';
import { type PackageManager, packageManagerOf } from './package-manager';
import { pyprojectDependencies, requirementsOf } from './python-dependencies';
import { type Stores, storesOf } from './stores-of';

/** How an application runs. */
export type AppKind = 'node' | 'python' | 'docker';

/** What the files of an application tell. */
export interface AppFacts {
  /** Every way in which it could run, the likeliest first; none when nothing is known. */
  readonly kinds: readonly AppKind[];
  readonly stores: Stores;
  /** Whether there is a `package.json`. */
  readonly packageJson: boolean;
  readonly packages: PackageManager;
  /** Whether our program is among its dependencies. */
  readonly hasProgram: boolean;
  /** Names of the scripts in `package.json`. */
  readonly scripts: readonly string[];
  /** Whether `npm test` tests anything. */
  readonly tests: boolean;
  readonly procfile: boolean;
  /** Folders that a build writes, as far as git ignores them. */
  readonly buildOutput: readonly string[];
  /** How Python's packages are installed. @default no Python */
  readonly pythonInstall?: string;
  readonly pytest: boolean;
}

/** Where builds of Node applications usually go. */
const outputs = ['dist', 'build', 'out', '.next', '.output'];

/** Looks at an application; `inside` gives the path of a file of it from the top of the repository. */
export async function appFacts(folder: WorkingFolder, inside: (path: string) => string): Promise<AppFacts> {
  const read = (path: string) => folder.read(inside(path));
  const [own, top, text, requirements, pyproject] = await Promise.all([
    folder.list(folder.place),
    folder.list(''),
    read('package.json'),
    read('requirements.txt'),
    read('pyproject.toml'),
  ]);
  const node = text === undefined ? undefined : packageFacts(text);
  const python = [...requirementsOf(requirements ?? ''), ...pyprojectDependencies(pyproject ?? '')];
  const ignored = await Promise.all(outputs.map((output) => folder.ignores(`${inside(output)}/file`)));
  const isPython = requirements !== undefined || pyproject !== undefined;
  const isDocker = own.includes('Dockerfile');
  const starts = node?.scripts.includes('start') === true;
  return {
    kinds: [
      ...(starts ? ['node' as const] : []),
      ...(isPython ? ['python' as const] : []),
      ...(isDocker ? ['docker' as const] : []),
      // Without a start script whatever else there is comes first; without dependencies it holds tools only, such as this program.
      ...(!starts && text !== undefined && (node?.dependencies.length !== 0 || !(isPython || isDocker))
        ? ['node' as const]
        : []),
    ],
    stores: storesOf([...(node?.dependencies ?? []), ...python]),
    packageJson: text !== undefined,
    packages: packageManagerOf([...own, ...top], node?.packageManager),
    hasProgram: [...(node?.dependencies ?? []), ...(node?.devDependencies ?? [])].includes('preview-stacks'),
    scripts: node?.scripts ?? [],
    tests: node?.tests ?? false,
    procfile: own.includes('Procfile'),
    buildOutput: outputs.filter((_, index) => ignored[index]),
    ...(isPython && {
      pythonInstall: requirements === undefined ? 'pip install .' : 'pip install -r requirements.txt',
    }),
    pytest: python.includes('pytest'),
  };
}

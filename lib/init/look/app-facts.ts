import type { WorkingFolder } from '../../ports/working-folder';
import { packageFacts } from './package-facts';
import { type PackageManager, packageManagerOf } from './package-manager';

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

/** Names of the packages that `requirements.txt` lists; versions, options, links and comments left out. */
function requirementsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(line)?.[1] ?? '')
    .filter((name) => name !== '')
    .map(normal);
}

/**
 * Names that a `pyproject.toml` holds in quotes or as keys. A guess by the look of the lines, not TOML: what it finds too much is
 * the name of no driver.
 */
function pyprojectDependencies(text: string): string[] {
  const quoted = [...text.matchAll(/["']([A-Za-z0-9][A-Za-z0-9._-]*)/g)].map((match) => match[1] ?? '');
  const keys = [...text.matchAll(/^([A-Za-z0-9][A-Za-z0-9._-]*)\s*=/gm)].map((match) => match[1] ?? '');
  return [...quoted, ...keys].map(normal);
}

/** As the package index compares names. */
function normal(name: string): string {
  return name.toLowerCase().replace(/[._-]+/g, '-');
}

/** What an application keeps its data in, by the drivers that it has. */
export interface Stores {
  readonly database: 'postgres' | 'mysql' | 'mariadb' | 'none';
  readonly fileStore: boolean;
  /** The package that speaks to the database. @default none */
  readonly driver?: string;
}

const drivers: readonly (readonly [Stores['database'], readonly string[]])[] = [
  [
    'postgres',
    [
      ...['pg', 'pg-promise', 'postgres', 'postgresql', '@prisma/adapter-pg', 'slonik'],
      ...['psycopg', 'psycopg2', 'psycopg2-binary', 'asyncpg', 'pg8000', 'aiopg'],
    ],
  ],
  ['mariadb', ['mariadb']],
  ['mysql', ['mysql', 'mysql2', 'mysqlclient', 'pymysql', 'aiomysql', 'asyncmy', 'mysql-connector-python']],
];
const fileClients = ['@aws-sdk/client-s3', 'aws-sdk', 's3fs', 'boto3', 'aioboto3', 'aiobotocore', 'django-storages'];

/** Guesses from the names of what is installed. */
function storesOf(dependencies: readonly string[]): Stores {
  const [database, driver] =
    drivers
      .map(([engine, names]) => [engine, names.find((name) => dependencies.includes(name))] as const)
      .find(([, name]) => name !== undefined) ?? [];
  const client = fileClients.find((name) => dependencies.includes(name));
  return {
    database: database ?? 'none',
    fileStore: client !== undefined,
    ...(driver !== undefined && { driver }),
  };
}

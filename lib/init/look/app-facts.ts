import type { WorkingFolder } from '../../ports/working-folder';
import { appSources } from './app-sources';
import { guessOutput, prismaOutput } from './build-output';
import { fixedPortNote } from './fixed-port';
import type { AppKind, FrameworkPlan } from './frameworks/framework';
import { frameworksOf } from './frameworks/frameworks';
import { type HealthPath, healthPathOf } from './health-path';
import { migrationNote } from './migrations';
import { packageFacts } from './package-facts';
import { type PackageManager, packageManagerOf } from './package-manager';
import { settingsExtension } from './settings-extension';
import { type Start, startOf } from './start';
import { type Stores, storesOf } from './stores';

/** What the files of an application tell. */
export interface AppFacts {
  /** Every way in which it could run, the likeliest first; none when nothing is known. */
  readonly kinds: readonly AppKind[];
  /** Plans of the frameworks that were recognised, the likeliest of each kind first. */
  readonly plans: readonly FrameworkPlan[];
  readonly stores: Stores;
  /** Whether there is a `package.json`. */
  readonly packageJson: boolean;
  /** Name in it. @default none */
  readonly name?: string;
  readonly packages: PackageManager;
  /** Whether our program is among its dependencies. */
  readonly hasProgram: boolean;
  /** Names of the scripts in `package.json`. */
  readonly scripts: readonly string[];
  /** Ranges of all it depends on, those for development included, by package. */
  readonly asks: Readonly<Record<string, string>>;
  /** Whether `npm test` tests anything. */
  readonly tests: boolean;
  readonly procfile: boolean;
  /** How it starts as a Node application. */
  readonly start: Start;
  readonly healthPath: HealthPath;
  /** What to do about a port that stands in its sources as a number. @default nothing */
  readonly fixedPort?: string;
  /** What its build writes. */
  readonly buildOutput: readonly string[];
  /** Whether that is a guess among several. */
  readonly unsureOutput: boolean;
  /** What to do about its migrations. @default nothing */
  readonly migrations?: string;
  /** Of the settings file, so that no build of the app compiles it. */
  readonly settingsExtension: 'ts' | 'mjs';
  /** How Python's packages are installed. @default no Python */
  readonly pythonInstall?: string;
  /** Beanstalk installs a requirements.txt or a Pipfile, and no pyproject.toml. */
  readonly pythonInstallable: boolean;
  readonly pytest: boolean;
}

/** Looks at an application; `inside` gives the path of a file of it from the top of the repository. Changes nothing. */
export async function appFacts(folder: WorkingFolder, inside: (path: string) => string): Promise<AppFacts> {
  const app = await appSources(folder, inside);
  const { node, own, python } = app;
  const top = await folder.list('');
  const plans = await frameworksOf(app);
  const plan = plans.find(({ kind }) => kind === 'node');
  const ignored = (path: string) => folder.ignores(`${inside(path)}/file`);
  const guessed = await guessOutput(app, ignored);
  const start = startOf(node, plan);
  const fixedPort = fixedPortNote(app);
  const migrations = await migrationNote(app, start.procfile ?? 'npm start');
  return {
    kinds: kindsOf(app, plans),
    plans,
    stores: await storesOf(app),
    packageJson: own.includes('package.json'),
    ...(node?.name !== undefined && { name: node.name }),
    packages: packageManagerOf([...own, ...top], node?.packageManager ?? (await declaredAtTop(folder))),
    hasProgram: 'preview-stacks' in { ...node?.dependencies, ...node?.devDependencies },
    scripts: Object.keys(node?.scripts ?? {}),
    asks: { ...node?.devDependencies, ...node?.dependencies },
    tests: node?.tests ?? false,
    procfile: own.includes('Procfile'),
    start,
    healthPath: healthPathOf(app),
    ...(fixedPort !== undefined && { fixedPort }),
    buildOutput: [...(plan?.buildOutput ?? guessed.buildOutput), ...(await prismaOutput(app, ignored))],
    unsureOutput: plan?.buildOutput === undefined && guessed.unsure,
    ...(migrations !== undefined && { migrations }),
    settingsExtension: await settingsExtension(app),
    ...pythonInstall(own),
    // Beside an application.py there may be nothing to install.
    pythonInstallable:
      ['requirements.txt', 'Pipfile'].some((name) => own.includes(name)) || !own.includes('pyproject.toml'),
    pytest: python.includes('pytest'),
  };
}

/** The top of a monorepo says it for all. */
async function declaredAtTop(folder: WorkingFolder): Promise<string | undefined> {
  return packageFacts((await folder.read('package.json')) ?? '')?.packageManager;
}

function kindsOf({ node, own }: Awaited<ReturnType<typeof appSources>>, plans: readonly FrameworkPlan[]): AppKind[] {
  const starts = node?.scripts.start !== undefined || plans.some(({ kind, start }) => kind === 'node' && start);
  const others: AppKind[] = [
    ...(isPython(own) ? ['python' as const] : []),
    ...(own.includes('Dockerfile') ? ['docker' as const] : []),
  ];
  // Without a start script whatever else there is comes first; without dependencies it holds tools only, such as this program.
  const tools = node === undefined || Object.keys(node.dependencies).length === 0;
  if (starts) return ['node', ...others];
  return own.includes('package.json') && (!tools || others.length === 0) ? [...others, 'node'] : others;
}

function isPython(own: readonly string[]): boolean {
  return ['requirements.txt', 'pyproject.toml', 'Pipfile', 'manage.py', 'application.py'].some((name) =>
    own.includes(name),
  );
}

const pythonInstallers = [
  ['requirements.txt', 'pip install -r requirements.txt'],
  ['Pipfile', 'pip install pipenv && pipenv install --system'],
  ['pyproject.toml', 'pip install .'],
] as const;

function pythonInstall(own: readonly string[]): Pick<AppFacts, 'pythonInstall'> {
  const [, command] = pythonInstallers.find(([file]) => own.includes(file)) ?? [];
  return command === undefined ? {} : { pythonInstall: command };
}

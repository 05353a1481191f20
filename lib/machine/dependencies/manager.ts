import { PreviewError } from '../../errors';
import { runProgram } from '../run-program';

export type ManagerName = 'npm' | 'pnpm' | 'yarn' | 'yarn-classic' | 'bun';

/** Who installs the packages of a repository. */
export interface Manager {
  readonly name: ManagerName;
  /** As `packageManager` in package.json says. @default not said */
  readonly version?: string;
  /** Name of the lock file. @default there is none */
  readonly lockFile?: string;
}

const lockFiles: readonly (readonly [string, ManagerName])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['npm-shrinkwrap.json', 'npm'],
  ['package-lock.json', 'npm'],
];

/** By `packageManager` of package.json, else by the lock file; npm where neither says it. */
export function managerOf(names: readonly string[], declared: unknown): Manager {
  // Whatever else stands there never becomes a word of a command.
  const [, said, version] =
    /^(npm|pnpm|yarn|bun)@(\d+\.\d+\.\d+(?:-[\w.]+)?)(?:\+[\w.]+)?$/.exec(String(declared)) ?? [];
  const found = lockFiles.filter(([file]) => names.includes(file));
  const [lockFile] = found.find(([, name]) => name === said) ?? (said === undefined ? (found[0] ?? []) : []);
  const name =
    (said as ManagerName | undefined) ?? found[0]?.[1] ?? (names.includes('pnpm-workspace.yaml') ? 'pnpm' : 'npm');
  const classic =
    name === 'yarn' && (version === undefined ? !names.includes('.yarnrc.yml') : version.startsWith('1.'));
  return {
    name: classic ? 'yarn-classic' : name,
    ...(version !== undefined && { version }),
    ...(lockFile !== undefined && { lockFile }),
  };
}

export interface ManagerRun {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly onOutput: (text: string) => void;
}

/** Where npm has a program; Yarn's later versions are under another name there than its first. */
function packageOf({ name, version = '' }: Manager): string {
  return `${name === 'yarn' ? '@yarnpkg/cli-dist' : name === 'yarn-classic' ? 'yarn' : name}@${version}`;
}

/**
 * Runs a package manager: the one on the PATH, else the version that `packageManager` names, brought by npm.
 *
 * @throws PreviewError `package-manager-missing`, `dependencies-failed`
 */
export async function runManager(manager: Manager, args: readonly string[], run: ManagerRun): Promise<void> {
  const { folder, onOutput } = run;
  const environment = {
    ...run.environment,
    COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
    CI: '1',
    npm_config_update_notifier: 'false',
  };
  const [program, ...before] = await launcher(manager, { folder, environment });
  const { code } = await runProgram(program, [...before, ...args], { cwd: folder, environment, onOutput });
  if (code === 0) return;
  throw new PreviewError(
    'dependencies-failed',
    `${manager.name} could not install the packages: it ended with ${code ?? 'a signal'}`,
    {
      fault: 'world',
      hint: `Its output says why. Try \`${commandOf(manager)} ${args.join(' ')}\` in a fresh clone; a lock file that does not fit package.json is the usual reason.`,
    },
  );
}

/**
 * The words that start a package manager: the one on the PATH, else npx with the version that `packageManager` names.
 *
 * @throws PreviewError `package-manager-missing`
 */
export async function launcher(
  manager: Manager,
  where: Pick<ManagerRun, 'folder' | 'environment'>,
): Promise<readonly [string, ...string[]]> {
  const command = commandOf(manager);
  // Node.js brings it.
  if (manager.name === 'npm') return [command];
  const there = await runProgram(command, ['--version'], { cwd: where.folder, environment: where.environment }).catch(
    () => undefined,
  );
  const found = there?.code === 0 ? there.stdout.toString('utf8').trim() : undefined;
  // Both Yarns have one name, and neither reads the lock file of the other.
  const fits = manager.name !== 'yarn' && manager.name !== 'yarn-classic';
  if (found !== undefined && (fits || found.startsWith('1.') === (manager.name === 'yarn-classic'))) return [command];
  return brought(
    manager,
    `the packages are installed with ${manager.name}, and ${found === undefined ? 'it is not here' : `${command} here is ${found}`}`,
  );
}

/**
 * The words by which npm brings a package manager.
 *
 * @param otherwise what is said where package.json names no version
 * @throws PreviewError `package-manager-missing`
 */
export function brought(manager: Manager, otherwise: string): readonly [string, ...string[]] {
  const command = commandOf(manager);
  if (manager.version !== undefined) return ['npx', '--yes', `--package=${packageOf(manager)}`, '--', command];
  throw new PreviewError('package-manager-missing', otherwise, {
    fault: 'user',
    hint: `Install it, or name its version in package.json (\`"packageManager": "${command}@…"\`): then npm brings it.`,
  });
}

export function commandOf({ name }: Manager): string {
  return name === 'yarn-classic' ? 'yarn' : name;
}

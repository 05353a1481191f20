import type { DatabaseSettings, ServiceSettings } from './settings';

/** Where a bundle holds the certificates by which RDS is known. The embedded endpoint adds its own to this file. */
export const certificatesFile = '.preview-stacks/rds-ca.pem';

/** Where Beanstalk puts the bundle before the app starts (developer guide, extending Linux platforms). */
const certificatesPath = `/var/app/current/${certificatesFile}`;

/**
 * The properties by which clients find the certificates, for a service whose bundle holds them: not in a container, which does not see the files
 * of the bundle, and not with a ready zip. `NODE_EXTRA_CA_CERTS` is Node's (CLI documentation); libpq and those that follow it read `PGSSLROOTCERT`
 * and `PGSSLMODE` (PostgreSQL 17, 32.15). With `require`, libpq verifies where the file is there, and goes on where it is not: in the hooks of a
 * first deployment, or after a rollback to an older bundle.
 */
export function certificateProperties(
  engine: DatabaseSettings['engine'],
  service: Pick<ServiceSettings, 'platform' | 'image' | 'bundle'>,
): Readonly<Record<string, string>> {
  if (service.bundle !== undefined || service.image !== undefined || runsContainers(service.platform)) return {};
  return {
    NODE_EXTRA_CA_CERTS: certificatesPath,
    ...(engine === 'postgres' && { PGSSLROOTCERT: certificatesPath, PGSSLMODE: 'require' }),
  };
}

function runsContainers(platform: string): boolean {
  return /^(docker|ecs)\b|:platform\/(Docker|ECS) running /.test(platform);
}

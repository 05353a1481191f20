import { linkProperty } from './link-order';
import type { ServiceSettings, TargetSettings } from './settings';

/** Beanstalk: "The combined size of all environment properties cannot exceed 4,096 bytes", as `name=value` (trap T16). */
export const propertyBytesLimit = 4096;

/** Taken for a value that only a deploy knows; the longest are host names of databases: 63 + 12 + region and domain. */
export const unknownBytes = 128;

/** The longest URL: scheme, 128 characters of host (what a balancer's rule holds), and a port. */
const urlBytes = 144;

/** The longest form of a branch in a tag and a property. */
const branchBytes = 255;

type Services = TargetSettings['services'];

/** What the properties of a service take at the most, whatever target, branch and commit are deployed: `written` by settings, and all. */
export function propertyBytes(
  service: ServiceSettings,
  { services, database, fileStore }: Pick<TargetSettings, 'services' | 'database' | 'fileStore'>,
): { readonly written: number; readonly all: number } {
  const written = sum({ ...service.environment, ...service.secrets });
  const set = {
    ...linked(service.links, services),
    ...(database !== 'none' && databaseBytes(database.name, database.snapshot?.credentials)),
    ...(fileStore !== 'none' && { FILES_BUCKET: unknownBytes }),
    PREVIEW_STACKS_TARGET: 'production'.length,
    PREVIEW_STACKS_BRANCH: branchBytes,
    PREVIEW_STACKS_COMMIT: 40,
    PREVIEW_STACKS_URL: urlBytes,
  };
  return {
    written,
    all: written + Object.entries(set).reduce((size, [name, value]) => size + name.length + 1 + value, 0),
  };
}

function databaseBytes(name: string, credentials: string | undefined): Readonly<Record<string, number>> {
  const secret = (key: string) =>
    credentials === undefined ? unknownBytes : Buffer.byteLength(`${credentials}:${key}`);
  return {
    RDS_HOSTNAME: unknownBytes,
    RDS_PORT: unknownBytes,
    RDS_DB_NAME: Buffer.byteLength(name),
    RDS_USERNAME: secret('username'),
    RDS_PASSWORD: secret('password'),
  };
}

function linked(links: readonly string[], services: Services): Readonly<Record<string, number>> {
  return Object.fromEntries(
    links.map((sibling) => [linkProperty(sibling, services[sibling]?.kind ?? 'public'), urlBytes]),
  );
}

function sum(values: Readonly<Record<string, string>>): number {
  return Object.entries(values).reduce((size, [name, value]) => size + Buffer.byteLength(`${name}=${value}`), 0);
}

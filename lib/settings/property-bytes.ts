import { accessProperties } from './access/access-properties';
import { certificateProperties } from './database-certificates';
import { givenNames } from './given-names';
import { linkProperty } from './link-order';
import type { DatabaseSettings, FileStoreSettings, ServiceSettings, TargetSettings } from './settings';

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
  { access, services, database, fileStore }: Pick<TargetSettings, 'access' | 'services' | 'database' | 'fileStore'>,
): { readonly written: number; readonly all: number } {
  const written = sum({ ...service.environment, ...service.secrets });
  // As for a preview: which target it is counts for no size.
  const asked = accessProperties({ ...access, index: false }, service);
  const set = {
    ...linked(service.links, services),
    ...(database !== 'none' && databaseBytes(database, service)),
    ...(fileStore !== 'none' && fileStoreBytes(fileStore, service)),
    PREVIEW_STACKS_TARGET: 'production'.length,
    PREVIEW_STACKS_BRANCH: branchBytes,
    PREVIEW_STACKS_COMMIT: 40,
    PREVIEW_STACKS_URL: urlBytes,
  };
  return {
    written,
    all:
      written +
      sum({ ...asked.environment, ...asked.secrets }) +
      Object.entries(set).reduce((size, [name, value]) => size + name.length + 1 + value, 0),
  };
}

function databaseBytes(
  { engine, name, snapshot, environment }: DatabaseSettings,
  service: ServiceSettings,
): Readonly<Record<string, number>> {
  const secret = (key: string) =>
    snapshot?.credentials === undefined ? unknownBytes : Buffer.byteLength(`${snapshot.credentials}:${key}`);
  const fields = {
    host: unknownBytes,
    port: unknownBytes,
    name: Buffer.byteLength(name),
    username: secret('username'),
    password: secret('password'),
    url: unknownBytes,
  };
  const given = givenNames(environment, service).map(([property, field]) => [property, fields[field]] as const);
  const taken = { ...service.environment, ...service.secrets };
  const certificates = Object.entries(certificateProperties(engine, service))
    .filter(([property]) => !Object.hasOwn(taken, property))
    .map(([property, value]) => [property, Buffer.byteLength(value)] as const);
  return {
    ...Object.fromEntries([...certificates, ...given]),
    RDS_HOSTNAME: fields.host,
    RDS_PORT: fields.port,
    RDS_DB_NAME: fields.name,
    RDS_USERNAME: fields.username,
    RDS_PASSWORD: fields.password,
  };
}

function fileStoreBytes(
  { environment }: FileStoreSettings,
  service: ServiceSettings,
): Readonly<Record<string, number>> {
  const names = givenNames(environment, service).map(([property]) => [property, unknownBytes]);
  return { FILES_BUCKET: unknownBytes, ...Object.fromEntries(names) };
}

function linked(links: readonly string[], services: Services): Readonly<Record<string, number>> {
  return Object.fromEntries(
    links.map((sibling) => [linkProperty(sibling, services[sibling]?.kind ?? 'public'), urlBytes]),
  );
}

function sum(values: Readonly<Record<string, string>>): number {
  return Object.entries(values).reduce((size, [name, value]) => size + Buffer.byteLength(`${name}=${value}`), 0);
}

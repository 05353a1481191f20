import { defaultConnections } from './alarms/default-connections';
import type { Inherited, Leaf } from './layers/inherit';
import type { DatabaseSettings, QueueSettings } from './settings';

/** The version of each engine when settings give none. */
const engineVersions: Readonly<Record<DatabaseSettings['engine'], string>> = {
  postgres: '17.6',
  mysql: '8.4.6',
  mariadb: '11.8.3',
};

/** Drivers of SQLAlchemy take no `postgres`, Prisma no `mariadb`. */
const urlSchemes: Readonly<Record<DatabaseSettings['engine'], string>> = {
  postgres: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mysql',
};

/**
 * What makes a client of PostgreSQL use TLS, which RDS asks for since version 15: node-postgres, libpq, JDBC, Prisma and Go all know it. No
 * parameter is common to clients of MySQL: mysql2 takes JSON in `ssl`, the MariaDB connector `ssl=true`, Prisma `sslaccept`, and PyMySQL none.
 */
const urlParameters: Readonly<Record<DatabaseSettings['engine'], string>> = {
  postgres: 'sslmode=require',
  mysql: '',
  mariadb: '',
};

/** The master user when settings give none. */
const defaultUsername = 'app';

/** The queue of a worker when settings give nothing of it. */
export const defaultQueue: QueueSettings = { path: '/', visibilitySeconds: 300, attempts: 5 };

/** Where the container of an image listens when settings give no port. */
export const defaultContainerPort = 8080;

/** The app is started on this machine: minutes of instances and balancers do not pass. */
const localHealthMinutes = 2;

/** Fills in what settings do not give and what follows from another value: the port from the scheme, the version from the engine. */
export function derived(values: Inherited): Inherited {
  let result = values;
  if (!result.has('port')) result = set(result, 'port', textAt(result, 'scheme') === 'http' ? 80 : 443);
  if (isLocal(result) && isBuiltIn(result, 'healthTimeoutMinutes')) {
    result = set(result, 'healthTimeoutMinutes', localHealthMinutes);
  }
  const database = recordAt(result, 'database');
  if (database) result = new Map(result).set('database', derivedDatabase(database));
  const alarms = recordAt(result, 'alarms');
  if (alarms && database && !alarms.has('databaseConnections')) {
    const connections = defaultConnections(String(textAt(database, 'instanceClass')));
    result = new Map(result).set('alarms', set(alarms, 'databaseConnections', connections));
  }
  const services = recordAt(result, 'services');
  return services ? new Map(result).set('services', mapRecords(services, derivedService)) : result;
}

/** Names under `localhost` lead to this machine (RFC 6761, 6.3): what answers there is the embedded endpoint. */
function isLocal(values: Inherited): boolean {
  const names = ['host', 'previewDomain'].flatMap((key) => textAt(values, key) ?? []);
  return names.length > 0 && names.every((name) => /(^|\.)localhost$/.test(String(name)));
}

function isBuiltIn(values: Inherited, key: string): boolean {
  const node = values.get(key);
  return node !== undefined && !(node instanceof Map) && (node as Leaf).origin.layer.startsWith('built-in');
}

function derivedDatabase(database: Inherited): Inherited {
  let result = database;
  const engine = String(textAt(result, 'engine'));
  if (!result.has('version') && Object.hasOwn(engineVersions, engine)) {
    result = set(result, 'version', engineVersions[engine as DatabaseSettings['engine']]);
  }
  if (!result.has('urlParameters') && Object.hasOwn(urlParameters, engine)) {
    result = set(result, 'urlParameters', urlParameters[engine as DatabaseSettings['engine']]);
  }
  if (!result.has('urlScheme') && Object.hasOwn(urlSchemes, engine)) {
    result = set(result, 'urlScheme', urlSchemes[engine as DatabaseSettings['engine']]);
  }
  // Whose password no template knows has no URL: what no person asked for is left out.
  const names = recordAt(result, 'environment');
  if (names && recordAt(result, 'snapshot')?.has('credentials')) {
    const kept = [...names].filter(([name]) => textAt(names, name) !== 'url' || !isBuiltIn(names, name));
    result = new Map(result).set('environment', new Map(kept));
  }
  // A snapshot brings its own user.
  return result.has('username') || result.has('snapshot') ? result : set(result, 'username', defaultUsername);
}

function derivedService(service: Inherited): Inherited {
  let result = service;
  if (textAt(result, 'kind') === 'worker') {
    let queue: Inherited = recordAt(result, 'queue') ?? new Map();
    for (const [key, value] of Object.entries(defaultQueue)) if (!queue.has(key)) queue = set(queue, key, value);
    result = new Map(result).set('queue', queue);
  }
  return result.has('image') && !result.has('containerPort')
    ? set(result, 'containerPort', defaultContainerPort)
    : result;
}

function mapRecords(values: Inherited, change: (record: Inherited) => Inherited): Inherited {
  return new Map(
    [...values].map(([key, node]) => [key, node instanceof Map ? change(node as Inherited) : node] as const),
  );
}

function recordAt(values: Inherited, key: string): Inherited | undefined {
  const node = values.get(key);
  return node instanceof Map ? (node as Inherited) : undefined;
}

function textAt(values: Inherited, key: string): unknown {
  const node = values.get(key);
  return node instanceof Map ? undefined : (node as Leaf | undefined)?.value;
}

function set(values: Inherited, key: string, value: Leaf['value']): Inherited {
  return new Map(values).set(key, { value, origin: { layer: 'built-in base' } });
}

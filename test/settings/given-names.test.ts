import { propertyBytes } from '../../lib/settings/property-bytes';
import { resolveSettings } from '../../lib/settings/resolve';
import type { SettingsFile, SettingsLayer } from '../../lib/settings/settings';
import { credentials, faultsOf, smallest, withBase } from './files';

const valuesOf = (base: SettingsLayer) =>
  resolveSettings({ ...smallest, base: { region: 'eu-central-1', ...base } } as SettingsFile, { kind: 'production' })
    .values;

function environmentOf(database: SettingsLayer['database']): unknown {
  const values = valuesOf({ database });
  return values.database === 'none' ? 'none' : values.database.environment;
}

describe('the names by which services get their database', () => {
  test('are DATABASE_URL besides RDS_*, and those that settings add', () => {
    expect(environmentOf({})).toEqual({ DATABASE_URL: 'url' });
    expect(environmentOf({ environment: { DB_HOST: 'host' } })).toEqual({ DATABASE_URL: 'url', DB_HOST: 'host' });
    expect(environmentOf({ environment: { DATABASE_URL: 'none' } })).toEqual({ DATABASE_URL: 'none' });
  });

  test('hold no URL where a secret of the team holds the password, unless a person asked for one, which is a fault', () => {
    const snapshot = { id: 'nightly', credentials };
    expect(environmentOf({ snapshot, environment: { DB_HOST: 'host' } })).toEqual({ DB_HOST: 'host' });
    expect(faultsOf(withBase({ database: { snapshot } }))).toEqual([]);
    expect(faultsOf(withBase({ database: { snapshot, environment: { PGURL: 'url' } } }))).toHaveLength(1);
  });

  test('hold a URL where the snapshot names its user, whose password is made anew', () => {
    expect(environmentOf({ snapshot: { id: 'nightly', username: 'shop' } })).toEqual({ DATABASE_URL: 'url' });
  });

  test('may be those that a service has by itself, or that only one of two has a need of', () => {
    const own = { environment: { DATABASE_URL: 'sqlite:///tmp/a' } };
    expect(faultsOf(withBase({ services: { web: own } }))).toEqual([]);
    const both = { database: { environment: { X: 'host' } }, fileStore: { environment: { X: 'bucket' } } };
    expect(faultsOf(withBase({ ...both, services: { web: { environment: { X: 'mine' } } } }))).toEqual([]);
    expect(faultsOf(withBase({ ...both, fileStore: 'none' }))).toEqual([]);
  });
});

test.each<[object, string]>([
  [
    withBase({ database: { snapshot: { id: 'nightly', username: 'shop', credentials } } }),
    `base.database.snapshot.credentials: the snapshot's user is named twice, as "shop" and by credentials`,
  ],
  [
    withBase({ database: { snapshot: { id: 'nightly', username: 'shop owner' } } }),
    `base.database.snapshot.username: "shop owner" is not the name of a snapshot's master user`,
  ],
  [
    withBase({ database: { snapshot: { id: 'nightly', credentials }, environment: { DATABASE_URL: 'url' } } }),
    'base.database.environment.DATABASE_URL: no URL can be made of the password in database.snapshot.credentials',
  ],
  [
    withBase({ database: { environment: { DB_HOST: 'hostname' } } }),
    'base.database.environment.DB_HOST: "hostname" is not one of "host", "port", "name"',
  ],
  [
    withBase({ database: { environment: { RDS_URL: 'url' } } }),
    'base.database.environment.RDS_URL: RDS_URL is set for you: the database',
  ],
  [
    withBase({ database: { environment: { 'DB URL': 'url' } } }),
    'base.database.environment.DB URL: "DB URL" is not the name of an environment property',
  ],
  [
    withBase({ database: { environment: { STORE: 'host' } }, fileStore: { environment: { STORE: 'bucket' } } }),
    'base.fileStore.environment.STORE: STORE is given by the database, too',
  ],
  [
    withBase({ services: { web: { links: ['db'] }, db: {} }, database: { environment: { DB_URL: 'url' } } }),
    'base.database.environment.DB_URL: DB_URL is set by the link of web to db',
  ],
  [
    withBase({ fileStore: { environment: { AWS_REGION: 'zone' } } }),
    'base.fileStore.environment.AWS_REGION: "zone" is not one of "bucket", "region", "none"',
  ],
  [
    withBase({ database: { urlScheme: 'postgresql://' } }),
    'base.database.urlScheme: "postgresql://" is not the scheme',
  ],
  [
    withBase({ database: { urlParameters: 'a={{resolve:secretsmanager:other}}' } }),
    'base.database.urlParameters: "a={{resolve:secretsmanager:other}}" is not the query of a URL',
  ],
  [withBase({ database: { urlParameters: 'sslmode=require#x' } }), 'is not the query of a URL'],
])('%j has the fault %s', (file, fault) => {
  expect(faultsOf(file).join('\n')).toContain(fault);
});

test('the scheme of the URL follows the engine', () => {
  const schemeOf = (database: SettingsLayer['database']) => {
    const values = valuesOf({ database });
    return values.database === 'none' ? '' : values.database.urlScheme;
  };
  expect(schemeOf({})).toBe('postgresql');
  expect(schemeOf({ engine: 'mysql' })).toBe('mysql');
  expect(schemeOf({ engine: 'mariadb' })).toBe('mysql');
  expect(schemeOf({ engine: 'mariadb', urlScheme: 'mariadb' })).toBe('mariadb');
});

test('the parameters of the URL ask PostgreSQL for TLS, and other engines for nothing that their clients would refuse', () => {
  const parametersOf = (database: SettingsLayer['database']) => {
    const values = valuesOf({ database });
    return values.database === 'none' ? 'none' : values.database.urlParameters;
  };
  expect(parametersOf({})).toBe('sslmode=require');
  expect(parametersOf({ urlParameters: '' })).toBe('');
  expect(parametersOf({ engine: 'mysql' })).toBe('');
  expect(parametersOf({ engine: 'mariadb' })).toBe('');
});

describe('the bytes of the properties', () => {
  const bytesOf = (base: SettingsLayer) => {
    const values = valuesOf(base);
    const { web } = values.services;
    return web ? propertyBytes(web, values) : undefined;
  };
  const bare: SettingsLayer = { database: { environment: { DATABASE_URL: 'none' } } };

  test('count each given name, and none that the service has by itself', () => {
    const without = bytesOf(bare)?.all ?? 0;
    expect(bytesOf({})?.all).toBe(without + 'DATABASE_URL='.length + 128);
    expect(bytesOf({ database: { environment: { DATABASE_URL: 'none', DB: 'name' } } })?.all).toBe(
      without + 'DB=app'.length,
    );
    expect(bytesOf({ ...bare, fileStore: { environment: { AWS_REGION: 'region' } } })?.all).toBe(
      without + 'AWS_REGION='.length + 128,
    );
    const certificates = '/var/app/current/.preview-stacks/rds-ca.pem'.length;
    const container = bytesOf({ ...bare, services: { web: { platform: 'docker' } } })?.all ?? 0;
    expect(without - container).toBe('NODE_EXTRA_CA_CERTS=PGSSLROOTCERT=PGSSLMODE=require'.length + 2 * certificates);
    const own = bytesOf({ services: { web: { environment: { DATABASE_URL: 'x' } } } });
    expect(own?.all).toBe(without + 'DATABASE_URL=x'.length);
  });
});

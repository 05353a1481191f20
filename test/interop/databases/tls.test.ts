import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { explainDatabaseTls } from '../../../lib/health/database-tls';
import type { DatabaseInstance, Databases } from '../../../lib/local/rds/databases';
import { usualFolders } from '../../../lib/local/rds/mariadb/mariadb-programs';
import { openDatabases } from '../../../lib/local/rds/open-databases';
import { openAuthority } from '../../../lib/local/rds/tls/authority';
import { memoryJournal } from '../../local/state/memory-journal';
import { type Ran, runProgram } from '../run-program';
import { driverPrograms, programOf } from './driver-programs';

/** The drivers that people use, and PostgreSQL's own client where it is installed, at databases that force TLS. */
let folder: string;
let databases: Databases;
let ca: string;
const instances: Partial<Record<'postgres' | 'mysql', DatabaseInstance>> = {};
const login = { databaseName: 'app', username: 'app', password: 'not-a-secret', tags: {} };

const place = {
  ...{ journal: memoryJournal(), accountId: '1', region: 'eu-central-1' },
  programFolders: [...(process.env.PATH ?? '').split(delimiter), ...usualFolders],
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-drivers-'));
  const packages = Object.assign({}, ...driverPrograms.map((one) => one.packages)) as Record<string, string>;
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'drivers', private: true, dependencies: packages }),
  );
  execFileSync('npm', ['install', '--silent', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
  });
  databases = await openDatabases({ folder, ...place });
  instances.postgres = await databases.create({ ...login, engine: 'postgres', identifier: 'one' });
  const group = { name: 'forced', family: 'mysql8.4', description: '', subnets: [], tags: {} };
  databases.putGroup('pg', { ...group, parameters: { require_secure_transport: '1' } });
  instances.mysql = await databases.create({
    ...{ ...login, engine: 'mysql', engineVersion: '8.4.6', identifier: 'two', parameterGroup: 'forced' },
  });
  ca = join(folder, 'rds-ca.pem');
  writeFileSync(ca, databases.caCertificate);
});
afterAll(async () => {
  await databases?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the app of a service is given. */
function environmentOf(engine: 'postgres' | 'mysql', trusts: boolean): Record<string, string> {
  const { address = '', port = 0 } = instances[engine] ?? {};
  const name = `${login.username}:${login.password}@${address}:${port}/${login.databaseName}`;
  return {
    ...{ RDS_HOSTNAME: address, RDS_PORT: String(port), RDS_USERNAME: login.username, RDS_PASSWORD: login.password },
    RDS_DB_NAME: login.databaseName,
    DATABASE_URL: engine === 'postgres' ? `postgresql://${name}?sslmode=require` : `mysql://${name}`,
    ...(trusts && { NODE_EXTRA_CA_CERTS: ca }),
  };
}

let number = 0;
function run(lines: string, environment: Record<string, string>): Promise<Ran> {
  number += 1;
  const file = join(folder, `program-${number}.js`);
  writeFileSync(file, programOf(lines));
  return runProgram('http://127.0.0.1:9', folder, process.execPath, [file], environment);
}

const explained = ({ output, errors }: Ran) => explainDatabaseTls(`${output}\n${errors}`.split('\n'));
const runs = (engine: 'postgres' | 'mysql') => !instances[engine]?.address.endsWith('.recorded.invalid');

test.each(driverPrograms.map((one) => [one.name, one.engine, one] as const))(
  '%s with %s is refused without TLS, does not trust at first sight, and is let in as the explanation says',
  async (name, engine, { plain, advised, options, shown = name }) => {
    if (!runs(engine)) return;
    const [refused, untrusting, ...entered] = await Promise.all([
      run(plain, environmentOf(engine, true)),
      run(advised, environmentOf(engine, false)),
      run(advised, environmentOf(engine, true)),
      ...(options ? [run(options, environmentOf(engine, true))] : []),
    ]);
    expect(entered).toEqual(entered.map(() => ({ code: 0, output: '', errors: expect.any(String) })));
    expect([refused.code, explained(refused)?.cause]).toEqual([1, expect.stringContaining('without TLS')]);
    expect([untrusting.code, explained(untrusting)?.cause]).toEqual([1, expect.stringContaining('does not know')]);
    // The frames of a failed handshake are Node's own with some.
    expect(explained(refused)?.fix).toContain(`With ${shown}: `);
  },
);

test('psql verifies by PGSSLROOTCERT, is refused without TLS, and asks in vain for channel binding', async () => {
  if (!existsSync('/usr/bin/psql')) return;
  const ask = (query: string, environment: Record<string, string> = {}) => {
    const { DATABASE_URL = '' } = environmentOf('postgres', false);
    const url = DATABASE_URL.replace('sslmode=require', query);
    return runProgram('http://127.0.0.1:9', folder, '/usr/bin/psql', [url, '-Atc', 'select 1'], environment);
  };
  const trusting = { PGSSLROOTCERT: ca };
  expect(await ask('sslmode=verify-full', trusting)).toEqual({ code: 0, output: '1\n', errors: '' });
  expect((await ask('', { ...trusting, PGSSLMODE: 'verify-full' })).output).toBe('1\n');
  expect((await ask('sslmode=require&channel_binding=prefer', trusting)).output).toBe('1\n');
  expect(explained(await ask('sslmode=disable', trusting))?.cause).toContain('without TLS');
  expect(explained(await ask('sslmode=verify-full', {}))?.cause).toContain('is not there');
  const other = { PGSSLROOTCERT: join(folder, 'other.pem') };
  writeFileSync(other.PGSSLROOTCERT, openAuthority(join(folder, 'other')).certificate);
  expect(explained(await ask('sslmode=verify-full', other))?.cause).toContain('does not know');
  const bound = await ask('sslmode=require&channel_binding=require', trusting);
  expect(explained(bound)?.cause).toContain('channel binding');
});

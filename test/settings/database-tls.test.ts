import { forcesTls } from '../../lib/local/rds/tls/forced-tls';
import { parameterFamily, tlsByDefault, tlsParameters } from '../../lib/settings/database-tls';
import type { DatabaseSettings } from '../../lib/settings/settings';
import { faultsOf, withBase, withPreview } from './files';

type Row = readonly [DatabaseSettings['engine'], version: string, byDefault: string, family: string];
const rows: readonly Row[] = [
  ['postgres', '14.22', 'optional', 'postgres14'],
  ['postgres', '15.1', 'required', 'postgres15'],
  ['postgres', '17.6', 'required', 'postgres17'],
  ['mysql', '8.0.44', 'optional', 'mysql8.0'],
  ['mysql', '8.4.6', 'optional', 'mysql8.4'],
  ['mysql', '9.7.0', 'required', 'mysql9.7'],
  ['mariadb', '10.11.14', 'optional', 'mariadb10.11'],
  ['mariadb', '11.4.8', 'optional', 'mariadb11.4'],
  ['mariadb', '11.8.3', 'required', 'mariadb11.8'],
];

test.each(rows)('%s %s is by itself %s, and its parameters are those of %s', (engine, version, byDefault, family) => {
  expect([tlsByDefault({ engine, version }), parameterFamily({ engine, version })]).toEqual([byDefault, family]);
});

test('what settings say of a version, and what a group of theirs sets, is what the embedded endpoint does', () => {
  for (const [engine, version] of rows) {
    const instance = { engine, engineVersion: version };
    expect(forcesTls(instance)).toBe(tlsByDefault({ engine, version }) === 'required');
    for (const tls of ['required', 'optional'] as const) {
      expect(forcesTls(instance, tlsParameters({ engine, tls }))).toBe(tls === 'required');
    }
  }
});

test('settings take both values in each layer, for each engine', () => {
  expect(faultsOf(withBase({ database: { tls: 'optional' } }))).toEqual([]);
  expect(faultsOf(withPreview({ database: { engine: 'mysql', tls: 'required' } }))).toEqual([]);
});

test.each([true, 'verify-full', 'ON', 'none'])('%j is no way with TLS', (tls) => {
  expect(faultsOf(withBase({ database: { tls } }))).toEqual([
    expect.stringContaining(`base.database.tls: ${JSON.stringify(tls)} is not one of "required", "optional"`),
  ]);
});

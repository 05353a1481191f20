import { reservedNames as ofTheEndpoint } from '../../lib/local/rds/check-request';
import { reservedNames } from '../../lib/settings/check/data/reserved-names';
import { fullFaultsOf, withBase } from './files';

const faultsOf = (base: object) => fullFaultsOf(withBase(base));

const mySql = { engine: 'mysql', version: '8.4.6' };
const mariaDb = { engine: 'mariadb', version: '11.8.3' };

describe('D19 a value of `environment`', () => {
  const path = 'base.services.web.environment.MULTI';
  const withValue = (value: string) => faultsOf({ services: { web: { environment: { MULTI: value } } } });

  test.each([
    ['a line break', '-----BEGIN KEY-----\nabc\n-----END KEY-----\n'],
    ['a line break', 'a\r\nb'],
    ['the control character U+0007', 'a\u0007b'],
    ['the control character U+007F', 'a\u007f'],
    ['the control character U+0000', 'a\0b'],
  ])('with %s is refused with its path, and is not shown', (what, value) => {
    const faults = withValue(value);
    expect(faults).toEqual([
      {
        path,
        message: `the value (not shown, it may be secret) holds ${what}, which Beanstalk refuses`,
        hint: 'Put it into `secrets`, encode it as base64, or write \\n for a line break and let the app read it.',
      },
    ]);
  });

  test.each(['a\tb', '  $HOME "quoted" \\n #%{} ', 'größe 😀', ''])('%j is taken as it is', (value) => {
    expect(withValue(value)).toEqual([]);
  });
});

describe('D20 names that an engine reserves', () => {
  test('stand in one table: settings and the endpoint hold the same', () => {
    expect(ofTheEndpoint).toEqual(reservedNames);
  });

  test.each([
    [{ name: 'db' }, 'base.database.name', /^"db" cannot be the name of a database: postgres reserves it$/],
    [{ name: 'template1' }, 'base.database.name', /postgres reserves it$/],
    [{ ...mySql, name: 'sys' }, 'base.database.name', /^"sys" .* mysql reserves it$/],
    [{ ...mariaDb, name: 'information_schema' }, 'base.database.name', /mariadb reserves it$/],
    [{ username: 'admin' }, 'base.database.username', /^"admin" .* postgres reserves it$/],
    [{ username: 'pg_shop' }, 'base.database.username', /postgres reserves it$/],
    [{ ...mySql, username: 'root' }, 'base.database.username', /mysql reserves it$/],
  ])('%j is refused with its path', (database, path, message) => {
    expect(faultsOf({ database })).toEqual([
      { path, message: expect.stringMatching(message), hint: expect.stringMatching(/^Write another name/) },
    ]);
  });

  test.each([
    { username: 'postgres' },
    { ...mySql, username: 'admin' },
    { ...mariaDb, username: 'admin' },
    { ...mySql, name: 'db', username: 'postgres' },
    { name: 'sys' },
  ])('%j is taken: its engine does not reserve it', (database) => {
    expect(faultsOf({ database })).toEqual([]);
  });
});

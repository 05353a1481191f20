import { forcesTls } from '../../../../lib/local/rds/tls/forced-tls';

test.each([
  ['postgres', '14.22', false],
  ['postgres', '15.1', true],
  ['postgres', '18', true],
  ['mariadb', '10.11.9', false],
  ['mariadb', '11.4.8', false],
  ['mariadb', '11.8.3', true],
  ['mysql', '8.0.43', false],
  ['mysql', '8.4.6', false],
  ['mysql', '9.7.0', true],
  ['mysql', '', false],
])('%s %s refuses plain connections by itself: %s', (engine, engineVersion, forced) => {
  expect(forcesTls({ engine, engineVersion })).toBe(forced);
});

test.each([
  ['postgres', '17.6', { 'rds.force_ssl': '0' }, false],
  ['postgres', '14.22', { 'rds.force_ssl': '1' }, true],
  ['postgres', '17.6', { require_secure_transport: '0' }, true],
  ['mariadb', '11.8.3', { require_secure_transport: '0' }, false],
  ['mariadb', '11.8.3', { require_secure_transport: 'OFF' }, false],
  ['mysql', '8.4.6', { require_secure_transport: 'on' }, true],
  ['mysql', '8.4.6', { require_secure_transport: '1' }, true],
])('%s %s with the parameters %j: %s', (engine, engineVersion, parameters, forced) => {
  expect(forcesTls({ engine, engineVersion }, parameters as Record<string, string>)).toBe(forced);
});

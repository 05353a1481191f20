import type { SettingsLayer } from '../../../lib/settings/settings';
import { environmentInput, preview, production } from '../inputs';
import { environmentTemplate } from '../template';

const group = 'AWS::RDS::DBParameterGroup';
const made = (database: SettingsLayer['database'], target = preview) =>
  environmentTemplate(environmentInput(target, { database }));
const mariaDb = (version: string, tls: 'required' | 'optional') =>
  ({ engine: 'mariadb', ...{ version, tls } }) as const;

describe('the parameter group of a database', () => {
  test('is not named where settings say nothing of TLS', async () => {
    const template = await made({});
    expect(template.all(group)).toEqual([]);
    expect(template.one('AWS::RDS::DBInstance').Properties).not.toHaveProperty('DBParameterGroupName');
    expect(template.outputs).not.toHaveProperty('DatabaseParameterGroup');
  });

  test.each<[string, SettingsLayer['database'], string, object]>([
    ['PostgreSQL 17', { tls: 'optional' }, 'postgres17', { 'rds.force_ssl': '0' }],
    ['PostgreSQL 14', { version: '14.22', tls: 'required' }, 'postgres14', { 'rds.force_ssl': '1' }],
    ['MySQL 8.4', { engine: 'mysql', tls: 'required' }, 'mysql8.4', { require_secure_transport: '1' }],
    ['MariaDB 11.4', mariaDb('11.4.8', 'required'), 'mariadb11.4', { require_secure_transport: '1' }],
    ['MariaDB 11.8', mariaDb('11.8.3', 'optional'), 'mariadb11.8', { require_secure_transport: '0' }],
  ])('sets one parameter where settings say otherwise than %s does', async (_, database, Family, Parameters) => {
    const template = await made(database);
    expect(template.one(group).Properties).toMatchObject({ Family, Parameters, Description: expect.any(String) });
    const name = { Ref: template.id(group) };
    expect(template.one('AWS::RDS::DBInstance').Properties.DBParameterGroupName).toEqual(name);
    expect(template.outputs.DatabaseParameterGroup).toEqual({ Value: name });
  });

  test('has no name of its own: that of its stack is what the rights of CloudFormation are bound to', async () => {
    expect((await made({ tls: 'optional' })).one(group).Properties).not.toHaveProperty('DBParameterGroupName');
  });

  test.each<[SettingsLayer['database'], string]>([
    [{ tls: 'required' }, 'default.postgres17'],
    [{ engine: 'mysql', tls: 'optional' }, 'default.mysql8.4'],
    [mariaDb('11.8.3', 'required'), 'default.mariadb11.8'],
  ])("is RDS's own where %j is what the version does", async (database, name) => {
    const template = await made(database);
    expect(template.all(group)).toEqual([]);
    expect(template.one('AWS::RDS::DBInstance').Properties.DBParameterGroupName).toBe(name);
    expect(template.outputs.DatabaseParameterGroup).toEqual({ Value: name });
  });

  test('goes with the database of a preview, and stays with that of production', async () => {
    for (const [target, DeletionPolicy] of [[preview, 'Delete'] as const, [production, 'Retain'] as const]) {
      expect((await made({ tls: 'optional' }, target)).one(group)).toMatchObject({ DeletionPolicy });
    }
  });

  test('changes nothing of what clients are given: they speak TLS to a database that would let them in without', async () => {
    const [said, unsaid] = await Promise.all([made({ tls: 'optional' }), made({})]);
    expect(said.options()).toEqual(unsaid.options());
    const urlOf = (template: typeof said) => template.resources[template.databaseSecrets().url]?.Properties;
    expect(urlOf(said)).toEqual(urlOf(unsaid));
    expect(JSON.stringify(urlOf(said))).toContain('sslmode=require');
  });
});

import { templateChanges } from '../../lib/deploy/stack/template-changes';
import type { SettingsLayer } from '../../lib/settings/settings';
import { environmentInput, preview, production, threeServices } from '../constructs/inputs';
import { environmentTemplate } from '../constructs/template';

const template = async (layer: SettingsLayer = {}, target = preview) =>
  (await environmentTemplate(environmentInput(target, layer))).body;
const summary = (changes: ReturnType<typeof templateChanges>) =>
  changes.map(({ impact, type, data }) => `${impact} ${type}${data === undefined ? '' : `: ${data}`}`);

describe('the changes between two templates', () => {
  test('of the same settings are none', async () => {
    expect(templateChanges(await template(), await template())).toEqual([]);
  });

  test('name the options of an environment that change, and nothing else of it', async () => {
    const changed = { services: { web: { instanceType: 'm7i.large', environment: { LOG_LEVEL: 'debug' } } } };
    expect(templateChanges(await template(), await template(changed))).toEqual([
      {
        logicalId: expect.stringMatching(/^WebEnvironment/),
        type: 'AWS::ElasticBeanstalk::Environment',
        impact: 'update',
        properties: [
          'aws:ec2:instances InstanceTypes',
          'aws:ec2:instances SupportedArchitectures',
          'aws:elasticbeanstalk:application:environment LOG_LEVEL',
        ],
      },
    ]);
  });

  test('D02 say of an option that it is removed', async () => {
    const plain = { services: { web: { environment: { API_KEY: 'x' } } } };
    const arn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:key-AbCdEf';
    const secret = { services: { web: { secrets: { API_KEY: arn } } } };
    const [change] = templateChanges(await template(plain, production), await template(secret, production)).filter(
      ({ type }) => type === 'AWS::ElasticBeanstalk::Environment',
    );
    expect(change?.properties).toEqual([
      'aws:elasticbeanstalk:application:environment API_KEY (removed)',
      'aws:elasticbeanstalk:application:environmentsecrets API_KEY',
    ]);
  });

  test('tell first of a database that is replaced, and that its data is lost', async () => {
    const [first] = templateChanges(await template(), await template({ database: { name: 'other' } }));
    expect(first).toMatchObject({ impact: 'replace', type: 'AWS::RDS::DBInstance', data: 'the database: LOST' });
    expect(first?.properties[0]).toBe('DBName');
  });

  test('tell of data that goes with what is removed, and of data that is kept', async () => {
    const none = { database: 'none', fileStore: 'none' } as const;
    expect(summary(templateChanges(await template(), await template(none)))).toEqual(
      expect.arrayContaining([
        'remove AWS::RDS::DBInstance: the database: LOST',
        'remove AWS::S3::Bucket: the files in the bucket: LOST',
      ]),
    );
    expect(summary(templateChanges(await template({}, production), await template(none, production)))).toEqual(
      expect.arrayContaining([
        'remove AWS::RDS::DBInstance: the database: the old one stays, outside of the stack',
        'remove AWS::S3::Bucket: the files in the bucket: the old one stays, outside of the stack',
      ]),
    );
  });

  test('tell of the snapshot that stays of a protected database which is replaced', async () => {
    const other = await template({ database: { name: 'other' } }, production);
    expect(templateChanges(await template({}, production), other)[0]?.data).toBe(
      'the database: a snapshot of the old one stays',
    );
  });

  test('say that another parameter group changes the database in place, and nothing more than that', async () => {
    const changes = templateChanges(await template(), await template({ database: { tls: 'optional' } }));
    expect(changes).toEqual([
      expect.objectContaining({ impact: 'update', type: 'AWS::RDS::DBInstance', properties: ['DBParameterGroupName'] }),
      expect.objectContaining({ impact: 'create', type: 'AWS::RDS::DBParameterGroup' }),
    ]);
    expect(summary(changes).join()).not.toContain('LOST');
    const both = { database: { tls: 'optional', multiAz: true } } as const;
    expect(templateChanges(await template(), await template(both))[0]).toMatchObject({ impact: 'may-replace' });
  });

  test('put what is created at the end', async () => {
    const changes = templateChanges(await template(), await template(threeServices));
    const impacts = changes.map(({ impact }) => impact);
    expect(impacts.lastIndexOf('update')).toBeLessThan(impacts.indexOf('create'));
    expect(summary(changes)).toContain('create AWS::SQS::Queue');
  });

  test('from nothing are all that a template has', async () => {
    const body = await template();
    expect(templateChanges('{"Resources":{}}', body)).toHaveLength(Object.keys(JSON.parse(body).Resources).length);
  });
});

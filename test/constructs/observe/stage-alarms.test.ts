import { applicationOutputs } from '../../../lib/facts/application-outputs';
import { environmentOutputs } from '../../../lib/facts/environment-outputs';
import type { Target } from '../../../lib/naming/target';
import { resolveSettings } from '../../../lib/settings/resolve';
import type { SettingsLayer } from '../../../lib/settings/settings';
import {
  applicationInput,
  environmentInput,
  preview,
  production,
  settingsFile,
  staging,
  threeServices,
} from '../inputs';
import { applicationTemplate, environmentTemplate, type Template } from '../template';

const email = 'on-call@acme.com';
const topic = 'arn:aws:sns:eu-central-1:111122223333:on-call';
const stageOf = (layer: SettingsLayer, target: Target = staging) =>
  environmentTemplate(environmentInput(target, layer, { mayAlarm: true }));
const alarmsOf = (template: Template) =>
  Object.fromEntries(
    template.all('AWS::CloudWatch::Alarm').map(({ Properties }) => [String(Properties.AlarmName), Properties]),
  );
const document = (template: Template, service = 'web') => {
  const environment = template
    .all('AWS::ElasticBeanstalk::Environment')
    .find(({ Properties }) => Properties.EnvironmentName === `shop-staging--${service}`);
  const options = environment?.Properties.OptionSettings as { OptionName: string; Value: string }[];
  const text = options.find(({ OptionName }) => OptionName === 'ConfigDocument')?.Value;
  return text === undefined ? undefined : Object.keys(JSON.parse(text).CloudWatchMetrics.Environment);
};
const types = (template: Template) =>
  Object.values(template.resources)
    .map(({ Type }) => Type)
    .filter((type) => /CloudWatch|SNS/.test(type));

describe('a stage with alarms', () => {
  let ofStaging: Template;
  beforeAll(async () => {
    ofStaging = await stageOf({ ...threeServices, alarms: { email } });
  });

  test('has one for each thing that can be wrong, named after its stack', () => {
    expect(Object.keys(alarmsOf(ofStaging)).sort()).toEqual(
      [
        ...['web', 'api'].flatMap((name) => [`${name}-health`, `${name}-latency`, `${name}-server-errors`]),
        ...['jobs-dead-letters', 'jobs-health', 'database-connections', 'database-storage'],
      ]
        .map((name) => `shop-staging-${name}`)
        .sort(),
    );
  });

  test('publishes what they watch, and nothing of a worker', () => {
    expect(document(ofStaging)).toEqual([
      'ApplicationLatencyP95',
      'ApplicationRequests5xx',
      'ApplicationRequestsTotal',
    ]);
    expect(document(ofStaging, 'jobs')).toEqual([]);
  });

  test('has thresholds by its settings, and the built-in ones', async () => {
    const thresholds = (template: Template) =>
      Object.fromEntries(
        Object.entries(alarmsOf(template)).map(([name, one]) => [
          name.replace('shop-staging-', ''),
          [one.ComparisonOperator, one.Threshold, one.EvaluationPeriods],
        ]),
      );
    expect(thresholds(await stageOf({ alarms: { email } }))).toEqual({
      'web-health': ['GreaterThanOrEqualToThreshold', 20, 5],
      'web-server-errors': ['GreaterThanThreshold', 5, 5],
      'web-latency': ['GreaterThanThreshold', 2, 5],
      'database-storage': ['LessThanThreshold', 2 * 1024 ** 3, 5],
      'database-connections': ['GreaterThanThreshold', 50, 5],
    });
    const own = { email, minutes: 15, serverErrorsPercent: 1, latencySeconds: 0.5, databaseFreePercent: 50 };
    expect(
      thresholds(await stageOf({ alarms: { ...own, databaseConnections: 99 }, database: { storageGiB: 100 } })),
    ).toEqual({
      'web-health': ['GreaterThanOrEqualToThreshold', 20, 15],
      'web-server-errors': ['GreaterThanThreshold', 1, 15],
      'web-latency': ['GreaterThanThreshold', 0.5, 15],
      'database-storage': ['LessThanThreshold', 50 * 1024 ** 3, 15],
      'database-connections': ['GreaterThanThreshold', 99, 15],
    });
  });

  test('says by mail when one begins and when it is over', () => {
    const subscription = ofStaging.one('AWS::SNS::Subscription').Properties;
    const own = { Ref: ofStaging.id('AWS::SNS::Topic') };
    expect(subscription).toEqual({ Endpoint: email, Protocol: 'email', TopicArn: own });
    for (const alarm of Object.values(alarmsOf(ofStaging))) {
      expect(alarm).toMatchObject({ AlarmActions: [own], OKActions: [own], AlarmDescription: expect.any(String) });
    }
    expect(ofStaging.outputs[environmentOutputs.alarmEmail]).toEqual({ Value: email });
  });

  test('lets only its own alarms publish, over TLS', () => {
    expect(ofStaging.one('AWS::SNS::TopicPolicy').Properties.PolicyDocument).toMatchObject({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Condition: {
            StringEquals: { 'aws:SourceAccount': '111122223333' },
            ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-staging-*' },
          },
        },
        { Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ],
    });
  });

  test('has a dashboard by the name of its stack that draws what the alarms watch', () => {
    const { DashboardName, DashboardBody } = ofStaging.one('AWS::CloudWatch::Dashboard').Properties;
    expect(DashboardName).toBe('shop-staging');
    const body = JSON.stringify(DashboardBody);
    for (const name of ['EnvironmentHealth', 'ApplicationLatencyP95', 'FreeStorageSpace', 'ApproximateAgeOfOldest']) {
      expect(body).toContain(name);
    }
    expect(body).not.toContain('Instances');
  });

  test('tells a topic that is there already, and makes none', async () => {
    const template = await stageOf({ alarms: { topic } });
    expect(types(template).filter((type) => type.includes('SNS'))).toEqual([]);
    for (const alarm of Object.values(alarmsOf(template))) expect(alarm.AlarmActions).toEqual([topic]);
    expect(template.outputs).not.toHaveProperty(environmentOutputs.alarmEmail);
  });

  test('watches no database where there is none', async () => {
    const template = await stageOf({ database: 'none', alarms: { email } });
    expect(Object.keys(alarmsOf(template)).filter((name) => name.includes('database'))).toEqual([]);
  });

  test('has them in production by the names of production', async () => {
    const template = await stageOf({ alarms: { email } }, production);
    expect(Object.keys(alarmsOf(template))).toContain('shop-production-web-health');
  });

  test('is refused while CloudFormation may make none', async () => {
    const input = environmentInput(staging, { alarms: { email } });
    await expect(environmentTemplate(input)).rejects.toMatchObject({
      code: 'alarms-not-allowed',
      fault: 'user',
      hint: expect.stringContaining('deploy-application for staging'),
    });
  });
});

describe('a stage whose alarms are none', () => {
  test('has none, and tells Beanstalk to publish no metric that costs', async () => {
    const template = await stageOf({ alarms: 'none' });
    expect(types(template)).toEqual([]);
    expect(document(template)).toEqual([]);
  });

  test('is deployed without the rights to make some', async () => {
    await expect(environmentTemplate(environmentInput(staging, { alarms: 'none' }))).resolves.toBeDefined();
  });
});

test('a stage without the setting, and a preview of one with it, know nothing of alarms', async () => {
  const without = await stageOf({});
  expect(types(without)).toEqual([]);
  expect(document(without)).toBeUndefined();
  const file = settingsFile();
  const base = { ...file, base: { ...file.base, alarms: { email } } };
  const input = { ...environmentInput(preview), settings: resolveSettings(base, preview) };
  expect((await environmentTemplate(input)).body).toBe((await environmentTemplate(environmentInput(preview))).body);
});

describe('an application stack', () => {
  const inputWith = (alarms: SettingsLayer['alarms']) => {
    const file = settingsFile();
    const withAlarms = { ...file, staging: { ...file.staging, ...(alarms !== undefined && { alarms }) } };
    return { ...applicationInput(staging), settings: resolveSettings(withAlarms, staging) };
  };
  const sidsOf = (template: Template) =>
    template
      .ids('AWS::IAM::Role')
      .flatMap((id) =>
        Object.keys(template.statements(id)).map((sid) => `${template.resources[id]?.Properties.RoleName}: ${sid}`),
      );

  test('lets CloudFormation make alarms for the stage alone, and says so in an output', async () => {
    const template = await applicationTemplate(inputWith({ email }));
    const before = sidsOf(await applicationTemplate(inputWith(undefined)));
    expect(sidsOf(template).filter((sid) => !before.includes(sid))).toEqual([
      'shop-staging-cloudformation: Alarms',
      'shop-staging-cloudformation: AlarmTopic',
    ]);
    expect(template.outputs[applicationOutputs.alarms]).toEqual({ Value: 'true' });
  });

  test('keeps the rights while the setting says none, for CloudFormation takes the alarms away with them', async () => {
    const template = await applicationTemplate(inputWith('none'));
    expect(sidsOf(template)).toContain('shop-staging-cloudformation: AlarmTopic');
  });

  test('is the same as ever without the setting', async () => {
    const template = await applicationTemplate(inputWith(undefined));
    expect(template.body).toBe((await applicationTemplate(applicationInput(staging))).body);
    expect(template.outputs).not.toHaveProperty(applicationOutputs.alarms);
    expect(sidsOf(template)).not.toContain('shop-staging-cloudformation: AlarmTopic');
  });
});

import type { BeanstalkState } from '../../../lib/local/elastic-beanstalk/beanstalk';
import { elasticBeanstalkApplication } from '../../../lib/local/elastic-beanstalk/types/application-type';
import { elasticBeanstalkApplicationVersion } from '../../../lib/local/elastic-beanstalk/types/application-version-type';
import { elasticBeanstalkEnvironment } from '../../../lib/local/elastic-beanstalk/types/environment-type';
import { FaultList } from '../../../lib/local/faults/fault-list';
import type { ResourceContext } from '../../../lib/local/resource/resource-type';
import { type AppWorld, appFiles, ask, never, openAppWorld, platformArn } from './app-world';
import { zipOf } from './zip-of';

let world: AppWorld;

beforeAll(async () => {
  world = await openAppWorld();
  world.bundles.set('v1.zip', await zipOf(appFiles));
});

afterAll(() => world.close());

const context = (logicalId: string): ResourceContext<BeanstalkState> => ({
  ...{ world, region: world.region, accountId: world.accountId, logicalId, signal: never },
  ...{ stackId: 'arn:stack', stackName: 'shop-preview-login', tags: { branch: 'login' } },
});

const options = (values: Readonly<Record<string, string>>) =>
  Object.entries({
    'aws:elasticbeanstalk:environment/EnvironmentType': 'SingleInstance',
    'aws:autoscaling:launchconfiguration/IamInstanceProfile': 'app',
    ...values,
  }).map(([name, Value]) => {
    const [Namespace, OptionName] = name.split('/');
    return { Namespace, OptionName, Value };
  });

test('application, version and environment of a template make an app that runs, changes and goes', async () => {
  const application = await elasticBeanstalkApplication.create(context('App'), { ApplicationName: 'from-template' });
  const versionProperties = {
    ApplicationName: application.physicalId,
    SourceBundle: { S3Bucket: 'b', S3Key: 'v1.zip' },
  };
  const version = await elasticBeanstalkApplicationVersion.create(context('Version'), versionProperties);
  expect(version.physicalId).toMatch(/^shop-preview-login-version-[a-z0-9]{12}$/);

  const properties = {
    ...{ ApplicationName: application.physicalId, EnvironmentName: 'shop-login--web', PlatformArn: platformArn },
    ...{ VersionLabel: version.physicalId, OptionSettings: options({}) },
  };
  const environment = await elasticBeanstalkEnvironment.create(context('Web'), properties);
  expect(environment).toMatchObject({ physicalId: 'shop-login--web' });
  const port = () => world.beanstalk.portAt(String(environment.attributes.EndpointURL));
  expect((await ask(port())).env).not.toHaveProperty('GREETING');
  expect(world.beanstalk.environment('shop-login--web')?.tags).toEqual({ branch: 'login' });

  const changed = options({ 'aws:elasticbeanstalk:application:environment/GREETING': 'hello' });
  const next = { ...properties, OptionSettings: changed };
  await elasticBeanstalkEnvironment.update(context('Web'), environment, next, properties);
  expect((await ask(port())).env.GREETING).toBe('hello');

  await expect(elasticBeanstalkApplication.delete(context('App'), application, {})).rejects.toThrow('shop-login--web');
  await elasticBeanstalkEnvironment.delete(context('Web'), environment, next);
  await elasticBeanstalkEnvironment.delete(context('Web'), environment, next);
  expect(port()).toBeUndefined();
  await elasticBeanstalkApplicationVersion.delete(context('Version'), version, versionProperties);
  await elasticBeanstalkApplication.delete(context('App'), application, {});
  expect(world.beanstalk.applications().map(({ name }) => name)).not.toContain('from-template');
});

test('an environment of a platform that is not there is a failure of the resource', async () => {
  const properties = {
    ApplicationName: 'shop',
    VersionLabel: 'v1',
    PlatformArn: 'arn:none',
    OptionSettings: options({}),
  };
  await world.version('v1');
  await expect(elasticBeanstalkEnvironment.create(context('Web'), properties)).rejects.toMatchObject({
    ...{ name: 'AwsError', message: "No Platform named 'arn:none' found." },
  });
});

test.each([
  ['D01 T11 stays where a template no longer names it', false],
  ['D01 goes with the template where that is asked for, as another report of AWS has it', true],
])('a property %s', async (_, drops) => {
  const faults = new FaultList();
  if (drops) faults.add({ kind: 'drop-options', match: 'shop-drops' });
  const dropping: ResourceContext<BeanstalkState & { faults: FaultList }> = {
    ...context('Web'),
    world: Object.assign(Object.create(world) as AppWorld, { faults }),
  };
  const name = `shop-drops-${drops}`;
  await world.version(name);
  const common = { ApplicationName: 'shop', EnvironmentName: name, PlatformArn: platformArn, VersionLabel: name };
  const named = (values: Readonly<Record<string, string>>) => ({ ...common, OptionSettings: options(values) });
  const flag = 'aws:elasticbeanstalk:application:environment/OLD_FLAG';
  const made = await elasticBeanstalkEnvironment.create(dropping, named({ [flag]: 'on' }));
  await elasticBeanstalkEnvironment.update(dropping, made, named({}), named({ [flag]: 'on' }));
  const names = world.beanstalk.environment(name)?.options.map(({ optionName }) => optionName);
  expect(names?.includes('OLD_FLAG')).toBe(!drops);
  expect(names).toContain('IamInstanceProfile');
  await elasticBeanstalkEnvironment.delete(dropping, made, {});
});

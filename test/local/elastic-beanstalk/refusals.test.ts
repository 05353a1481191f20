import type { EnvironmentRequest } from '../../../lib/local/elastic-beanstalk/beanstalk';
import { type AppWorld, never, openAppWorld, property, requestFor } from './app-world';

let world: AppWorld;

beforeAll(async () => {
  world = await openAppWorld();
  await world.version('v1');
});

afterAll(() => world.close());

const profile = 'aws:autoscaling:launchconfiguration/IamInstanceProfile';
const arn = (name: string) =>
  `arn:aws:elasticbeanstalk:eu-central-1::platform/${name} running on 64bit Amazon Linux 2023`;

const refused: readonly [string, EnvironmentRequest, string][] = [
  [
    'without an instance profile',
    requestFor('shop-web', { [profile]: '' }),
    'Environment must have instance profile associated with it',
  ],
  [
    'with a profile that is not there',
    requestFor('shop-web', { [profile]: 'none' }),
    'The instance profile none does not exist',
  ],
  ['with a name of three letters', requestFor('abc'), 'from 4 to 40 characters'],
  ['with a name of 41 letters', requestFor('a'.repeat(41)), 'from 4 to 40 characters'],
  [
    'with a version that is not there',
    requestFor('shop-web', {}, { versionLabel: 'none' }),
    "No Application Version named 'none' found",
  ],
  [
    'of an application that is not there',
    requestFor('shop-web', {}, { applicationName: 'none' }),
    "No Application named 'none' found",
  ],
  [
    'on a platform that is not there',
    requestFor('shop-web', {}, { platformArn: arn('Cobol 85') }),
    'No Platform named',
  ],
  [
    'on Docker',
    requestFor('shop-web', {}, { platformArn: arn('Docker') }),
    'needs docker or podman, and neither answers on this machine',
  ],
  [
    'with a security group that is not there',
    requestFor('shop-web', { 'aws:autoscaling:launchconfiguration/SecurityGroups': 'sg-0123' }),
    "The security group 'sg-0123' does not exist",
  ],
  [
    'with more than 4,096 bytes of properties',
    requestFor('shop-web', { [property('LONG')]: 'x'.repeat(4092) }),
    '4096',
  ],
];

test.each(refused)('an environment %s is refused', async (_what, request, reason) => {
  await expect(world.beanstalk.createEnvironment(request, never)).rejects.toThrow(reason);
  expect(world.beanstalk.environments()).toEqual([]);
});

test('two environments cannot have one name, and an application with an environment stays', async () => {
  const { name } = await world.beanstalk.createEnvironment(requestFor('shop-once'), never);
  await expect(world.beanstalk.createEnvironment(requestFor('shop-once'), never)).rejects.toThrow(
    'Environment shop-once already exists.',
  );
  await expect(world.beanstalk.deleteApplication('shop')).rejects.toThrow('shop-once');
  await expect(world.beanstalk.deleteVersion('shop', 'v1')).rejects.toThrow('shop-once');
  await world.beanstalk.terminateEnvironment(name);
  await expect(world.beanstalk.createEnvironment(requestFor('shop-once'), never)).resolves.toMatchObject({ name });
  await world.beanstalk.terminateEnvironment(name);
});

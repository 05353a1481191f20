import {
  CreateApplicationCommand,
  CreateApplicationVersionCommand,
  CreateEnvironmentCommand,
  DescribeApplicationsCommand,
  DescribeApplicationVersionsCommand,
  DescribeConfigurationSettingsCommand,
  DescribeEnvironmentHealthCommand,
  DescribeEnvironmentResourcesCommand,
  DescribeEnvironmentsCommand,
  type DescribeEnvironmentsCommandInput,
  DescribeEventsCommand,
  DescribeInstancesHealthCommand,
  DescribePlatformVersionCommand,
  ElasticBeanstalkClient,
  ListPlatformBranchesCommand,
  ListPlatformVersionsCommand,
  ListTagsForResourceCommand,
  RequestEnvironmentInfoCommand,
  RetrieveEnvironmentInfoCommand,
  TerminateEnvironmentCommand,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk';
import { beanstalkService } from '../../../lib/local/elastic-beanstalk/wire/elastic-beanstalk-service';
import { type ServedServices, serveServices } from '../serve-services';
import { type AppWorld, never, openAppWorld, property, requestFor, until } from './app-world';

let world: AppWorld;
let served: ServedServices;
let client: ElasticBeanstalkClient;

beforeAll(async () => {
  world = await openAppWorld();
  served = await serveServices(beanstalkService({ ...world, s3: {} as never }));
  client = new ElasticBeanstalkClient(served.client);
  await world.version('v1');
  await world.beanstalk.createEnvironment(
    requestFor('shop-web', { [property('A')]: 'b & <c>' }, { tags: { team: 'web' } }),
    never,
  );
});

afterAll(async () => {
  client.destroy();
  await served.close();
  await world.close();
});

test('an environment is described with its status, health and ids', async () => {
  const { Environments = [] } = await client.send(new DescribeEnvironmentsCommand({ EnvironmentNames: ['shop-web'] }));
  expect(Environments).toHaveLength(1);
  expect(Environments[0]).toMatchObject({
    EnvironmentName: 'shop-web',
    EnvironmentId: expect.stringMatching(/^e-[a-z2-9]{10}$/),
    ApplicationName: 'shop',
    VersionLabel: 'v1',
    Status: 'Ready',
    Health: 'Green',
    HealthStatus: 'Ok',
    EndpointURL: '203.0.113.1',
    CNAME: expect.stringMatching(/^shop-web\.eba-\w+\.eu-central-1\.elasticbeanstalk\.com$/),
    SolutionStackName: '64bit Amazon Linux 2023 v6.8.0 running Node.js 22',
    Tier: { Name: 'WebServer' },
  });
  expect(Environments[0]?.DateCreated).toBeInstanceOf(Date);
  const none = await client.send(new DescribeEnvironmentsCommand({ EnvironmentNames: ['other'] }));
  expect(none.Environments).toEqual([]);
});

test('an environment of another region is not shown', async () => {
  const elsewhere = new ElasticBeanstalkClient({ ...served.client, region: 'us-east-1' });
  expect((await elsewhere.send(new DescribeEnvironmentsCommand({}))).Environments).toEqual([]);
  elsewhere.destroy();
});

test('an environment is created, updated and terminated, and found by its id when it is gone', async () => {
  const options = requestFor('shop-api').options.map((one) => ({
    ...{ Namespace: one.namespace, OptionName: one.optionName, Value: one.value },
  }));
  const made = await client.send(
    new CreateEnvironmentCommand({
      ...{ ApplicationName: 'shop', EnvironmentName: 'shop-api', VersionLabel: 'v1', OptionSettings: options },
      SolutionStackName: '64bit Amazon Linux 2023 v6.8.0 running Node.js 22',
      Tags: [{ Key: 'a', Value: 'b' }],
    }),
  );
  expect(made.Status).toBe('Launching');
  const update = new UpdateEnvironmentCommand({ EnvironmentName: 'shop-api', Description: 'new' });
  await expect(client.send(update)).rejects.toMatchObject({
    name: 'InvalidParameterValue',
    message: expect.stringContaining('Must be Ready'),
  });
  await until(() => world.beanstalk.environment('shop-api')?.status === 'Ready');
  expect((await client.send(update)).Status).toBe('Updating');
  await until(() => world.beanstalk.environment('shop-api')?.status === 'Ready');
  await client.send(new TerminateEnvironmentCommand({ EnvironmentId: made.EnvironmentId }));
  await until(() => world.beanstalk.environment('shop-api')?.status === 'Terminated');
  const statuses = async (more: DescribeEnvironmentsCommandInput) => {
    const asked = { EnvironmentIds: [made.EnvironmentId ?? ''], ...more };
    const { Environments = [] } = await client.send(new DescribeEnvironmentsCommand(asked));
    return Environments.map(({ Status }) => Status);
  };
  expect(await statuses({ IncludeDeleted: false })).toEqual([]);
  expect(await statuses({ IncludeDeleted: true })).toEqual(['Terminated']);
  const later = Date.now() + 61 * 60_000;
  expect(await statuses({ IncludeDeleted: true, IncludedDeletedBackTo: new Date(later) })).toEqual([]);
  // Who says nothing sees what ended in the last hour.
  expect(await statuses({})).toEqual(['Terminated']);
  const clock = jest.spyOn(world.journal, 'now').mockReturnValue(later);
  expect(await statuses({})).toEqual([]);
  clock.mockRestore();
});

test('events come newest first, in pages, and by severity', async () => {
  const first = await client.send(new DescribeEventsCommand({ EnvironmentName: 'shop-web', MaxRecords: 2 }));
  const second = await client.send(
    new DescribeEventsCommand({ EnvironmentName: 'shop-web', MaxRecords: 100, NextToken: first.NextToken }),
  );
  const times = [...(first.Events ?? []), ...(second.Events ?? [])].map(({ EventDate }) => EventDate?.getTime() ?? 0);
  expect(times).toEqual([...new Set(times)].sort((a, b) => b - a));
  expect(second.Events?.at(-1)?.Message).toBe('createEnvironment is starting.');
  const errors = await client.send(new DescribeEventsCommand({ EnvironmentName: 'shop-web', Severity: 'ERROR' }));
  expect(errors.Events).toEqual([]);
});

test('health, resources, settings and log tail are answered', async () => {
  const EnvironmentName = 'shop-web';
  expect(
    await client.send(new DescribeEnvironmentHealthCommand({ EnvironmentName, AttributeNames: ['All'] })),
  ).toMatchObject({
    ...{ Color: 'Green', HealthStatus: 'Ok', Status: 'Ready', Causes: [] },
    InstancesHealth: { Ok: 1, Severe: 0 },
  });
  const resources = await client.send(new DescribeEnvironmentResourcesCommand({ EnvironmentName }));
  const [instance] = resources.EnvironmentResources?.Instances ?? [];
  expect(instance?.Id).toMatch(/^i-[0-9a-f]{17}$/);
  const health = await client.send(new DescribeInstancesHealthCommand({ EnvironmentName }));
  expect(health.InstanceHealthList?.[0]).toMatchObject({ InstanceId: instance?.Id, Color: 'Green' });
  const settings = await client.send(
    new DescribeConfigurationSettingsCommand({ ApplicationName: 'shop', EnvironmentName }),
  );
  expect(settings.ConfigurationSettings?.[0]?.OptionSettings).toContainEqual({
    ...{ Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'A', Value: 'b & <c>' },
  });
  await client.send(new RequestEnvironmentInfoCommand({ EnvironmentName, InfoType: 'tail' }));
  const info = await client.send(new RetrieveEnvironmentInfoCommand({ EnvironmentName, InfoType: 'tail' }));
  expect(info.EnvironmentInfo?.[0]?.Message).toContain('listening soon');
});

test('tags are the ones that were given and those of Beanstalk itself', async () => {
  const arn = world.beanstalk.environment('shop-web')?.arn;
  const { ResourceTags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceArn: arn }));
  expect(ResourceTags).toContainEqual({ Key: 'team', Value: 'web' });
  expect(ResourceTags).toContainEqual({ Key: 'elasticbeanstalk:environment-name', Value: 'shop-web' });
});

test('applications and versions are created and described', async () => {
  await client.send(new CreateApplicationCommand({ ApplicationName: 'second', Description: 'another' }));
  await client.send(
    new CreateApplicationVersionCommand({
      ...{ ApplicationName: 'second', VersionLabel: 'one', SourceBundle: { S3Bucket: 'bundles', S3Key: 'v1' } },
    }),
  );
  const { Applications } = await client.send(new DescribeApplicationsCommand({ ApplicationNames: ['second'] }));
  expect(Applications).toMatchObject([{ ApplicationName: 'second', Description: 'another', Versions: ['one'] }]);
  const versions = await client.send(new DescribeApplicationVersionsCommand({ ApplicationName: 'second' }));
  expect(versions.ApplicationVersions).toMatchObject([
    { VersionLabel: 'one', SourceBundle: { S3Bucket: 'bundles', S3Key: 'v1' }, Status: 'PROCESSED' },
  ]);
  await expect(client.send(new CreateApplicationCommand({ ApplicationName: 'second' }))).rejects.toMatchObject({
    message: 'Application second already exists.',
  });
});

test('the recommended platform of a branch is found by filters', async () => {
  const branch = 'Node.js 22 running on 64bit Amazon Linux 2023';
  const { PlatformSummaryList } = await client.send(
    new ListPlatformVersionsCommand({
      Filters: [
        { Type: 'PlatformBranchName', Operator: '=', Values: [branch] },
        { Type: 'PlatformLifecycleState', Operator: '=', Values: ['Recommended'] },
      ],
    }),
  );
  expect(PlatformSummaryList).toHaveLength(1);
  const PlatformArn = PlatformSummaryList?.[0]?.PlatformArn;
  expect(PlatformArn).toBe(`arn:aws:elasticbeanstalk:eu-central-1::platform/${branch}/6.8.0`);
  const described = await client.send(new DescribePlatformVersionCommand({ PlatformArn }));
  expect(described.PlatformDescription).toMatchObject({ PlatformName: branch, PlatformLifecycleState: 'Recommended' });
  const branches = await client.send(new ListPlatformBranchesCommand({}));
  expect(branches.PlatformBranchSummaryList?.map(({ BranchName }) => BranchName)).toContain(branch);
});

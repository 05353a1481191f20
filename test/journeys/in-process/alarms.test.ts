import { readFileSync, writeFileSync } from 'node:fs';
import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { openProgram, type ProgramWorld } from '../../constructs/rights/ci-calls/program-world';
import { git } from '../../machine/git/git-fixture';

const StackName = 'shop-staging';
let world: ProgramWorld;
let cloudFormation: CloudFormationClient;
let file: string;
let withGitHub: string;
beforeAll(async () => {
  world = await openProgram();
  cloudFormation = new CloudFormationClient(world.local.client);
  file = `${world.folder}/copy/preview-stacks.config.json`;
  withGitHub = `${world.folder}/with-github.json`;
  git(`${world.folder}/copy`, 'switch', '--quiet', 'main');
}, 120_000);
afterAll(async () => {
  cloudFormation.destroy();
  await world.close();
});

/** The settings of staging have these alarms. */
function write(alarms: object | string | undefined): void {
  for (const path of [file, withGitHub]) {
    const { staging, ...settings } = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...settings, staging: { ...staging, alarms } }));
  }
}

/** What environments share is made for the repository on GitHub. */
const deployApplication = () => world.run('deploy-application', '--target', 'staging', '--config', withGitHub);

async function deployed(alarms: object | string | undefined): Promise<string> {
  write(alarms);
  const { code, said } = await world.run('deploy');
  expect({ code, said }).toEqual({ code: 0, said });
  return said;
}

async function made(): Promise<Readonly<Record<string, string>>> {
  const { StackResources = [] } = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName }));
  return Object.fromEntries(
    StackResources.filter(({ ResourceType = '' }) => /CloudWatch|SNS/.test(ResourceType)).map((one) => [
      String(one.PhysicalResourceId),
      String(one.ResourceType),
    ]),
  );
}

const published = () => {
  const { options = [] } = world.local.world.beanstalk.environment('shop-staging--web') ?? {};
  const document = options.find(({ optionName }) => optionName === 'ConfigDocument')?.value;
  return document === undefined ? undefined : Object.keys(JSON.parse(document).CloudWatchMetrics.Environment);
};

test('staging gets alarms, has them changed, and loses them again', async () => {
  const email = 'on-call@acme.com';
  await deployed(undefined);
  expect(await made()).toEqual({});
  expect(published()).toBeUndefined();

  write({ email });
  expect(await world.run('deploy')).toMatchObject({ code: 'alarms-not-allowed' });
  expect(await deployApplication()).toMatchObject({ code: 0 });
  expect(await deployed({ email })).toContain(`Confirm the subscription: AWS wrote to ${email}`);
  const names = Object.entries(await made());
  expect(names).toContainEqual(['shop-staging-web-server-errors', 'AWS::CloudWatch::Alarm']);
  expect(names).toContainEqual(['shop-staging', 'AWS::CloudWatch::Dashboard']);
  expect(names.map(([, type]) => type)).toEqual(
    expect.arrayContaining(['AWS::SNS::Topic', 'AWS::SNS::Subscription', 'AWS::SNS::TopicPolicy']),
  );
  expect(published()).toEqual(['ApplicationLatencyP95', 'ApplicationRequests5xx', 'ApplicationRequestsTotal']);

  const said = await deployed({ email, latencySeconds: 0.25 });
  expect(said).not.toContain('Confirm the subscription');
  expect(Object.entries(await made())).toEqual(names);
  const { TemplateBody = '' } = await cloudFormation.send(new GetTemplateCommand({ StackName }));
  expect(TemplateBody).toContain('"Threshold":0.25');

  await deployed('none');
  expect(await made()).toEqual({});
  expect(published()).toEqual([]);
  write(undefined);
  expect(await deployApplication()).toMatchObject({ code: 0 });
}, 120_000);

test('a staging with alarms goes with them', async () => {
  const topic = `arn:aws:sns:${world.place.region}:${world.place.accountId}:on-call`;
  write({ topic });
  expect(await deployApplication()).toMatchObject({ code: 0 });
  expect(await deployed({ topic })).not.toContain('Confirm the subscription');
  expect(Object.values(await made())).not.toContain('AWS::SNS::Topic');
  expect(await world.run('destroy', '--target', 'staging', '--confirm', StackName)).toMatchObject({ code: 0 });
  await expect(made()).rejects.toThrow('does not exist');
}, 60_000);

import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { appFiles, platformArn } from './elastic-beanstalk/app-world';
import { zipOf } from './elastic-beanstalk/zip-of';
import { type Started, start } from './start';

const host = 'login-page.preview.localhost';
const options = {
  'aws:elasticbeanstalk:environment/EnvironmentType': 'SingleInstance',
  'aws:autoscaling:launchconfiguration/IamInstanceProfile': 'app',
  'aws:elasticbeanstalk:environment:process:default/HealthCheckPath': '/health',
  'aws:elasticbeanstalk:application:environment/BRANCH': 'login-page',
};
const template = {
  Resources: {
    App: { Type: 'AWS::ElasticBeanstalk::Application', Properties: { ApplicationName: 'shop' } },
    Version: {
      Type: 'AWS::ElasticBeanstalk::ApplicationVersion',
      Properties: { ApplicationName: { Ref: 'App' }, SourceBundle: { S3Bucket: 'bundles', S3Key: 'app.zip' } },
    },
    Web: {
      Type: 'AWS::ElasticBeanstalk::Environment',
      Properties: {
        ApplicationName: { Ref: 'App' },
        VersionLabel: { Ref: 'Version' },
        PlatformArn: platformArn,
        OptionSettings: Object.entries(options).map(([name, Value]) => {
          const [Namespace, OptionName] = name.split('/');
          return { Namespace, OptionName, Value };
        }),
      },
    },
    Host: {
      Type: 'AWS::Route53::RecordSet',
      Properties: {
        HostedZoneName: 'localhost.',
        ...{ Name: host, Type: 'A', TTL: '60' },
        ResourceRecords: [{ 'Fn::GetAtt': ['Web', 'EndpointURL'] }],
      },
    },
  },
};

let local: Started;
let cloudFormation: CloudFormationClient;
beforeAll(async () => {
  local = await start();
  const s3 = new S3Client(local.client);
  await s3.send(new CreateBucketCommand({ Bucket: 'bundles' }));
  await s3.send(new PutObjectCommand({ Bucket: 'bundles', Key: 'app.zip', Body: await zipOf(appFiles) }));
  s3.destroy();
  const role = local.world.roles.createRole({ name: 'app', document: {}, managedPolicyArns: [] });
  local.world.roles.createProfile({ name: 'app', roles: [role.name] });
  cloudFormation = new CloudFormationClient(local.client);
});
afterAll(async () => {
  cloudFormation.destroy();
  await local.stop();
});

async function ask(name: string) {
  const headers = { host: `${name}:${local.port}` };
  const outgoing = request({ host: '127.0.0.1', port: local.port, path: '/hello', headers }).end();
  const [answer] = await once(outgoing, 'response');
  return { status: answer.statusCode as number, body: await text(answer) };
}

async function until(StackName: string, wanted: string): Promise<string> {
  for (;;) {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    const { StackStatus = '', StackStatusReason } = Stacks?.[0] ?? {};
    if (!StackStatus.endsWith('IN_PROGRESS')) {
      expect([StackStatus, StackStatusReason]).toEqual([wanted, undefined]);
      return StackStatus;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('an app that a stack made answers at its host name until the stack is deleted', async () => {
  expect(await ask(host)).toMatchObject({ status: 404, body: expect.stringContaining(host) });
  const TemplateBody = JSON.stringify(template);
  const { StackId = '' } = await cloudFormation.send(new CreateStackCommand({ StackName: 'shop', TemplateBody }));
  await until(StackId, 'CREATE_COMPLETE');
  const answer = await ask(host);
  expect(answer.status).toBe(200);
  const { env } = JSON.parse(answer.body);
  expect(env).toMatchObject({ BRANCH: 'login-page', AWS_ENDPOINT_URL: local.endpoint });
  const page = await (await fetch(local.endpoint, { headers: { accept: 'text/html' } })).text();
  expect(page).toContain('1 app: 1 running');
  expect(page).toContain(`<a href="http://${host}:${local.port}/">`);
  await cloudFormation.send(new DeleteStackCommand({ StackName: StackId }));
  await until(StackId, 'DELETE_COMPLETE');
  expect((await ask(host)).status).toBe(404);
  expect(await (await fetch(local.endpoint, { headers: { accept: 'text/html' } })).text()).toContain('No apps');
}, 20_000);

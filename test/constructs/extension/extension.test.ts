import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ownershipTags } from '../../../lib/naming/ownership-tags';
import { environmentInput, preview, production, staging } from '../inputs';
import { environmentTemplate } from '../template';
import bucket from './examples/bucket';
import mailer from './examples/mailer';
import office from './examples/office';
import queue from './examples/queue';
import redis from './examples/redis';
import { extendedTemplate, synthesized } from './extended';

describe('an extension', () => {
  test('that adds nothing leaves the template as it is', async () => {
    const { body } = await environmentTemplate(environmentInput(preview));
    expect((await synthesized(() => undefined)).body).toBe(body);
  });

  test('is given the stack, our constructs, the target, its settings and its network', async () => {
    const given: unknown[] = [];
    await synthesized(({ stack, services, database, fileStore, target, settings, network, name }) => {
      given.push(stack.stackName, Object.keys(services), database !== undefined, fileStore !== undefined);
      given.push(target, settings.routing, network.vpcId, name('cache'));
    });
    const made = [expect.stringMatching(/^shop-preview-feature-login-/), ['web'], true, true];
    const name = expect.stringMatching(/^shop-preview-cache-[0-9a-f]{8}$/);
    expect(given).toEqual([...made, preview, 'shared-load-balancer', 'vpc-0a1b2c3d4e5f60718', name]);
  });

  test('gets no database and no file store that settings leave out', async () => {
    const given: unknown[] = [];
    const layer = { database: 'none', fileStore: 'none' } as const;
    await synthesized(({ database, fileStore }) => given.push(database, fileStore), preview, layer);
    expect(given).toEqual([undefined, undefined]);
  });

  test('adds to a stack whose tags stay those by which cleanup finds it', async () => {
    const { tags } = await synthesized(bucket);
    expect(tags).toEqual(ownershipTags({ project: 'shop', repository: 'github:acme/shop', target: preview }));
  });

  test('gives roles that constructs make inside our path and boundary', async () => {
    const template = await extendedTemplate(({ stack }) => {
      new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    });
    const [id = ''] = template.ids('AWS::IAM::Role').filter((one) => one.startsWith('Reader'));
    expect(template.resources[id]?.Properties).toMatchObject({
      Path: '/shop-preview/',
      PermissionsBoundary: 'arn:aws:iam::111122223333:policy/shop-preview-boundary',
    });
  });

  test('names what CloudFormation would name out of reach', async () => {
    const template = await extendedTemplate(({ stack, name }) => {
      const cache = new CfnReplicationGroup(stack, 'Cache', {
        replicationGroupDescription: 'The sessions',
        replicationGroupId: name('cache'),
      });
      cache.applyRemovalPolicy(RemovalPolicy.DESTROY);
    });
    expect(template.one('AWS::ElastiCache::ReplicationGroup').Properties.ReplicationGroupId).toMatch(/^shop-preview-/);
  });

  test('may keep a resource of a stage', async () => {
    const template = await extendedTemplate(({ stack }) => void new Bucket(stack, 'Kept'), staging);
    const kept = template.ids('AWS::S3::Bucket').filter((id) => id.startsWith('Kept'));
    expect(kept.map((id) => template.resources[id]?.DeletionPolicy)).toEqual(['Retain']);
  });

  test('may change properties of our resources by their escape hatches', async () => {
    const template = await extendedTemplate(({ database }) => {
      database?.instance.addPropertyOverride('EnablePerformanceInsights', true);
    });
    expect(template.one('AWS::RDS::DBInstance').Properties.EnablePerformanceInsights).toBe(true);
  });
});

describe('the examples of docs/extend.md', () => {
  test('are the code that is compiled here', () => {
    const page = readFileSync(join(__dirname, '../../../docs/extend.md'), 'utf8');
    const shown = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);
    const compiled = ['bucket', 'queue', 'mailer', 'redis', 'office'].map((name) =>
      readFileSync(join(__dirname, `examples/${name}.ts`), 'utf8').replace(
        "'../../../../lib/index'",
        "'preview-stacks'",
      ),
    );
    expect(shown).toEqual(compiled);
    expect(page).toContain(`\`\`\`js\n${readFileSync(join(__dirname, 'examples/mailer/index.js'), 'utf8')}\`\`\``);
  });

  test('a second bucket, which the app can use, goes with a preview and stays in production', async () => {
    for (const [target, policy] of [
      [preview, 'Delete'],
      [production, 'Retain'],
    ] as const) {
      const template = await extendedTemplate(bucket, target);
      const [id = ''] = template.ids('AWS::S3::Bucket').filter((one) => one.startsWith('Exports'));
      expect(template.resources[id]).toMatchObject({ DeletionPolicy: policy, UpdateReplacePolicy: policy });
      expect(propertyOf(template, 'EXPORTS_BUCKET')).toEqual({ Ref: id });
      expect(JSON.stringify(template.all('AWS::IAM::Role'))).toContain(`"Fn::GetAtt":["${id}","Arn"]`);
    }
  });

  test('a queue with one for what fails, which the app fills and polls', async () => {
    const template = await extendedTemplate(queue);
    expect(template.ids('AWS::SQS::Queue')).toHaveLength(2);
    expect(JSON.stringify(template.all('AWS::IAM::Role'))).toMatch(/sqs:ReceiveMessage/);
    expect(propertyOf(template, 'MAILS_QUEUE_URL')).toEqual({ Ref: expect.stringMatching(/^Mails/) });
  });

  test('a queue whose messages a function takes, which writes into logs that go with the stack', async () => {
    const template = await extendedTemplate(mailer);
    const code = template.one('AWS::Lambda::Function').Properties;
    expect(code.Code).toMatchObject({ S3Key: expect.stringMatching(/^feature-login-[0-9a-f]{8}\/bundles\/assets\//) });
    expect(template.one('AWS::Lambda::EventSourceMapping').Properties.FunctionResponseTypes).toBeDefined();
    expect(code.LoggingConfig).toEqual({ LogGroup: { Ref: 'FunctionLogs' } });
    expect(template.resources.FunctionLogs).toMatchObject({
      ...{ Type: 'AWS::Logs::LogGroup', DeletionPolicy: 'Delete' },
      Properties: { LogGroupName: expect.stringMatching(/^\/aws\/elasticbeanstalk\/shop-.*--functions$/) },
    });
  });

  test('the function of it gives back what it could not read', async () => {
    const { handler } = require('./examples/mailer/index.js');
    const said = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const Records = [
      { messageId: 'a', body: '{"to":"someone"}' },
      { messageId: 'b', body: 'no mail' },
    ];
    expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] });
    expect(said.mock.calls).toEqual([['a mail to someone']]);
    said.mockRestore();
  });

  test('a Redis for each target, which its app alone reaches', async () => {
    const ids = await Promise.all(
      [preview, staging].map(async (target) => {
        const template = await extendedTemplate(redis, target);
        const [group = ''] = template.ids('AWS::EC2::SecurityGroup').filter((id) => id.startsWith('CacheGroup'));
        const rules = template.all('AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties);
        const mine = rules.filter(({ GroupId }) => JSON.stringify(GroupId).includes(group));
        expect(mine).toEqual([expect.objectContaining({ FromPort: 6379, SourceSecurityGroupId: expect.anything() })]);
        return template.one('AWS::ElastiCache::ReplicationGroup').Properties.ReplicationGroupId;
      }),
    );
    expect(ids).toEqual([expect.stringMatching(/^shop-preview-cache-[0-9a-f]{8}$/), 'shop-staging-cache']);
  });

  test('the office reaches the database of staging alone', async () => {
    const cidrs = async (target: Parameters<typeof extendedTemplate>[1]) =>
      (await extendedTemplate(office, target))
        .all('AWS::EC2::SecurityGroupIngress')
        .map(({ Properties }) => Properties.CidrIp);
    expect(await cidrs(staging)).toContain('203.0.113.0/24');
    expect(await cidrs(preview)).not.toContain('203.0.113.0/24');
  });
});

function propertyOf(template: Awaited<ReturnType<typeof extendedTemplate>>, name: string): unknown {
  return template.options()['aws:elasticbeanstalk:application:environment']?.[name];
}

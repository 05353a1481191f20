import { environmentInput, preview, threeServices } from '../inputs';
import { environmentTemplate, type Resource, referencesIn, type Template, textsIn } from '../template';

let template: Template;
beforeAll(async () => {
  template = await environmentTemplate(environmentInput(preview, threeServices));
});

function environment(of: Template, service: string): Resource {
  const found = of
    .all('AWS::ElasticBeanstalk::Environment')
    .find(({ Properties }) => String(Properties.EnvironmentName).endsWith(`--${service}`));
  if (!found) throw new Error(`no environment of ${service}`);
  return found;
}

function option(of: Template, service: string, namespace: string, name: string): unknown {
  const settings = environment(of, service).Properties.OptionSettings as {
    Namespace: string;
    OptionName: string;
    Value: unknown;
  }[];
  return settings.find((one) => one.Namespace === namespace && one.OptionName === name)?.Value;
}

const property = (service: string, name: string) =>
  option(template, service, 'aws:elasticbeanstalk:application:environment', name);
const roleOf = (service: string) =>
  template.statements(template.ids('AWS::IAM::Role').find((id) => id.startsWith(service)) ?? '');

describe('an environment stack with three services', () => {
  test('T9 has an environment, a version and a role for each, named apart', () => {
    for (const type of ['ElasticBeanstalk::Environment', 'ElasticBeanstalk::ApplicationVersion', 'IAM::Role']) {
      expect(template.all(`AWS::${type}`)).toHaveLength(3);
    }
    const names = template
      .all('AWS::ElasticBeanstalk::Environment')
      .map(({ Properties }) => Properties.EnvironmentName);
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(String(name).length).toBeLessThanOrEqual(40);
  });

  test('gives a host, a record and a URL to the public one alone', () => {
    expect(template.all('AWS::Route53::RecordSet')).toHaveLength(1);
    expect(Object.keys(template.outputs)).toEqual(
      expect.arrayContaining(['Url', 'Version', 'VersionApi', 'VersionJobs', 'QueueUrlJobs', 'EnvironmentNameApi']),
    );
    expect(template.outputs).not.toHaveProperty('UrlApi');
    expect(template.outputs).not.toHaveProperty('UrlJobs');
  });

  test('has the logical ids of the single service where it is one of three', async () => {
    const alone = Object.keys((await environmentTemplate(environmentInput(preview))).resources);
    expect(Object.keys(template.resources)).toEqual(expect.arrayContaining(alone));
  });

  test('gives each the database and the files', () => {
    expect(
      template.all('AWS::EC2::SecurityGroupIngress').filter(({ Properties }) => Properties.FromPort === 15432),
    ).toHaveLength(3);
    for (const service of ['web', 'api', 'jobs']) expect(property(service, 'FILES_BUCKET')).toBeDefined();
  });
});

describe('a second public service', () => {
  test('T39 has one label of its own under the domain of previews, and a rule and a URL of its own', async () => {
    const two = await environmentTemplate(
      environmentInput(preview, { services: { web: { links: ['api'] }, api: {} } }),
    );
    const host = String(two.outputs.UrlApi?.Value).replace('https://', '');
    expect(host).toMatch(/^feature-login-[0-9a-f]{8}--api\.preview\.acme\.dev$/);
    expect(option(two, 'api', 'aws:elbv2:listenerrule:host', 'HostHeaders')).toBe(host);
    expect(option(two, 'web', 'aws:elasticbeanstalk:application:environment', 'API_URL')).toBe(`https://${host}`);
    expect(two.all('AWS::Route53::RecordSet').map(({ Properties }) => Properties.Name)).toContain(host);
  });
});

describe('an internal service', () => {
  test('T23 has a balancer without a public address, in a group of our own that lets in only who links to it', () => {
    expect(option(template, 'api', 'aws:ec2:vpc', 'ELBScheme')).toBe('internal');
    const [group] = template.ids('AWS::EC2::SecurityGroup').filter((id) => id.startsWith('ApiBalancer'));
    expect(template.resources[group ?? '']?.Properties).not.toHaveProperty('SecurityGroupIngress');
    expect(referencesIn(option(template, 'api', 'aws:elbv2:loadbalancer', 'SecurityGroups'))).toEqual([group]);
    expect(referencesIn(option(template, 'api', 'aws:elbv2:loadbalancer', 'ManagedSecurityGroup'))).toEqual([group]);
    const sources = template
      .all('AWS::EC2::SecurityGroupIngress')
      .filter(({ Properties }) => referencesIn(Properties.GroupId).includes(group ?? ''))
      .map(({ Properties }) => referencesIn(Properties.SourceSecurityGroupId)[0]?.replace(/SecurityGroup.*/, ''));
    expect(sources.sort()).toEqual(['Jobs', 'Web']);
  });

  test('is known to its siblings by the address of its environment, and made before them', () => {
    for (const service of ['web', 'jobs']) {
      const url = property(service, 'API_URL');
      expect(textsIn(url)).toContain('http://');
      expect(referencesIn(url)[0]).toMatch(/^ApiEnvironment/);
    }
    expect(property('api', 'WEB_URL')).toBeUndefined();
  });
});

describe('a worker', () => {
  test('T22 takes its messages from a queue of our own, whose URL it gets, and which drops nothing', () => {
    expect(environment(template, 'jobs').Properties.Tier).toEqual({ Name: 'Worker', Type: 'SQS/HTTP' });
    const [queue] = referencesIn(option(template, 'jobs', 'aws:elasticbeanstalk:sqsd', 'WorkerQueueURL'));
    const properties = template.resources[queue ?? '']?.Properties;
    expect(properties).toMatchObject({ SqsManagedSseEnabled: true, RedrivePolicy: { maxReceiveCount: 5 } });
    const [deadLetters] = referencesIn(properties?.RedrivePolicy);
    expect(template.resources[deadLetters ?? '']).toMatchObject({
      Type: 'AWS::SQS::Queue',
      DeletionPolicy: 'Delete',
      Properties: { MessageRetentionPeriod: 1_209_600 },
    });
    expect(properties).not.toHaveProperty('QueueName');
  });

  test('T8 T22 has no balancer and no Elastic IP, and no client can connect', () => {
    expect(option(template, 'jobs', 'aws:elasticbeanstalk:environment', 'EnvironmentType')).toBe('LoadBalanced');
    expect(option(template, 'jobs', 'aws:elasticbeanstalk:environment', 'LoadBalancerType')).toBeUndefined();
    const [group] = template.ids('AWS::EC2::SecurityGroup').filter((id) => id.startsWith('JobsSecurityGroup'));
    expect(template.resources[group ?? '']?.Properties.SecurityGroupIngress ?? []).toEqual([]);
  });

  test('T22 may take messages of its own queue only, and who links to it may only send', () => {
    const [queue] = template.ids('AWS::SQS::Queue').filter((id) => !id.includes('DeadLetters'));
    expect(referencesIn(roleOf('Jobs').OwnQueue?.Resource)).toEqual([queue]);
    expect(roleOf('Jobs').OwnQueue?.Action).toContain('sqs:DeleteMessage');
    const [send] = Object.entries(roleOf('Web')).filter(([sid]) => sid.startsWith('SendTo'));
    expect(send?.[1].Action).toEqual(['sqs:SendMessage', 'sqs:GetQueueUrl', 'sqs:GetQueueAttributes']);
    expect(referencesIn(send?.[1].Resource)).toEqual([queue]);
    expect(Object.keys(roleOf('Api')).filter((sid) => /Queue|SendTo/.test(sid))).toEqual([]);
  });

  test('is known to its siblings by its queue', () => {
    expect(referencesIn(property('web', 'JOBS_QUEUE_URL'))[0]).toMatch(/^JobsQueue/);
  });

  test('refuses messages over plain HTTP', () => {
    expect(template.one('AWS::SQS::QueuePolicy').Properties.PolicyDocument).toMatchObject({
      Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    });
  });

  test('takes path, patience and attempts from settings', async () => {
    const queue = { path: '/jobs', visibilitySeconds: 40_000, attempts: 3 };
    const own = await environmentTemplate(
      environmentInput(preview, { services: { web: {}, jobs: { kind: 'worker', queue } } }),
    );
    const sqsd = (name: string) => option(own, 'jobs', 'aws:elasticbeanstalk:sqsd', name);
    expect([sqsd('HttpPath'), sqsd('VisibilityTimeout'), sqsd('MaxRetries')]).toEqual(['/jobs', '40000', '3']);
    // Beanstalk waits no longer for an answer.
    expect(sqsd('InactivityTimeout')).toBe('36000');
  });
});

describe('links', () => {
  test('in a circle are refused by name', async () => {
    const services = { web: { links: ['a'] }, a: { links: ['b'] }, b: { links: ['a'] } };
    await expect(environmentTemplate(environmentInput(preview, { services }))).rejects.toMatchObject({
      code: 'links-circular',
      message: expect.stringContaining('a → b → a'),
    });
  });

  test('to a service that does not exist are refused by name', async () => {
    await expect(
      environmentTemplate(environmentInput(preview, { services: { web: { links: ['api'] } } })),
    ).rejects.toMatchObject({ code: 'link-unknown', message: expect.stringContaining('web links to api') });
  });
});

describe('an image', () => {
  const digest = `@sha256:${'0a'.repeat(32)}`;
  const image = `111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/api${digest}`;

  test('T21 in ECR is pulled with the role of the instance, which may pull that one', async () => {
    const own = await environmentTemplate(
      environmentInput(preview, { services: { web: { platform: 'docker', image } } }),
    );
    const role = own.statements(own.id('AWS::IAM::Role'));
    expect(textsIn(role.PullImage?.Resource)).toEqual(['arn:aws:ecr:eu-central-1:111122223333:repository/shop/api']);
  });

  test('elsewhere needs no grant', async () => {
    const web = { platform: 'docker', image: `ghcr.io/acme/api${digest}` };
    const own = await environmentTemplate(environmentInput(preview, { services: { web } }));
    expect(own.statements(own.id('AWS::IAM::Role'))).not.toHaveProperty('PullImage');
  });
});

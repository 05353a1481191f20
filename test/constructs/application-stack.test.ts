import { CdkSynthesizer } from '../../lib/aws/cloudformation/synthesizer';
import { applicationOutputs } from '../../lib/facts/application-outputs';
import type { ApplicationInput } from '../../lib/ports/synthesizer';
import { resolveSettings } from '../../lib/settings/resolve';
import type { SettingsLayer } from '../../lib/settings/settings';
import {
  accountFacts,
  applicationInput,
  circleCi,
  environmentInput,
  preview,
  production,
  settingsFile,
  staging,
  threeServices,
} from './inputs';
import { applicationTemplate, referencesIn, type Template, textsIn } from './template';

const synthesizer = new CdkSynthesizer();
const elb = 'AWS::ElasticLoadBalancingV2';
let ofStaging: Template;
let ofProduction: Template;
beforeAll(async () => {
  ofStaging = await applicationTemplate(applicationInput(staging));
  ofProduction = await applicationTemplate(applicationInput(production));
});

const boundaryId = (template: Template, start = 'Boundary') =>
  template.ids('AWS::IAM::ManagedPolicy').find((id) => id.startsWith(start)) ?? '';
const boundaryOf = (template: Template, start?: string) =>
  template.resources[boundaryId(template, start)]?.Properties ?? {};

/** Staging's input with different layers for staging itself and for the previews. */
function stagingInput(own: SettingsLayer, previews: SettingsLayer): ApplicationInput {
  const file = { ...settingsFile(), staging: { ...settingsFile().staging, ...own } };
  const all = { ...file, preview: { ...file.preview, ...previews } };
  return {
    ...applicationInput(staging),
    settings: resolveSettings(all, staging),
    previewSettings: resolveSettings(all, preview),
  };
}

describe('an application stack', () => {
  test('T1 has tags that differ from those of an environment', async () => {
    const { tags, stackName } = await synthesizer.application(applicationInput(staging));
    expect(stackName).toBe('shop-application-staging');
    expect(tags).toEqual({
      'preview-stacks:project': 'shop',
      'preview-stacks:repository': 'github:acme/shop',
      'preview-stacks:application': 'staging',
    });
  });

  test('T44 needs no bootstrap', async () => {
    const { body } = await synthesizer.application(applicationInput(staging));
    expect(Object.keys(JSON.parse(body)).sort()).toEqual(['Description', 'Outputs', 'Resources']);
  });

  test('names what deploy must be able to name before it exists', () => {
    expect(ofStaging.one('AWS::ElasticBeanstalk::Application').Properties.ApplicationName).toBe('shop-staging');
    expect(ofStaging.all('AWS::IAM::Role').map(({ Properties }) => Properties.RoleName)).toEqual([
      'shop-staging-beanstalk',
      'shop-preview-cloudformation',
      'shop-staging-cloudformation',
    ]);
    expect(boundaryOf(ofStaging).ManagedPolicyName).toBe('shop-staging-boundary');
  });

  test('T18 leaves the life of versions to the stacks that own them', () => {
    expect(ofStaging.one('AWS::ElasticBeanstalk::Application').Properties).not.toHaveProperty(
      'ResourceLifecycleConfig',
    );
  });

  test('keeps bundles in a private bucket that goes with the stack', () => {
    expect(ofStaging.one('AWS::S3::Bucket')).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    expect(ofStaging.one('AWS::S3::Bucket').Properties).not.toHaveProperty('BucketName');
    expect(textsIn(ofStaging.one('AWS::S3::BucketPolicy').Properties)).toContain('false');
  });

  test('T12 lets Beanstalk act under a role that only Beanstalk can take, for itself', () => {
    const role = ofStaging.resources[ofStaging.ids('AWS::IAM::Role').find((id) => id.startsWith('Beanstalk')) ?? ''];
    expect(role?.Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'elasticbeanstalk.amazonaws.com' },
          Condition: { StringEquals: { 'sts:ExternalId': 'elasticbeanstalk' } },
        },
      ],
    });
    const { StreamHealth, LookAtQueues } = ofStaging.statements(
      ofStaging.ids('AWS::IAM::Role').find((id) => id.startsWith('Beanstalk')) ?? '',
    );
    expect(textsIn(StreamHealth?.Resource).join('')).toMatch(/\/shop-staging--\*.*\/shop-\*-\?{8}--\*$/);
    expect(textsIn(LookAtQueues?.Resource).join('')).toMatch(/:shop-staging-\*.*:shop-preview-\*$/);
  });
});

describe('the role that CloudFormation acts under', () => {
  const statements = (template = ofStaging) =>
    template.statements(template.ids('AWS::IAM::Role').find((id) => id.startsWith('CloudFormation')) ?? '');
  const texts = (sid: string) => textsIn(statements()[sid]?.Resource).join('');

  test('T37 can be taken by CloudFormation only', () => {
    const role =
      ofStaging.resources[ofStaging.ids('AWS::IAM::Role').find((id) => id.startsWith('CloudFormation')) ?? ''];
    expect(role?.Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'cloudformation.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    });
  });

  test('makes and changes roles under the boundary only, in its path and by names of the project', () => {
    expect(statements().BoundedRoles).toMatchObject({
      Action: expect.arrayContaining(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy']),
      Condition: { StringEquals: { 'iam:PermissionsBoundary': { Ref: boundaryId(ofStaging) } } },
    });
    expect(texts('BoundedRoles')).toMatch(/:role\/shop-staging\/shop-staging-\*$/);
    const actions = Object.values(statements()).flatMap(({ Action }) => Action);
    expect(
      actions.filter((action) => /DeleteRolePermissionsBoundary|UpdateAssumeRolePolicy|^iam:\*|^\*/.test(action)),
    ).toEqual([]);
    const writing = Object.entries(statements()).filter(([, { Action }]) =>
      Action.some((one) => /iam:(Create|Put|Attach)Role/.test(one)),
    );
    expect(writing.map(([sid]) => sid)).toEqual(['BoundedRoles']);
  });

  test('passes those roles to what starts instances only, and one more to Beanstalk', () => {
    const passing = Object.entries(statements()).filter(([, { Action }]) => Action.includes('iam:PassRole'));
    expect(passing.map(([sid]) => sid).sort()).toEqual(['PassToBeanstalk', 'PassToInstances']);
    expect(statements().PassToInstances?.Condition).toEqual({
      StringEquals: {
        'iam:PassedToService': ['ec2', 'autoscaling', 'elasticbeanstalk'].map((name) => `${name}.amazonaws.com`),
      },
    });
    expect(referencesIn(statements().PassToBeanstalk?.Resource)).toEqual([expect.stringMatching(/^Beanstalk/)]);
  });

  test('touches buckets and databases of its stage only, and no object in them', () => {
    expect(texts('FileStores')).toContain(':s3:::shop-staging-*');
    expect(texts('FileStores')).not.toContain(':s3:::shop-preview-*');
    expect(texts('FileStores')).not.toContain('application');
    expect(statements().FileStores?.Action.filter((action) => /Object/.test(action))).toEqual([]);
    const inProduction = textsIn(statements(ofProduction).Databases?.Resource).join(' ');
    expect(inProduction).toContain(':db:shop-production-*');
    expect(inProduction).not.toContain('shop-preview-');
  });

  test('writes records in the zone of the stage only, and of its own names', () => {
    expect(texts('Records')).toMatch(/:route53:::hostedzone\/Z0123456789ABCDEFGHIJ$/);
    expect(statements().Records?.Condition).toMatchObject({
      'ForAllValues:StringLike': {
        'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['staging.acme.dev', '*.staging.acme.dev'],
      },
    });
  });

  test.each([
    ['staging', staging],
    ['production', production],
  ])('of %s stays within what IAM and CloudFormation allow, with all that settings can ask for', async (_, target) => {
    const secret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/partner';
    const input = applicationInput(target, {
      ...threeServices,
      ci: { ...circleCi.ci, imageRepositories: ['shop/web', 'shop/api', 'shop/jobs'] } as SettingsLayer['ci'],
      control: { principal: `arn:aws:iam::${accountFacts(target).account}:role/bot` },
      ...{ accessLogs: true, alarms: { email: 'on-call@acme.com' } },
    });
    const template = await applicationTemplate({
      ...input,
      ...(target.kind === 'staging' && {
        previewReach: {
          secrets: Array.from({ length: 15 }, (__, index) => `${secret}-${index}-AbCdEf`),
          keys: [],
          snapshots: [],
          images: [],
        },
      }),
    });
    // CloudFormation: a template that comes without a bucket. What IAM takes is counted where the policies are made.
    expect(Buffer.byteLength(template.body)).toBeLessThan(51_200);
  });
});

describe('the permissions boundary', () => {
  test('T20 T44 lets no instance do anything to IAM, to Beanstalk’s own bucket or to another account', () => {
    const { Statement } = boundaryOf(ofStaging).PolicyDocument as {
      Statement: { Action: string[]; Resource: unknown[] }[];
    };
    const actions = Statement.flatMap(({ Action }) => Action);
    expect(
      actions.filter((action) => /^(iam|sts|cloudformation|ec2|\*)/.test(action) && !action.startsWith('ec2messages:')),
    ).toEqual([]);
    const resources = Statement.flatMap(({ Resource }) => textsIn(Resource));
    expect(resources.filter((text) => text.includes(':s3:::'))).toEqual(['arn:aws:s3:::shop-staging-*']);
  });

  test('allows every action that an instance role is given', async () => {
    const { Statement } = boundaryOf(ofStaging, 'PreviewBoundary').PolicyDocument as {
      Statement: { Action: string[] }[];
    };
    const allowed = Statement.flatMap(({ Action }) => Action);
    const { body } = await synthesizer.environment(environmentInput(preview));
    const given = JSON.parse(body).Resources as Record<string, { Type: string; Properties: { Policies: unknown } }>;
    const role = Object.values(given).find(({ Type }) => Type === 'AWS::IAM::Role');
    const actions = textsIn(role?.Properties.Policies).filter((text) => /^[a-z0-9]+:[A-Z]\w+$/.test(text));
    expect(actions.length).toBeGreaterThan(15);
    const covered = (action: string) => allowed.includes(action) || allowed.includes(`${action.split(':')[0]}:*`);
    expect(actions.filter((action) => !covered(action))).toEqual([]);
  });
});

describe('the shared balancer', () => {
  test('T7 listens on 443 with the certificate, open to the networks of settings, and answers 404 to unknown hosts', () => {
    expect(ofStaging.one(`${elb}::Listener`).Properties).toMatchObject({
      Port: 443,
      Protocol: 'HTTPS',
      Certificates: [{ CertificateArn: { Ref: ofStaging.id('AWS::CertificateManager::Certificate') } }],
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    });
    expect(ofStaging.one('AWS::EC2::SecurityGroup').Properties.SecurityGroupIngress).toEqual([
      expect.objectContaining({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 }),
    ]);
  });

  test('listens on 80 only when the scheme is http, and needs no certificate then', async () => {
    const template = await applicationTemplate(applicationInput(staging, { scheme: 'http' }));
    expect(template.one(`${elb}::Listener`).Properties).toMatchObject({ Port: 80, Protocol: 'HTTP' });
    expect(template.all('AWS::CertificateManager::Certificate')).toEqual([]);
  });

  test('is not made where no target shares one', () => {
    expect(ofProduction.all(`${elb}::LoadBalancer`)).toEqual([]);
    expect(ofProduction.outputs).not.toHaveProperty('BalancerArn');
  });

  test('is made for production when its settings share one', async () => {
    const template = await applicationTemplate(applicationInput(production, { routing: 'shared-load-balancer' }));
    expect(template.all(`${elb}::LoadBalancer`)).toHaveLength(1);
  });

  test('shows each of two certificates that settings name', async () => {
    const arn = (id: string) => `arn:aws:acm:eu-central-1:111122223333:certificate/${id}`;
    const template = await applicationTemplate(
      stagingInput({ certificateArn: arn('one'), routing: 'shared-load-balancer' }, { certificateArn: arn('two') }),
    );
    expect(template.one(`${elb}::Listener`).Properties.Certificates).toEqual([{ CertificateArn: arn('one') }]);
    expect(template.one(`${elb}::ListenerCertificate`).Properties.Certificates).toEqual([
      { CertificateArn: arn('two') },
    ]);
    expect(template.all('AWS::CertificateManager::Certificate')).toEqual([]);
  });

  test('is refused when staging and previews would share it for different networks', async () => {
    const input = stagingInput(
      { routing: 'shared-load-balancer', access: { cidrs: ['198.51.100.0/24'] } },
      { access: { cidrs: ['0.0.0.0/0'] } },
    );
    await expect(synthesizer.application(input)).rejects.toMatchObject({ code: 'access-differs', fault: 'user' });
  });
});

describe('the certificate', () => {
  test('T39 covers the host of staging and one label under the domain of the previews, proved in their zone', () => {
    expect(ofStaging.one('AWS::CertificateManager::Certificate').Properties).toEqual({
      DomainName: 'staging.acme.dev',
      SubjectAlternativeNames: ['*.preview.acme.dev'],
      ValidationMethod: 'DNS',
      DomainValidationOptions: [
        { DomainName: 'staging.acme.dev', HostedZoneId: 'Z0123456789ABCDEFGHIJ' },
        { DomainName: '*.preview.acme.dev', HostedZoneId: 'Z0123456789ABCDEFGHIJ' },
      ],
    });
  });

  test('T39 covers what stands under the host of a stage with several public services', async () => {
    const template = await applicationTemplate(applicationInput(production, { services: { web: {}, admin: {} } }));
    expect(template.one('AWS::CertificateManager::Certificate').Properties).toMatchObject({
      DomainName: 'shop.acme.com',
      SubjectAlternativeNames: ['*.shop.acme.com'],
    });
  });

  test('is refused with the name and the fix when no zone is known to prove it in', async () => {
    const { hostedZoneId, ...account } = accountFacts(production);
    expect(hostedZoneId).toBeDefined();
    await expect(synthesizer.application({ ...applicationInput(production), account })).rejects.toMatchObject({
      code: 'hosted-zone-missing',
      message: expect.stringContaining('shop.acme.com'),
      hint: expect.stringContaining('hostedZoneId'),
    });
  });
});

test('every output of an application stack has a name that deploy reads', () => {
  expect(Object.values(applicationOutputs)).toEqual(expect.arrayContaining(Object.keys(ofStaging.outputs)));
});

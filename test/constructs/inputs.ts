import type { AccountFacts, ApplicationFacts } from '../../lib/facts/facts';
import type { Target } from '../../lib/naming/target';
import type { ApplicationInput, EnvironmentInput } from '../../lib/ports/synthesizer';
import { resolveSettings } from '../../lib/settings/resolve';
import { rightsFor } from '../../lib/settings/rights/rights-for';
import type { SettingsFile, SettingsLayer } from '../../lib/settings/settings';

const secret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/stripe-AbCdEf';

/** A project as its settings file describes it; a layer here is laid over that of the target. */
export function settingsFile(layer: SettingsLayer = {}): SettingsFile {
  return {
    project: 'shop',
    github: 'acme/shop',
    base: {
      region: 'eu-central-1',
      services: { web: { environment: { LOG_LEVEL: 'info' }, secrets: { STRIPE_KEY: `${secret}:key` } } },
    },
    production: { account: '444455556666', host: 'shop.acme.com', ...layer },
    staging: { account: '111122223333', host: 'staging.acme.dev', ...layer },
    preview: { previewDomain: 'preview.acme.dev', ...layer },
  };
}

/** Three services: one public, one that only siblings reach, one that takes messages. */
export const threeServices: SettingsLayer = {
  services: {
    web: { links: ['api', 'jobs'] },
    api: { kind: 'internal' },
    jobs: { kind: 'worker', links: ['api'] },
  },
};

/** Jobs of this project on CircleCI may take roles. */
export const circleCi: SettingsLayer = {
  ci: {
    provider: 'circleci',
    organizationId: '01234567-89ab-cdef-0123-456789abcdef',
    projectId: 'fedcba98-7654-3210-fedc-ba9876543210',
    imageRepositories: ['shop/web'],
  },
};

export const production: Target = { kind: 'production' };
export const staging: Target = { kind: 'staging' };
export const preview: Target = { kind: 'preview', branch: 'feature/login' };

export function accountFacts(target: Target): AccountFacts {
  return {
    account: target.kind === 'production' ? '444455556666' : '111122223333',
    region: 'eu-central-1',
    network: {
      vpcId: 'vpc-0a1b2c3d4e5f60718',
      publicSubnetIds: ['subnet-0aaaaaaaaaaaaaaa1', 'subnet-0aaaaaaaaaaaaaaa2', 'subnet-0aaaaaaaaaaaaaaa3'],
      privateSubnetIds: [],
    },
    hostedZoneId: 'Z0123456789ABCDEFGHIJ',
  };
}

/** As the outputs of the application stack give them. */
function applicationFacts(target: Target, facts: Partial<ApplicationFacts> = {}): ApplicationFacts {
  const stage = target.kind === 'production' ? 'production' : 'staging';
  const account = accountFacts(target);
  const iam = `arn:aws:iam::${account.account}`;
  const elb = `arn:aws:elasticloadbalancing:eu-central-1:${account.account}`;
  return {
    stage,
    ...account,
    applicationName: `shop-${stage}`,
    bundleBucket: `shop-application-${stage}-bundlesbucket-1a2b3c4d5e6f`,
    permissionsBoundaryArn: `${iam}:policy/shop-${stage}-boundary`,
    beanstalkServiceRoleArn: `${iam}:role/shop-${stage}-beanstalk`,
    cloudFormationRoleArn: `${iam}:role/shop-${stage}-cloudformation`,
    ...(stage === 'staging' && {
      previews: {
        cloudFormationRoleArn: `${iam}:role/shop-preview-cloudformation`,
        permissionsBoundaryArn: `${iam}:policy/shop-preview-boundary`,
        reach: [],
      },
    }),
    certificateArn: `arn:aws:acm:eu-central-1:${account.account}:certificate/12345678-1234-1234-1234-123456789012`,
    ...(stage === 'production' && { accessLogBucket: 'shop-application-production-accesslogs-1a2b3c4d5e6f' }),
    ...(stage === 'staging' && {
      balancer: {
        arn: `${elb}:loadbalancer/app/shop-Share-ABCDEFGHIJKL/0123456789abcdef`,
        dnsName: 'shop-Share-ABCDEFGHIJKL-123456789.eu-central-1.elb.amazonaws.com',
        hostedZoneId: 'Z215JYRZR1TBD5',
        securityGroupId: 'sg-0123456789abcdef0',
      },
    }),
    ...facts,
  };
}

export function environmentInput(
  target: Target,
  layer: SettingsLayer = {},
  facts: Partial<ApplicationFacts> = {},
): EnvironmentInput {
  const id = target.kind === 'preview' ? 'feature-login-12345678' : target.kind;
  // What extensions take: no template of a target shows it.
  const rights = rightsFor('redis', 'lambda', 'topic', 'table');
  const settings = resolveSettings(settingsFile({ rights, ...layer }), target);
  return {
    settings,
    target,
    repository: 'github:acme/shop',
    commit: '0123456789abcdef0123456789abcdef01234567',
    application: applicationFacts(target, facts),
    releases: Object.fromEntries(
      Object.keys(settings.values.services).map((service) => [
        service,
        {
          bundleKey: `${id}/bundles/${'ab'.repeat(32)}.zip`,
          platformArn:
            'arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 22 running on 64bit Amazon Linux 2023/6.7.0',
        },
      ]),
    ),
  };
}

export function applicationInput(target: Target, layer: SettingsLayer = {}): ApplicationInput {
  const file = settingsFile(layer);
  return {
    settings: resolveSettings(file, target),
    ...(target.kind === 'staging' && { previewSettings: resolveSettings(file, preview) }),
    repository: 'github:acme/shop',
    account: accountFacts(target),
  };
}

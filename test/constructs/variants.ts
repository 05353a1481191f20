import type { ApplicationFacts } from '../../lib/facts/facts';
import type { Target } from '../../lib/naming/target';
import type { ApplicationInput, EnvironmentInput } from '../../lib/ports/synthesizer';
import { rightsFor } from '../../lib/settings/rights/rights-for';
import type { SettingsLayer } from '../../lib/settings/settings';
import {
  accountFacts,
  applicationInput,
  circleCi,
  environmentInput,
  production,
  staging,
  threeServices,
} from './inputs';

export interface Variants {
  readonly environments: Readonly<Record<string, EnvironmentInput>>;
  readonly applications: Readonly<Record<string, ApplicationInput>>;
}

const credentials = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf';
const image = `111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/web@sha256:${'0a'.repeat(32)}`;

const routings: Readonly<Record<string, SettingsLayer>> = {
  shared: { routing: 'shared-load-balancer' },
  'shared-http': { routing: 'shared-load-balancer', scheme: 'http' },
  own: { routing: 'load-balancer' },
  'own-http': { routing: 'load-balancer', scheme: 'http', access: { cidrs: ['203.0.113.0/24', '198.51.100.7/32'] } },
  single: {
    routing: 'single-instance',
    scheme: 'http',
    services: { web: { instances: { min: 1, max: 1 }, deploymentPolicy: 'AllAtOnce' } },
  },
};

const databases: Readonly<Record<string, SettingsLayer>> = {
  postgres: {},
  mysql: { database: { engine: 'mysql', tls: 'required' } },
  mariadb: { database: { engine: 'mariadb', multiAz: true, backupRetentionDays: 7 } },
  snapshot: { database: { snapshot: { id: 'shop-2026-11-01', credentials } } },
  none: { database: 'none', fileStore: 'none' },
};

const services: Readonly<Record<string, SettingsLayer>> = {
  three: threeServices,
  'two-public': { services: { web: { links: ['admin'] }, admin: {} } },
  'large-worker': {
    services: {
      web: { links: ['jobs'] },
      jobs: { kind: 'worker', instances: { min: 1, max: 4 }, queue: { path: '/jobs', visibilitySeconds: 43_200 } },
    },
  },
  image: { services: { web: { platform: 'docker', image, containerPort: 3000 } } },
  rolling: {
    services: { web: { deploymentPolicy: 'Immutable', instances: { min: 2, max: 6 }, instanceType: 'm7i.large' } },
  },
};

const targets: Readonly<Record<string, Target>> = { production, staging };
const privateNetwork: Partial<ApplicationFacts> = {
  network: {
    ...accountFacts(staging).network,
    privateSubnetIds: ['subnet-0bbbbbbbbbbbbbbb1', 'subnet-0bbbbbbbbbbbbbbb2'],
  },
};
const inPrivate: SettingsLayer = { network: { vpcId: 'vpc-0a1b2c3d4e5f60718', instanceSubnets: 'private' } };
/** What a stage has whose balancer is shared. */
const balancer: Partial<ApplicationFacts> = {
  balancer: {
    arn: 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shop-Share-ABCDEFGHIJKL/0123456789abcdef',
    dnsName: 'shop-Share-ABCDEFGHIJKL-123456789.eu-central-1.elb.amazonaws.com',
    hostedZoneId: 'Z215JYRZR1TBD5',
    securityGroupId: 'sg-0123456789abcdef0',
  },
};

/** Templates that span targets, ways in, databases, networks, services and platforms. */
export function variants(): Variants {
  const environments: Record<string, EnvironmentInput> = {};
  const add = (name: string, target: Target | undefined, layer: SettingsLayer, facts?: Partial<ApplicationFacts>) => {
    environments[name] = environmentInput(target ?? { kind: 'preview', branch: name }, layer, facts);
  };
  for (const [routing, way] of Object.entries(routings)) {
    for (const [database, data] of Object.entries(databases))
      add(`preview-${routing}-${database}`, undefined, { ...way, ...data });
    for (const [name, target] of Object.entries(targets)) add(`${name}-${routing}`, target, way, balancer);
  }
  for (const [name, layer] of Object.entries(services)) {
    add(`preview-${name}`, undefined, layer);
    add(`production-${name}`, production, layer);
    add(`private-${name}`, undefined, { ...layer, ...inPrivate }, privateNetwork);
  }
  for (const [name, target] of Object.entries(targets)) {
    add(
      `${name}-alarms`,
      target,
      { ...threeServices, alarms: { email: 'on-call@acme.com' } },
      { ...balancer, mayAlarm: true },
    );
  }
  const applications: Record<string, ApplicationInput> = {};
  for (const [name, target] of Object.entries(targets)) {
    applications[`application-${name}`] = applicationInput(target);
    applications[`application-${name}-circleci`] = applicationInput(target, circleCi);
    applications[`application-${name}-actions`] = applicationInput(target, { ci: { provider: 'github-actions' } });
    applications[`application-${name}-alarms`] = applicationInput(target, { alarms: { email: 'on-call@acme.com' } });
    applications[`application-${name}-http`] = applicationInput(target, {
      scheme: 'http',
      routing: 'shared-load-balancer',
    });
  }
  const rights = rightsFor('redis', 'lambda', 'topic', 'table');
  for (const [name, target] of Object.entries(targets)) {
    applications[`application-${name}-rights`] = applicationInput(target, { rights });
  }
  applications['application-staging-control'] = applicationInput(staging, { ...circleCi, control: {} });
  return { environments, applications };
}

import { accessRule } from './access/access-rule';
import { reachRule } from './access/reach-rule';
import { alarmsRule } from './alarms-rule';
import { databaseRule } from './data/database-rule';
import { givenNamesRule } from './data/given-names-rule';
import { limitsRule } from './limits-rule';
import { linksRule } from './links-rule';
import { servicesRule } from './services-rule';
import { nightsRule } from './sleep/sleep-rule';
import type { TargetFault, TargetRule, TargetUnderCheck } from './target-under-check';

/** Target groups of one Application Load Balancer; AWS does not raise it (trap T7). */
const sharedBalancerLimit = 100;

const addresses: TargetRule = ({ kind, values }) => [
  values.region === undefined && {
    settings: ['region'],
    layer: 'base',
    message: 'the region is missing',
    hint: "Set base.region, such as 'eu-central-1'.",
  },
  kind === 'preview' &&
    values.previewDomain === undefined && {
      settings: ['previewDomain'],
      message: 'the domain of the previews is missing',
      hint: "Set preview.previewDomain, such as 'preview.acme.dev': every preview is one label under it.",
    },
  kind !== 'preview' &&
    values.host === undefined && {
      settings: ['host'],
      message: `the host of ${kind} is missing`,
      hint: `Set ${kind}.host, or remove the section ${kind}.`,
    },
];

const routing: TargetRule = ({ kind, values }) => [
  values.routing === 'single-instance' &&
    values.scheme === 'https' && {
      settings: ['routing', 'scheme'],
      message: '"single-instance" has no https: a certificate needs a load balancer',
      hint: "Set routing to 'load-balancer' or 'shared-load-balancer', or scheme to 'http'.",
    },
  kind === 'preview' &&
    values.routing === 'shared-load-balancer' &&
    values.maxPreviews * publicServices(values) > sharedBalancerLimit && {
      settings: ['maxPreviews'],
      message: `${values.maxPreviews} previews ${publicServices(values) === 1 ? '' : `with ${publicServices(values)} public services each `}do not fit: a shared load balancer serves ${sharedBalancerLimit}`,
      hint: `Set maxPreviews to ${Math.floor(sharedBalancerLimit / publicServices(values))} or less, or routing to 'load-balancer'.`,
    },
  values.certificateArn !== undefined &&
    values.region !== undefined &&
    values.certificateArn.split(':')[3] !== values.region && {
      settings: ['certificateArn'],
      message: `the certificate is in ${values.certificateArn.split(':')[3]}, its load balancer in ${values.region}`,
      hint: `Give the ARN of a certificate in ${values.region}, or leave it out and let the application stack make one.`,
    },
  values.network.instanceSubnets === 'private' &&
    values.network.vpcId === undefined && {
      settings: ['network.instanceSubnets'],
      message: '"private" needs a VPC: the default one has public subnets only',
      hint: 'Set network.vpcId.',
    },
];

const seeds: TargetRule = ({ values }) => [
  values.seed !== undefined &&
    values.seed.command === undefined && {
      settings: ['seed.command', 'seed.timeoutMinutes', 'seed.service'],
      message: 'the seed has no command',
      hint: "Set seed.command, such as 'npm run seed'.",
    },
  values.seed?.service !== undefined &&
    !Object.hasOwn(values.services, values.seed.service) && {
      settings: ['seed.service'],
      message: `"${values.seed.service}" is none of the services (${Object.keys(values.services).join(', ')})`,
      hint: 'Name the service in whose instance the seed runs.',
    },
];

/** What must be gone when its branch is gone must not resist. */
const disposable: TargetRule = ({ kind, values }) => [
  kind === 'preview' &&
    values.database !== 'none' &&
    values.database.protect && {
      settings: ['database.protect'],
      message: 'true would leave the database behind when the preview goes',
      hint: 'Remove it; to keep the previews of some branches, set cleanup.protectedBranches.',
    },
  kind === 'preview' &&
    values.fileStore !== 'none' &&
    values.fileStore.retain && {
      settings: ['fileStore.retain'],
      message: 'true would leave the bucket behind when the preview goes',
      hint: 'Remove it; to keep the previews of some branches, set cleanup.protectedBranches.',
    },
];

const ci: TargetRule = ({ values }) => [
  values.ci !== undefined &&
    values.ci.provider === undefined && {
      settings: [
        'ci.provider',
        'ci.createProvider',
        'ci.organizationId',
        'ci.projectId',
        'ci.repositoryId',
        'ci.ownerId',
        'ci.imageRepositories',
      ],
      message: 'the CI has no provider',
      hint: "Set ci.provider to 'circleci' or 'github-actions'.",
    },
  ...(['organization', 'project'] as const).map(
    (key) =>
      values.ci?.provider === 'circleci' &&
      values.ci[`${key}Id`] === undefined && {
        settings: [`ci.${key}Id`, 'ci.provider'],
        message: `CircleCI's id of the ${key} is missing`,
        hint: `Set ci.${key}Id: it is in the settings of the ${key} on CircleCI.`,
      },
  ),
];

/** What must hold between the settings of one target. */
export function targetFaults(target: TargetUnderCheck): TargetFault[] {
  const rules = [
    addresses,
    routing,
    accessRule,
    servicesRule,
    linksRule,
    reachRule,
    databaseRule,
    givenNamesRule,
    seeds,
    disposable,
    limitsRule,
    ci,
    alarmsRule,
    nightsRule,
  ];
  return rules.flatMap((rule) => rule(target)).filter((fault) => !!fault);
}

function publicServices({ services }: TargetUnderCheck['values']): number {
  return Math.max(1, Object.values(services).filter(({ kind }) => kind === 'public').length);
}

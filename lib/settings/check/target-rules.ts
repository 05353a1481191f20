import { environmentBytes } from '../reserved-properties';
import type { TargetFault, TargetUnderCheck } from './target-under-check';

type TargetRule = (target: TargetUnderCheck) => readonly (TargetFault | false | undefined)[];

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
    values.maxPreviews > sharedBalancerLimit && {
      settings: ['maxPreviews'],
      message: `${values.maxPreviews} previews do not fit: a shared load balancer serves ${sharedBalancerLimit}`,
      hint: `Set maxPreviews to ${sharedBalancerLimit} or less, or routing to 'load-balancer'.`,
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

const services: TargetRule = ({ values }) =>
  Object.entries(values.services).flatMap(([name, service]): (TargetFault | false)[] => [
    service.instances.min > service.instances.max && {
      settings: [`services.${name}.instances.min`, `services.${name}.instances.max`],
      message: `at least ${service.instances.min} instances are more than ${service.instances.max} at most`,
      hint: 'Set instances.min to instances.max or less.',
    },
    values.routing === 'single-instance' &&
      service.instances.max > 1 && {
        settings: [`services.${name}.instances.max`, 'routing'],
        message: `${service.instances.max} instances need a load balancer, and routing is "single-instance"`,
        hint: 'Set instances to { min: 1, max: 1 }, or routing to another value.',
      },
    byteLength(service.environment) > environmentBytes && {
      settings: Object.keys(service.environment).map((property) => `services.${name}.environment.${property}`),
      message: `the environment properties have ${byteLength(service.environment)} bytes; ${environmentBytes} are allowed together`,
      hint: 'Move long values into a file of the app or into a secret.',
    },
    ...Object.keys(service.secrets)
      .filter((property) => Object.hasOwn(service.environment, property))
      .map((property) => ({
        settings: [`services.${name}.secrets.${property}`],
        message: `${property} is both in environment and in secrets`,
        hint: 'Remove one of them.',
      })),
  ]);

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

/** What must hold between the settings of one target. */
export function targetFaults(target: TargetUnderCheck): TargetFault[] {
  return [addresses, routing, services, seeds, disposable].flatMap((rule) => rule(target)).filter((fault) => !!fault);
}

function byteLength(properties: Readonly<Record<string, string>>): number {
  return Object.entries(properties).reduce((sum, [name, value]) => sum + Buffer.byteLength(`${name}=${value}`), 0);
}

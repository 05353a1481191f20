import { propertyBytes, propertyBytesLimit } from '../property-bytes';
import type { ServiceSettings } from '../settings';
import type { TargetFault, TargetRule, TargetUnderCheck } from './target-under-check';

/** What must hold for each service of a target. */
export const servicesRule: TargetRule = ({ values }) => [
  !Object.hasOwn(values.services, 'web') && {
    settings: ['services'],
    layer: 'base',
    message: `none of the services (${Object.keys(values.services).join(', ')}) is named web`,
    hint: "Name the main service web: it has the target's own host.",
  },
  ...Object.entries(values.services).flatMap(([name, service]) => [
    ...sizes(name, service, values),
    ...kinds(name, service),
    ...images(name, service),
    ...dependencies(name, service),
    ...properties(name, service, values),
  ]),
];

type Faults = readonly (TargetFault | false | undefined)[];

function sizes(name: string, { instances, kind }: ServiceSettings, { routing }: TargetUnderCheck['values']): Faults {
  return [
    instances.min > instances.max && {
      settings: [`services.${name}.instances.min`, `services.${name}.instances.max`],
      message: `at least ${instances.min} instances are more than ${instances.max} at most`,
      hint: 'Set instances.min to instances.max or less.',
    },
    routing === 'single-instance' &&
      kind === 'public' &&
      instances.max > 1 && {
        settings: [`services.${name}.instances.max`, 'routing'],
        message: `${instances.max} instances need a load balancer, and routing is "single-instance"`,
        hint: 'Set instances to { min: 1, max: 1 }, or routing to another value.',
      },
  ];
}

function kinds(name: string, { kind, queue }: ServiceSettings): Faults {
  return [
    name === 'web' &&
      kind !== 'public' && {
        settings: ['services.web.kind'],
        message: `"${kind}" cannot be the kind of web: it answers under the target's own host`,
        hint: "Set it to 'public', and give the service another name if it is not the main one.",
      },
    kind !== 'worker' &&
      queue !== undefined && {
        settings: ['path', 'visibilitySeconds', 'attempts'].map((key) => `services.${name}.queue.${key}`),
        message: `a service of the kind "${kind}" has no queue`,
        hint: "Remove it, or set kind to 'worker'.",
      },
  ];
}

function images(name: string, service: ServiceSettings): Faults {
  const { image, containerPort, platform, bundle, build } = service;
  const docker = /^docker\b/.test(platform) || /:platform\/Docker running /.test(platform);
  return [
    image !== undefined &&
      !docker && {
        settings: [`services.${name}.image`],
        message: `an image needs the platform "docker", and the platform is "${platform}"`,
        hint: "Set platform to 'docker', or remove image.",
      },
    image !== undefined &&
      (bundle !== undefined || build !== undefined) && {
        settings: [`services.${name}.bundle`, `services.${name}.build`],
        message: 'an image is the whole bundle, so that there is nothing else to build or to take',
        hint: 'Remove image, or bundle and build.',
      },
    image === undefined &&
      containerPort !== undefined && {
        settings: [`services.${name}.containerPort`],
        message: 'only the container of an image has a port of its own',
        hint: 'Set image, or remove containerPort.',
      },
  ];
}

function dependencies(name: string, service: ServiceSettings): Faults {
  const { buildOutput, bundle, image } = service;
  if (service.dependencies !== 'packed') return [];
  return [
    (image !== undefined || bundle !== undefined) && {
      settings: [`services.${name}.dependencies`],
      message: `"packed" has no meaning with ${image === undefined ? 'a ready bundle' : 'an image'}, which brings its dependencies`,
      hint: `Remove dependencies, or ${image === undefined ? 'bundle' : 'image'}.`,
    },
    buildOutput.some((output) => /^(?:\.\/)*node_modules\/?$/.test(output)) && {
      settings: [`services.${name}.dependencies`, `services.${name}.buildOutput`],
      message: 'both dependencies "packed" and buildOutput bring node_modules',
      hint: 'Remove node_modules from buildOutput.',
    },
  ];
}

function properties(name: string, service: ServiceSettings, values: TargetUnderCheck['values']): Faults {
  const { environment, secrets } = service;
  const { database, fileStore } = values;
  const { written, all } = propertyBytes(service, values);
  const named = (path: string, map: object) => Object.keys(map).map((property) => `${path}.${property}`);
  return [
    all > propertyBytesLimit && {
      settings: [
        ...named(`services.${name}.environment`, environment),
        ...named(`services.${name}.secrets`, secrets),
        ...(database === 'none' ? [] : named('database.environment', database.environment)),
        ...(fileStore === 'none' ? [] : named('fileStore.environment', fileStore.environment)),
        `services.${name}.environment`,
      ],
      message: `the environment properties of ${name} have ${written} bytes, and those that are set for it up to ${all - written}; Beanstalk allows ${propertyBytesLimit} together`,
      hint: 'Move long values into a file of the app, several into one secret that the app reads, or take names out of database.environment and fileStore.environment.',
    },
    ...Object.keys(secrets)
      .filter((property) => Object.hasOwn(environment, property))
      .map((property) => ({
        settings: [`services.${name}.secrets.${property}`],
        message: `${property} is both in environment and in secrets`,
        hint: 'Remove one of them.',
      })),
  ];
}

import {
  application,
  arn,
  boundary,
  cleanup,
  cloudFormation,
  control,
  deploy,
  developer,
  environment,
  environmentOf,
  kinds,
  ofOther,
  ofPreview,
  ofStaging,
  own,
  previews,
  stageOf,
  stages,
  version,
  viewer,
} from '../names';
import { each, type Group, group, on } from '../table';

const beanstalk = (...calls: readonly string[]) => calls.map((call) => `elasticbeanstalk:${call}`);
const changes = beanstalk(
  ...['UpdateEnvironment', 'TerminateEnvironment', 'RebuildEnvironment', 'SwapEnvironmentCNAMEs'],
  ...['RestartAppServer', 'AbortEnvironmentUpdate', 'AddTags', 'RemoveTags'],
);
const create = 'elasticbeanstalk:CreateEnvironment';
const update = 'elasticbeanstalk:UpdateEnvironment';
const options = 'elasticbeanstalk:DescribeConfigurationSettings';
const terminate = 'elasticbeanstalk:TerminateEnvironment';
const statistics = 'elasticbeanstalk:PutInstanceStatistics';

/** They change an environment with its stack, or not at all. */
const byStacks = [cleanup, control, viewer, developer];

export const environmentRows: readonly Group[] = [
  group("CloudFormation's role for previews changes no environment of a stage", cloudFormation.preview, {
    denied: [
      ...each(changes, environment('shop-staging--web')),
      ...each(changes, environment('shop-production--web')),
      ...on(terminate, [environment('shop-production--x-12345678--y')]),
      ...on(terminate, [environment('shop-staging--x-12345678--y'), environment('shop-staging--web', 'production')]),
      ['elasticbeanstalk:DescribeConfigurationSettings', environment('shop-staging--web')],
    ],
    allowed: [
      [create, environment(own)],
      ...each(changes, environment(own), ofPreview),
      ['elasticbeanstalk:DescribeConfigurationSettings', environment(own)],
    ],
  }),
  group("CloudFormation's role for staging changes no previews and nothing of production", cloudFormation.staging, {
    denied: [
      ...each(changes, environment(own)),
      ...each(changes, environment('shop-production--web', 'production')),
      ...on('elasticbeanstalk:CreateApplicationVersion', [
        version('shop-production-webversion-1a2b', 'production'),
        version('shop-production-webversion-1a2b'),
      ]),
    ],
    allowed: [
      ...each([create, ...changes], environment('shop-staging--web')),
      ...on('elasticbeanstalk:CreateApplicationVersion', [version('shop-staging-webversion-1a2b')]),
    ],
  }),
  group("CloudFormation's role for production changes no previews and nothing of staging", cloudFormation.production, {
    denied: [
      ...each(changes, environment(own)),
      ...each(changes, environment('shop-staging--web')),
      ...on('elasticbeanstalk:CreateApplicationVersion', [
        version('shop-staging-webversion-1a2b'),
        version('shop-staging-webversion-1a2b', 'production'),
      ]),
    ],
    allowed: each([create, ...changes], environment('shop-production--web', 'production')),
  }),
  group("CloudFormation's role for previews deletes versions of previews alone", cloudFormation.preview, {
    denied: on('elasticbeanstalk:DeleteApplicationVersion', [
      version('shop-staging-webversion-1a2b'),
      version('shop-production-webversion-1a2b'),
    ]),
    allowed: [
      ...on('elasticbeanstalk:CreateApplicationVersion', [version('shop-preview-login-webversion-1a2b')]),
      ...on('elasticbeanstalk:DeleteApplicationVersion', [version('shop-preview-login-webversion-1a2b')], ofPreview),
    ],
  }),
  ...kinds.map((kind) =>
    group(`CloudFormation's role for ${kind} does not change the Beanstalk application`, cloudFormation[kind], {
      denied: each(
        beanstalk(
          ...['CreateApplication', 'UpdateApplication', 'UpdateApplicationResourceLifecycle', 'DeleteApplication'],
        ),
        application(stageOf(kind)),
      ),
      allowed: on('elasticbeanstalk:DescribeApplications', [application(stageOf(kind))]),
    }),
  ),
  ...kinds.map((kind) =>
    group(`CloudFormation's role for ${kind} makes no template of options`, cloudFormation[kind], {
      denied: [
        ...each(
          beanstalk('CreateConfigurationTemplate', 'UpdateConfigurationTemplate', 'DeleteConfigurationTemplate'),
          arn('elasticbeanstalk', `configurationtemplate/shop-${stageOf(kind)}/x`),
        ),
        ['elasticbeanstalk:CreateConfigurationTemplate', application(stageOf(kind))],
      ],
    }),
  ),
  ...kinds.map((kind) =>
    group(
      `CloudFormation's role for ${kind} touches no environment with the tags of another project`,
      cloudFormation[kind],
      {
        denied: each(changes, environment(environmentOf(kind), stageOf(kind)), ofOther),
      },
    ),
  ),
  group('instances of previews forge no health of stages', boundary.preview, {
    denied: on(
      statistics,
      ['shop-staging--web', 'shop-staging--x-12345678--y', 'shop-production--x-12345678--y'].map((name) =>
        environment(name),
      ),
    ),
    allowed: on(statistics, [environment(own), application()]),
  }),
  ...stages.map((stage) =>
    group(`instances of ${stage} report health of ${stage}`, boundary[stage], {
      denied: on(statistics, [environment(own), environment('shop-x--web')]),
      allowed: on(statistics, [environment(`shop-${stage}--web`, stage)]),
    }),
  ),
  group('the roles for cleanup and control and people make and change no environment themselves', byStacks, {
    denied: [
      ...each([create, ...changes, options], environment(own), ofPreview),
      ...each(changes, environment('shop-staging--web'), ofStaging),
    ],
  }),
  group('roles for deploys make no environment themselves, and of all changes may update', [previews, deploy.staging], {
    denied: [
      ...each([create, ...changes.filter((one) => one !== update)], environment(own), ofPreview),
      ...each([create, ...changes.filter((one) => one !== update)], environment('shop-staging--web'), ofStaging),
    ],
  }),
  group('jobs of any branch look at the options of previews and update them, and no others', previews, {
    denied: [
      ...each([update, options], environment('shop-staging--web')),
      ...each([update, options], environment('shop-staging--x-12345678')),
      ...each([update, options], environment('shop-production--web', 'production')),
      ...each([update, options], arn('elasticbeanstalk', 'environment/shop-ui-staging/shop-ui-login-0a1b2c3d--web')),
    ],
    allowed: each([update, options], environment(own)),
  }),
  group('jobs of staging look at the options of staging and update them, and not those of production', deploy.staging, {
    denied: each([update, options], environment('shop-production--web', 'production')),
    allowed: each([update, options], environment('shop-staging--web')),
  }),
  group('jobs of production look at the options of production alone and update them', deploy.production, {
    denied: [
      ...each([create, ...changes.filter((one) => one !== update)], environment('shop-production--web', 'production')),
      ...each([update, options], environment('shop-staging--web')),
      ...each([update, options], environment(own)),
    ],
    allowed: each([update, options], environment('shop-production--web', 'production')),
  }),
  group('roles for deploys look at environments by lists', [previews, ...Object.values(deploy)], {
    allowed: each(beanstalk('DescribeEnvironments', 'DescribeEvents', 'ListPlatformVersions'), '*'),
  }),
];

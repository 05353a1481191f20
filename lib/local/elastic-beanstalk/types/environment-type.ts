import type { Faults } from '../../faults/faults';
import { AwsError } from '../../http/aws-error';
import { generatedName } from '../../resource/generated-name';
import { recordOf, recordsOf, requiredText, textOf } from '../../resource/read-property';
import type { Properties, ResourceContext, ResourceType } from '../../resource/resource-type';
import type { BeanstalkState, EnvironmentChange, OptionSetting } from '../beanstalk';

interface World extends BeanstalkState {
  /** @default options that a template no longer names are kept */
  readonly faults?: Pick<Faults, 'dropsOptions'>;
}

/** Runs the app of a version. Complete means Ready: whether the app is healthy is another question (trap T14). */
export const elasticBeanstalkEnvironment: ResourceType<World> = {
  type: 'AWS::ElasticBeanstalk::Environment',
  nameProperty: 'EnvironmentName',
  mode: 'run',

  async create(context, properties) {
    const { name, endpointUrl } = await context.world.beanstalk.createEnvironment(
      {
        ...settingsOf(context, properties),
        applicationName: requiredText(properties, 'ApplicationName'),
        // CloudFormation's own names for environments have 40 characters at the most, as Beanstalk's have.
        environmentName: textOf(properties, 'EnvironmentName') ?? generatedName(context, 40),
        region: context.region,
      },
      context.signal,
    );
    return { physicalId: name, attributes: { EndpointURL: endpointUrl } };
  },

  async update({ signal, ...context }, former, properties, formerProperties) {
    const settings = settingsOf({ signal, ...context }, properties);
    const change: EnvironmentChange = {
      ...settings,
      // Trap T11: reports of AWS disagree, so both are here.
      ...(context.world.faults?.dropsOptions(former.physicalId) && {
        optionsToRemove: without(optionsOf(formerProperties), settings.options),
      }),
    };
    await context.world.beanstalk.updateEnvironment(former.physicalId, change, signal);
    return former;
  },

  async delete({ world }, former) {
    await world.beanstalk.terminateEnvironment(former.physicalId);
  },
};

function settingsOf({ tags }: ResourceContext<World>, properties: Properties) {
  if (textOf(properties, 'TemplateName') !== undefined || textOf(properties, 'CNAMEPrefix') !== undefined) {
    throw new AwsError(
      'GeneralServiceException',
      'The local endpoint knows no TemplateName and no CNAMEPrefix of an environment',
    );
  }
  return {
    tags,
    versionLabel: textOf(properties, 'VersionLabel'),
    description: textOf(properties, 'Description'),
    platformArn: textOf(properties, 'PlatformArn') ?? textOf(properties, 'SolutionStackName') ?? '',
    tier:
      textOf(recordOf(properties, 'Tier') ?? {}, 'Name') === 'Worker' ? ('Worker' as const) : ('WebServer' as const),
    options: optionsOf(properties),
  };
}

function optionsOf(properties: Properties): readonly OptionSetting[] {
  return recordsOf(properties, 'OptionSettings').map((option) => ({
    namespace: requiredText(option, 'Namespace'),
    optionName: requiredText(option, 'OptionName'),
    value: textOf(option, 'Value') ?? '',
  }));
}

/** The former options that are no longer named. */
function without(former: readonly OptionSetting[], now: readonly OptionSetting[]): readonly OptionSetting[] {
  return former.filter(
    ({ namespace, optionName }) => !now.some((one) => one.namespace === namespace && one.optionName === optionName),
  );
}

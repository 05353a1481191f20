import {
  DescribeConfigurationSettingsCommand,
  type ElasticBeanstalkClient,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk';
import { PreviewError } from '../../errors';
import { propertyNamespaces } from '../../facts/property-namespaces';
import type { PropertyName } from '../../ports/environments';
import { errorName } from '../errors';
import { requireField, send } from '../send';

/** Names of the properties that an environment has now. */
export async function propertiesOf(
  client: ElasticBeanstalkClient,
  environment: { readonly ApplicationName: string; readonly EnvironmentName: string },
): Promise<readonly PropertyName[]> {
  const action = 'elasticbeanstalk:DescribeConfigurationSettings';
  const answer = await send(action, () => client.send(new DescribeConfigurationSettingsCommand(environment)));
  const settings = requireField(answer.ConfigurationSettings, 'ConfigurationSettings', action);
  // While a change is under way, there is a second set that is not in force.
  return settings.flatMap(({ OptionSettings = [] }) =>
    OptionSettings.flatMap(({ Namespace, OptionName: name }) =>
      name !== undefined && (Namespace === propertyNamespaces.plain || Namespace === propertyNamespaces.secret)
        ? [{ name, secret: Namespace === propertyNamespaces.secret }]
        : [],
    ),
  );
}

/** Asks for the removal of properties. */
export async function removePropertiesOf(
  client: ElasticBeanstalkClient,
  EnvironmentName: string,
  names: readonly PropertyName[],
): Promise<void> {
  const OptionsToRemove = names.map(({ name, secret }) => ({
    Namespace: propertyNamespaces[secret ? 'secret' : 'plain'],
    OptionName: name,
  }));
  await send('elasticbeanstalk:UpdateEnvironment', async () => {
    try {
      await client.send(new UpdateEnvironmentCommand({ EnvironmentName, OptionsToRemove }));
    } catch (error) {
      // Trap T15. The EB CLI knows the refusal by the same words.
      if (errorName(error) !== 'InvalidParameterValue' || !/must be ready/i.test((error as Error).message)) throw error;
      throw new PreviewError('environment-not-ready', `${EnvironmentName} takes no change: it is not Ready`, {
        fault: 'world',
        hint: 'Wait until Beanstalk has ended what is under way, and deploy again.',
      });
    }
  });
}

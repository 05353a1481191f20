import { AwsError } from '../../http/aws-error';
import type { EnvironmentChange, OptionSetting } from '../beanstalk';
import type { BeanstalkNeeds } from '../beanstalk-needs';
import type { BeanstalkStore } from '../beanstalk-store';
import { changeOptions, Options } from '../options';
import type { EnvironmentRecord } from '../records';
import { checkOptions, checkPlatform } from './check-environment';
import { checkSizes } from './check-sizes';
import { listenerSettings } from './listener';

/** They change the Auto Scaling group and no machine of it. */
const ofGroup: readonly string[] = [
  'aws:autoscaling:asg',
  'aws:autoscaling:trigger',
  'aws:autoscaling:updatepolicy:rollingupdate',
];

/** Whether apps start anew for a change, or the number of instances alone may be another. */
export type Reach = 'nothing' | 'group' | 'apps';

/** Checks a change and writes it into the record; and says how far it reaches. Throws AwsError, nothing changed. */
export function changeEnvironment(
  environment: EnvironmentRecord,
  change: EnvironmentChange,
  world: BeanstalkNeeds,
  store: BeanstalkStore,
): Reach {
  const options = changeOptions(environment.options, change.options ?? [], change.optionsToRemove);
  const { versionLabel = environment.versionLabel, platformArn = environment.platformArn } = change;
  if (versionLabel !== undefined) {
    store.version(environment.applicationName, versionLabel);
  }
  checkPlatform(platformArn);
  checkOptions(options, world);
  checkSizes(new Options(options), 'update');
  if (listenerSettings(options) !== listenerSettings(environment.options)) {
    throw new AwsError(
      'ConfigurationValidationException',
      'Configuration validation exception: the environment type, a shared load balancer, its listeners and its rules cannot be changed ' +
        'after the environment was created.',
    );
  }
  const shown = (settings: readonly OptionSetting[]) => JSON.stringify([settings, versionLabel, platformArn]);
  const former = (settings: readonly OptionSetting[]) =>
    JSON.stringify([settings, environment.versionLabel, environment.platformArn]);
  const ofApps = (settings: readonly OptionSetting[]) =>
    settings.filter(({ namespace }) => !ofGroup.includes(namespace));
  const reach =
    shown(options) === former(environment.options)
      ? 'nothing'
      : shown(ofApps(options)) === former(ofApps(environment.options))
        ? 'group'
        : 'apps';
  const { securityGroups, balancerSecurityGroups } = new Options(options);
  world.network.holdGroups(`environment ${environment.name}`, [...securityGroups, ...balancerSecurityGroups]);
  Object.assign(environment, { options, versionLabel, platformArn });
  environment.tags = change.tags ?? environment.tags;
  environment.description = change.description ?? environment.description;
  return reach;
}

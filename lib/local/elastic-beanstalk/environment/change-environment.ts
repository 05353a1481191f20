import { AwsError } from '../../http/aws-error';
import type { EnvironmentChange } from '../beanstalk';
import type { BeanstalkNeeds } from '../beanstalk-needs';
import type { BeanstalkStore } from '../beanstalk-store';
import { changeOptions, Options } from '../options';
import type { EnvironmentRecord } from '../records';
import { checkOptions, checkPlatform } from './check-environment';
import { checkSizes } from './check-sizes';
import { listenerSettings } from './listener';

/** Checks a change and writes it into the record; true when apps must start anew for it. Throws AwsError, nothing changed. */
export function changeEnvironment(
  environment: EnvironmentRecord,
  change: EnvironmentChange,
  world: BeanstalkNeeds,
  store: BeanstalkStore,
): boolean {
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
  const former = JSON.stringify([environment.options, environment.versionLabel, environment.platformArn]);
  const needsRestart = JSON.stringify([options, versionLabel, platformArn]) !== former;
  const { securityGroups, balancerSecurityGroups } = new Options(options);
  world.network.holdGroups(`environment ${environment.name}`, [...securityGroups, ...balancerSecurityGroups]);
  Object.assign(environment, { options, versionLabel, platformArn });
  environment.tags = change.tags ?? environment.tags;
  environment.description = change.description ?? environment.description;
  return needsRestart;
}

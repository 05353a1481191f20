import { AwsError } from '../../http/aws-error';
import { randomLetters } from '../../resource/random-letters';
import type { EnvironmentRequest } from '../beanstalk';
import type { BeanstalkNeeds } from '../beanstalk-needs';
import { type BeanstalkStore, environmentId } from '../beanstalk-store';
import { changeOptions, Options } from '../options';
import type { EnvironmentRecord } from '../records';
import { checkEnvironmentName, checkOptions, checkPlatform } from './check-environment';
import { checkSizes } from './check-sizes';
import { openListener } from './listener';

/** Checks a request and makes the record of the environment, its way in included. Throws AwsError. */
export function newEnvironment(
  request: EnvironmentRequest,
  world: BeanstalkNeeds,
  store: BeanstalkStore,
): EnvironmentRecord {
  const { applicationName, versionLabel, platformArn, tier, tags, region, description } = request;
  const id = environmentId();
  const name = request.environmentName ?? `${applicationName.slice(0, 23)}-${id.slice(2)}`;
  checkEnvironmentName(name);
  store.application(applicationName);
  const former = store.environment(name);
  if (former && former.status !== 'Terminated') {
    throw new AwsError('InvalidParameterValue', `Environment ${name} already exists.`);
  }
  if (versionLabel === undefined) {
    throw new AwsError(
      'InvalidParameterValue',
      'A VersionLabel is needed: this endpoint has no sample application to run in its place.',
    );
  }
  store.version(applicationName, versionLabel);
  checkPlatform(platformArn);
  const options = changeOptions([], request.options);
  checkOptions(options, world);
  checkSizes(new Options(options), 'create');
  const cname =
    `${name}.eba-${randomLetters(8, 'abcdefghijkmnpqrstuvwxyz23456789')}.${region}.elasticbeanstalk.com`.toLowerCase();
  const listener = openListener({ tier, name, id, region, options, cname, tags }, world, store);
  const { securityGroups, balancerSecurityGroups } = new Options(options);
  world.network.holdGroups(`environment ${name}`, [...securityGroups, ...balancerSecurityGroups]);
  const createdAt = store.now();
  const environment: EnvironmentRecord = {
    ...{ name, id, applicationName, region, tier, cname, versionLabel, description, platformArn, options, tags },
    ...{ arn: store.arn(region, 'environment', `${applicationName}/${name}`), createdAt, updatedAt: createdAt },
    ...listener,
    ...{ status: 'Launching', health: { colour: 'Grey', status: 'Pending', causes: [] } },
    ...{ deploymentId: 0, instances: [] },
  };
  store.addEnvironment(environment);
  return environment;
}

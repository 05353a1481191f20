import { AwsError } from '../../http/aws-error';
import type { BeanstalkNeeds } from '../beanstalk-needs';
import type { Containers } from '../containers/containers';
import type { OptionSetting } from '../option-setting';
import { Options } from '../options';
import { findPlatform } from '../platforms';

const launch = 'aws:autoscaling:launchconfiguration';
const environment = 'aws:elasticbeanstalk:environment';
/** All properties and secret references of an environment together (trap T16). */
const longestProperties = 4096;

/** Throws AwsError with Beanstalk's reason. */
export function checkEnvironmentName(name: string): void {
  if (!/^(?!-)[A-Za-z0-9-]{4,40}$/.test(name) || name.endsWith('-')) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${name} at 'EnvironmentName' failed to satisfy constraint: Member must be from 4 to 40 characters in length. The name can ` +
        "contain only letters, numbers, and hyphens. It can't start or end with a hyphen.",
    );
  }
}

/** Throws AwsError when this platform is not known. */
export function checkPlatform(arn: string): void {
  const platform = findPlatform(arn);
  if (!platform) {
    throw new AwsError('InvalidParameterValue', `No Platform named '${arn}' found.`);
  }
}

/** Throws AwsError when the platform needs a container program and none answers. */
export async function checkContainers(arn: string, containers: Pick<Containers, 'engine'>): Promise<void> {
  const platform = findPlatform(arn);
  if (platform?.family === 'Docker' && (await containers.engine()) === undefined) {
    throw new AwsError(
      'InvalidParameterValue',
      `The platform '${platform.branch}' needs docker or podman, and neither answers on this machine.`,
    );
  }
}

/** Whether what the options name exists. Throws AwsError with Beanstalk's reason. */
export function checkOptions(settings: readonly OptionSetting[], world: BeanstalkNeeds): void {
  const options = new Options(settings);
  const profile = options.get(launch, 'IamInstanceProfile');
  if (profile === undefined) {
    throw new AwsError('InvalidParameterValue', 'Environment must have instance profile associated with it.');
  }
  if (!world.roles.hasProfile(profile)) {
    throw invalid(launch, 'IamInstanceProfile', `The instance profile ${profile} does not exist.`);
  }
  const role = options.get(environment, 'ServiceRole');
  if (role !== undefined && !world.roles.role(role.slice(role.lastIndexOf('/') + 1))) {
    throw invalid(environment, 'ServiceRole', `The service role ${role} does not exist.`);
  }
  for (const group of [...options.securityGroups, ...options.balancerSecurityGroups]) {
    if (!world.network.hasSecurityGroup(group)) {
      throw invalid(launch, 'SecurityGroups', `The security group '${group}' does not exist`);
    }
  }
  const known = new Set(world.network.subnets().map(({ subnetId }) => subnetId));
  for (const name of ['Subnets', 'ELBSubnets']) {
    const missing = options.list('aws:ec2:vpc', name).find((subnet) => !known.has(subnet));
    if (missing !== undefined) {
      throw invalid('aws:ec2:vpc', name, `The subnet ID '${missing}' does not exist`);
    }
  }
  const properties = Object.entries({ ...options.properties, ...options.secrets });
  const bytes = properties.reduce((sum, [name, value]) => sum + Buffer.byteLength(`${name}=${value}`), 0);
  if (bytes > longestProperties) {
    throw new AwsError(
      'InvalidParameterValue',
      `The environment properties take ${bytes} bytes; all of them together may take ${longestProperties}.`,
    );
  }
}

function invalid(namespace: string, optionName: string, message: string): AwsError {
  return new AwsError(
    'ConfigurationValidationException',
    `Configuration validation exception: Invalid option value (Namespace: '${namespace}', OptionName: '${optionName}'): ${message}`,
  );
}

import { dirname } from 'node:path';
import { AwsError } from '../../http/aws-error';
import type { Secrets } from '../../secrets-manager/secrets';
import { DeploymentFailure } from '../environment/deployment-failure';
import type { Options } from '../options';
import { inRelease } from './trust-databases';

/** Where programs are looked for on an instance: beside our own Node.js, then where systems keep them. */
export const instancePath = [
  dirname(process.execPath),
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/opt/homebrew/bin',
].join(':');

/** What an instance brings of its own, whatever the settings say. */
export function instanceVariables(home: string): {
  readonly PATH: string;
  readonly HOME: string;
  readonly LANG: string;
} {
  return { PATH: instancePath, HOME: home, LANG: 'C.UTF-8' };
}

/** What Beanstalk must know of SSM, which stands above it. */
export interface ParameterValues {
  /** By name or ARN. Throws AwsError when there is none. */
  value(name: string): string;
}

export interface AppEnvironmentOptions {
  readonly options: Options;
  readonly region: string;
  readonly home: string;
  /** Of the release. */
  readonly folder: string;
  readonly endpoint: string;
  readonly secrets: Secrets;
  readonly parameters: ParameterValues;
}

/**
 * The environment of an app's process, PORT left out: a clean one, with its properties, its secrets as they are now, and the credentials and
 * endpoint that the instance's metadata would give it. Throws DeploymentFailure when a secret cannot be read.
 */
export function appEnvironment({
  options,
  region,
  home,
  folder,
  ...world
}: AppEnvironmentOptions): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, arn] of Object.entries(options.secrets)) {
    values[name] = secretValue(name, arn, world);
  }
  const properties = Object.entries(options.properties).map(([name, value]) => [name, inRelease(value, folder)]);
  return {
    ...instanceVariables(home),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: world.endpoint,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    ...Object.fromEntries(properties),
    ...values,
  };
}

function secretValue(
  name: string,
  arn: string,
  { secrets, parameters }: Pick<AppEnvironmentOptions, 'secrets' | 'parameters'>,
) {
  try {
    if (/^arn:aws[\w-]*:ssm:/.test(arn)) {
      return parameters.value(arn);
    }
    const parts = arn.split(':');
    const secretArn = parts.slice(0, 7).join(':');
    // Beanstalk wants the whole ARN, random suffix included (trap T17).
    if (secrets.get(secretArn).arn !== secretArn) {
      throw new AwsError('ResourceNotFoundException', 'the ARN lacks its random suffix');
    }
    return secrets.value(secretArn, parts[7]);
  } catch (error) {
    throw new DeploymentFailure(
      `The secret of the variable ${name} (${arn}) could not be read: ${(error as Error).message}`,
    );
  }
}

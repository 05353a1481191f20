import { instancePath } from '../../elastic-beanstalk/instance/app-environment';
import type { FunctionVersion } from '../functions';

/**
 * The environment of a function's process: a clean one, with what Lambda sets
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html) and the credentials and endpoint by which a client finds this one.
 */
export function functionEnvironment(
  version: FunctionVersion,
  place: {
    readonly api: string;
    readonly code: string;
    readonly endpoint: string;
    readonly responsePath: string;
    readonly stream: string;
    readonly temp: string;
  },
): Readonly<Record<string, string>> {
  return {
    ...{ PATH: instancePath, LANG: 'en_US.UTF-8', TZ: ':UTC', HOME: place.temp, TMPDIR: place.temp },
    ...{ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_ENDPOINT_URL: place.endpoint },
    ...version.environment,
    _HANDLER: version.handler,
    AWS_REGION: version.region,
    AWS_DEFAULT_REGION: version.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${version.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: version.name,
    AWS_LAMBDA_FUNCTION_VERSION: version.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(version.memory),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: version.logGroup ?? `/aws/lambda/${version.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: place.stream,
    AWS_LAMBDA_RUNTIME_API: place.api,
    LAMBDA_TASK_ROOT: place.code,
    LAMBDA_RUNTIME_DIR: place.code,
    PREVIEW_STACKS_RESPONSE_PATH: place.responsePath,
  };
}

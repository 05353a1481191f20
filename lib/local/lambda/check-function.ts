import { AwsError } from '../http/aws-error';
import type { FunctionSettings } from './functions';

/** Names that Lambda sets itself: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html; written from memory in November 2026, the page was not at hand. */
const reserved = new Set([
  ...['_HANDLER', '_X_AMZN_TRACE_ID', 'AWS_DEFAULT_REGION', 'AWS_REGION', 'AWS_EXECUTION_ENV'],
  ...['AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_VERSION'],
  ...['AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_ACCESS_KEY'],
  ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_LAMBDA_RUNTIME_API', 'LAMBDA_TASK_ROOT'],
  'LAMBDA_RUNTIME_DIR',
]);
const mostEnvironment = 4096;

/**
 * Throws AwsError for settings that Lambda refuses, and for a language that does not run here. Quotas:
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html; written from memory in November 2026, the page was not at hand.
 */
export function checkFunction(name: string, settings: FunctionSettings): void {
  const { runtime, timeout, memory, environment, role, handler } = settings;
  if (!/^[\w-]{1,64}$/.test(name)) {
    throw outOfBounds('functionName', name, 'Member must satisfy regular expression pattern: [a-zA-Z0-9-_]{1,64}');
  }
  if (!/^nodejs\d+\.x$/.test(runtime)) {
    throw new AwsError(
      'InvalidParameterValueException',
      `The local endpoint runs functions of Node.js alone, none with the runtime ${runtime || '(none)'}`,
    );
  }
  if (!/^[^\s]{1,128}$/.test(handler)) {
    throw outOfBounds('handler', handler, 'Member must satisfy regular expression pattern: [^\\s]+');
  }
  if (!/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(role)) {
    throw outOfBounds(
      'role',
      role,
      'Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+',
    );
  }
  if (!(timeout >= 1 && timeout <= 900)) {
    const rule =
      timeout < 1
        ? 'Member must have value greater than or equal to 1'
        : 'Member must have value less than or equal to 900';
    throw outOfBounds('timeout', String(timeout), rule);
  }
  if (!(memory >= 128 && memory <= 10_240)) {
    const rule =
      memory < 128
        ? 'Member must have value greater than or equal to 128'
        : 'Member must have value less than or equal to 10240';
    throw outOfBounds('memorySize', String(memory), rule);
  }
  const taken = Object.keys(environment).filter((one) => reserved.has(one));
  if (taken.length > 0) {
    throw new AwsError(
      'InvalidParameterValueException',
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(', ')}`,
    );
  }
  const size = Buffer.byteLength(JSON.stringify(environment));
  if (size > mostEnvironment) {
    throw new AwsError(
      'InvalidParameterValueException',
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${JSON.stringify(Object.keys(environment))} and more`,
    );
  }
}

function outOfBounds(member: string, value: string, rule: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`,
  );
}

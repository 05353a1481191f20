import { AwsError } from '../http/aws-error';

export interface FunctionName {
  readonly name: string;
  /** A version or an alias. */
  readonly qualifier?: string;
}

/** Reads a name, `name:alias`, `123456789012:function:name` or an ARN, each with or without a qualifier. */
export function readFunctionName(text: string): FunctionName {
  const [, name = '', qualifier] =
    /^(?:(?:arn:[\w-]+:lambda:[\w-]+:)?(?:\d{12}:)?function:)?([\w-]+)(?::(\$LATEST|[\w-]+))?$/.exec(text) ?? [];
  if (name === '' || name.length > 140) {
    const pattern =
      '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?';
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
    );
  }
  return { name, ...(qualifier === undefined ? {} : { qualifier }) };
}

export function notFound(arn: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
}

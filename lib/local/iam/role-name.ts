import { AwsError } from '../http/aws-error';

/** IAM: 64 characters for roles, 128 for instance profiles and policies. */
export function checkRoleName(name: string, kind: string): void {
  const most = kind === 'role' ? 64 : 128;
  if (!/^[\w+=,.@-]+$/.test(name) || name.length > most) {
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${name}' at '${kind}Name' failed to satisfy constraint: Member must have length less than or ` +
        `equal to ${most} and satisfy regular expression pattern: [\\w+=,.@-]+`,
    );
  }
}

export function checkPath(path: string | undefined): void {
  if (path !== undefined && !/^(\/|\/[!-~]+\/)$/.test(path)) {
    throw new AwsError(
      'ValidationError',
      `The specified value for path is invalid: ${path}. It must begin and end with /`,
    );
  }
}

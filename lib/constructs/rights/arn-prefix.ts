import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** `arn:<partition>:<service>:<region>:<account>:` of the stack that holds this construct. */
export function arnPrefix(scope: Construct, service: string): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:${service}:${region}:${account}:`;
}

/** The same for services whose names are unique without region and account (S3, Route 53), or without region (IAM). */
export function globalArnPrefix(scope: Construct, service: string): string {
  const { partition, account } = Stack.of(scope);
  return `arn:${partition}:${service}::${service === 'iam' ? account : ''}:`;
}

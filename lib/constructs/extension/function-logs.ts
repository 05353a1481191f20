import { CfnResource, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { namesOf } from '../../naming/resource-names';
import type { EnvironmentStackProps } from '../environment-stack';
import { templateProperties } from './template-properties';

/** Names of services have 7 characters at most: no service has this one. */
const functions = 'functions';

/**
 * One log group for all functions of a stack that name none. Lambda would make one for each, which outlives the stack and never expires (developer
 * guide, "Configuring CloudWatch log groups", from memory). Its name is among those of the target's environments: the rights for their logs are enough
 * for it, and cleanup looks there for what is left.
 */
export function placeFunctionLogs(stack: Stack, { settings, target }: EnvironmentStackProps): void {
  const silent = stack.node
    .findAll()
    .filter(CfnResource.isCfnResource)
    .filter(({ cfnResourceType }) => cfnResourceType === 'AWS::Lambda::Function')
    .filter((one) => !hasLogGroup(templateProperties(one)));
  if (silent.length === 0) return;
  const { web } = settings.values.services;
  const logs = new CfnLogGroup(stack, 'FunctionLogs', {
    logGroupName: `/aws/elasticbeanstalk/${namesOf(settings.project, target).environmentName(functions)}`,
    ...(web && { retentionInDays: web.logRetentionDays }),
  });
  logs.applyRemovalPolicy(RemovalPolicy.DESTROY);
  for (const one of silent) one.addPropertyOverride('LoggingConfig.LogGroup', logs.ref);
}

function hasLogGroup({ LoggingConfig: logging }: Readonly<Record<string, unknown>>): boolean {
  return (logging as { readonly LogGroup?: unknown } | undefined)?.LogGroup !== undefined;
}

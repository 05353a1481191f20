import { CfnDeletionPolicy, type CfnResource } from 'aws-cdk-lib';

/**
 * Says explicitly what becomes of a resource that holds data, or that such a resource cannot stand without, when its stack
 * goes or when it is replaced: CloudFormation's defaults differ by type (trap T24).
 */
export function setDeletionPolicy(resource: CfnResource, retain: boolean): void {
  const policy = retain ? CfnDeletionPolicy.RETAIN : CfnDeletionPolicy.DELETE;
  resource.cfnOptions.deletionPolicy = policy;
  resource.cfnOptions.updateReplacePolicy = policy;
}

import { CfnDBParameterGroup } from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import { parameterFamily, tlsByDefault, tlsParameters } from '../../settings/database-tls';
import type { DatabaseSettings } from '../../settings/settings';
import { setDeletionPolicy } from '../deletion-policy';

/**
 * The parameter group that an instance names: none where settings say nothing of TLS, RDS's own where they say what the version does, else one
 * of the stack's. RDS's own has to be named to come back to it: of a property that is gone CloudFormation's handler says nothing to RDS
 * (aws-cloudformation-resource-providers-rds, `modifyDbInstanceRequest`, 2025-07-29), and the group would stay in use.
 */
export function parameterGroupName(scope: Construct, settings: DatabaseSettings): string | undefined {
  if (settings.tls === undefined) return undefined;
  const family = parameterFamily(settings);
  if (settings.tls === tlsByDefault(settings)) return `default.${family}`;
  const group = new CfnDBParameterGroup(scope, 'Parameters', {
    description: `Connections without TLS are ${settings.tls === 'required' ? 'refused' : 'taken'}`,
    family,
    parameters: tlsParameters(settings),
  });
  // A kept instance needs it.
  setDeletionPolicy(group, settings.protect);
  return group.ref;
}

import { Connections, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/**
 * A security group as the CDK's own constructs take it; no resource is made by it.
 *
 * @param port that others ask for by default @default none
 */
export function connectionsOf(scope: Construct, securityGroupId: string, port?: number): Connections {
  const group = SecurityGroup.fromSecurityGroupId(scope, 'Connections', securityGroupId);
  return new Connections({ securityGroups: [group], ...(port !== undefined && { defaultPort: Port.tcp(port) }) });
}

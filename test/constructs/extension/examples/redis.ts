import { Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { defineExtension } from '../../../../lib/index';

/** A Redis for each target, empty at first, which its own app alone reaches. */
export default defineExtension(({ stack, services, network, name }) => {
  const { privateSubnetIds, publicSubnetIds } = network;
  // The zones count for nothing here; the CDK asks for one.
  const vpc = Vpc.fromVpcAttributes(stack, 'CacheVpc', {
    vpcId: network.vpcId,
    availabilityZones: [`${stack.region}a`],
  });
  const group = new SecurityGroup(stack, 'CacheGroup', { vpc, allowAllOutbound: false });
  group.connections.allowFrom(services.web, Port.tcp(6379), 'The app');
  const subnets = new CfnSubnetGroup(stack, 'CacheSubnets', {
    description: 'Where the cache stands',
    subnetIds: [...(privateSubnetIds.length > 0 ? privateSubnetIds : publicSubnetIds)],
  });
  const cache = new CfnReplicationGroup(stack, 'Cache', {
    replicationGroupDescription: 'What the app keeps for a while',
    replicationGroupId: name('cache'),
    engine: 'valkey',
    cacheNodeType: 'cache.t4g.micro',
    numCacheClusters: 1,
    automaticFailoverEnabled: false,
    atRestEncryptionEnabled: true,
    cacheSubnetGroupName: subnets.ref,
    securityGroupIds: [group.securityGroupId],
  });
  services.web.addProperties({
    REDIS_HOST: cache.attrPrimaryEndPointAddress,
    REDIS_PORT: cache.attrPrimaryEndPointPort,
  });
});

import type { Ec2State } from '../../ec2/network';
import { AwsError } from '../../http/aws-error';
import { generatedName } from '../../resource/generated-name';
import { requiredText, textOf, textsOf } from '../../resource/read-property';
import type { Properties, ResourceContext, ResourceType } from '../../resource/resource-type';
import type { DatabaseGroup, RdsState } from '../databases';

/** The subnets must exist; nothing runs in them. */
export const rdsDbSubnetGroup: ResourceType<RdsState & Ec2State> = {
  type: 'AWS::RDS::DBSubnetGroup',
  nameProperty: 'DBSubnetGroupName',
  mode: 'recorded',
  async create(context, properties) {
    const name = (textOf(properties, 'DBSubnetGroupName') ?? generatedName(context, 255)).toLowerCase();
    if (context.world.databases.groups('subgrp').some((group) => group.name === name)) {
      throw new AwsError('DBSubnetGroupAlreadyExists', `The DB subnet group '${name}' already exists.`);
    }
    return subnetState(putSubnetGroup(context, name, properties));
  },
  async update(context, former, properties) {
    return subnetState(putSubnetGroup(context, former.physicalId, properties));
  },
  async delete({ world }, former) {
    world.databases.deleteGroup('subgrp', former.physicalId);
  },
};

function putSubnetGroup(
  { world, tags }: ResourceContext<RdsState & Ec2State>,
  name: string,
  properties: Properties,
): DatabaseGroup {
  const subnets = textsOf(properties, 'SubnetIds');
  const found = world.network.subnets().filter(({ subnetId }) => subnets.includes(subnetId));
  if (found.length < subnets.length) {
    throw new AwsError('InvalidSubnet', `Some input subnets in :[${subnets.join(', ')}] are invalid.`);
  }
  if (new Set(found.map(({ availabilityZone }) => availabilityZone)).size < 2) {
    throw new AwsError(
      'DBSubnetGroupDoesNotCoverEnoughAZs',
      "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Add subnets to cover at least 2 AZs.",
    );
  }
  const description = requiredText(properties, 'DBSubnetGroupDescription');
  const zones = Object.fromEntries(found.map(({ subnetId, availabilityZone }) => [subnetId, availabilityZone]));
  return world.databases.putGroup('subgrp', { name, description, subnets, vpcId: found[0]?.vpcId, zones, tags });
}

function subnetState({ name, arn }: DatabaseGroup) {
  return { physicalId: name, attributes: { DBSubnetGroupArn: arn } };
}

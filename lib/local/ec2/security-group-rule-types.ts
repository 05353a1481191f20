import { AwsError } from '../http/aws-error';
import { requiredText, textOf } from '../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../resource/resource-type';
import type { Ec2State } from './network';

/** A rule of its own, so that two groups may name each other. */
export const ec2SecurityGroupIngress = ruleType('AWS::EC2::SecurityGroupIngress', false);
export const ec2SecurityGroupEgress = ruleType('AWS::EC2::SecurityGroupEgress', true);

function ruleType(type: string, egress: boolean): ResourceType<Ec2State> {
  return {
    type,
    mode: 'recorded',
    create: async (context, properties) => add(context, properties, egress),
    async update(context, former, properties) {
      context.world.network.removeRule(former.physicalId);
      return add(context, properties, egress);
    },
    async delete({ world }, former) {
      world.network.removeRule(former.physicalId);
    },
  };
}

function add(context: ResourceContext<Ec2State>, properties: Properties, egress: boolean): ResourceState {
  const { network } = context.world;
  const groupId = textOf(properties, 'GroupId') ?? groupNamed(context, requiredText(properties, 'GroupName'));
  const id = egress ? network.addEgress(groupId, properties) : network.addIngress(groupId, properties);
  return { physicalId: id, attributes: { Id: id } };
}

function groupNamed({ world }: ResourceContext<Ec2State>, name: string): string {
  const group = world.network.groups().find((one) => one.name === name);
  if (!group) {
    throw new AwsError('InvalidGroup.NotFound', `The security group '${name}' does not exist`);
  }
  return group.groupId;
}

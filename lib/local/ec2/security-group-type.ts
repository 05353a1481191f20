import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../http/aws-error';
import { generatedName } from '../resource/generated-name';
import { recordsOf, requiredText, textOf } from '../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../resource/resource-type';
import { stackTags } from '../resource/stack-tags';
import type { Ec2State, RuleRequest } from './network';
import { readRule, sameRule } from './read-rule';

const directions = ['SecurityGroupIngress', 'SecurityGroupEgress'] as const;

/** Recorded: no traffic is filtered. References between groups are kept as on AWS, and refuse a delete. */
export const ec2SecurityGroup: ResourceType<Ec2State> = {
  type: 'AWS::EC2::SecurityGroup',
  nameProperty: 'GroupName',
  mode: 'recorded',

  async create(context, properties) {
    const description = requiredText(properties, 'GroupDescription');
    if (description.length > 255 || !/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/.test(description)) {
      throw new AwsError(
        'InvalidParameterValue',
        `Value (${description}) for parameter GroupDescription is invalid. Character sets beyond ASCII are not supported, and a ` +
          'description has at most 255 of a-z, A-Z, 0-9, space and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ *',
      );
    }
    const groupId = context.world.network.createSecurityGroup({
      description,
      vpcId: textOf(properties, 'VpcId'),
      name: textOf(properties, 'GroupName') ?? generatedName(context, 255),
      tags: stackTags(context),
    });
    try {
      changeRules(context, groupId, properties, {});
      if (recordsOf(properties, 'SecurityGroupEgress').length === 0) {
        context.world.network.addEgress(groupId, { IpProtocol: '-1', CidrIp: '0.0.0.0/0' });
      }
    } catch (error) {
      context.world.network.deleteSecurityGroup(groupId);
      throw error;
    }
    return stateOf(context, groupId, properties);
  },

  async update(context, former, properties, formerProperties) {
    const groupId = idOf(former);
    context.world.network.tagSecurityGroup(groupId, stackTags(context));
    changeRules(context, groupId, properties, formerProperties);
    return stateOf(context, groupId, properties);
  },

  async delete({ world }, former) {
    if (world.network.hasSecurityGroup(idOf(former))) {
      world.network.deleteSecurityGroup(idOf(former));
    }
  },
};

/** Only the rules written in the group itself; those of other resources stay. */
function changeRules(
  { world }: ResourceContext<Ec2State>,
  groupId: string,
  wanted: Properties,
  former: Properties,
): void {
  const { network } = world;
  for (const direction of directions) {
    const egress = direction === 'SecurityGroupEgress';
    const next = recordsOf(wanted, direction);
    const before = recordsOf(former, direction);
    for (const gone of before.filter((rule) => !has(next, rule))) {
      const request = withSource(gone);
      const like = readRule(groupId, request, egress);
      const found = network.rules(groupId).find((rule) => sameRule(rule, like));
      if (found) {
        network.removeRule(found.ruleId);
      }
    }
    for (const fresh of next.filter((rule) => !has(before, rule))) {
      const request = withSource(fresh);
      egress ? network.addEgress(groupId, request) : network.addIngress(groupId, request);
    }
  }

  function withSource(rule: Properties): RuleRequest {
    const name = textOf(rule, 'SourceSecurityGroupName');
    const byName = name && network.groups().find((group) => group.name === name)?.groupId;
    return byName ? { ...rule, SourceSecurityGroupId: byName } : rule;
  }
}

function has(rules: readonly Properties[], rule: Properties): boolean {
  return rules.some((one) => isDeepStrictEqual(one, rule));
}

/** Ref gives the name of a group whose template names no VPC. */
function stateOf({ world }: ResourceContext<Ec2State>, groupId: string, properties: Properties): ResourceState {
  const group = world.network.groups().find((one) => one.groupId === groupId);
  const physicalId = textOf(properties, 'VpcId') === undefined ? (group?.name ?? groupId) : groupId;
  return { physicalId, attributes: { GroupId: groupId, Id: groupId, VpcId: group?.vpcId ?? '' } };
}

function idOf({ physicalId, attributes }: ResourceState): string {
  return typeof attributes.GroupId === 'string' ? attributes.GroupId : physicalId;
}

import type { SecurityGroup, SecurityGroupRule } from './network';

/** EC2 writes names in lower case. */
export function drawTagSet(tags: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** A security group as DescribeSecurityGroups shows it. */
export function drawGroup(group: SecurityGroup, rules: readonly SecurityGroupRule[], accountId: string): object {
  const draw = (rule: SecurityGroupRule) => ({
    ipProtocol: rule.protocol,
    fromPort: rule.fromPort,
    toPort: rule.toPort,
    groups: rule.peerGroup ? [{ groupId: rule.peerGroup, userId: accountId, description: rule.description }] : [],
    ipRanges: rule.cidr ? [{ cidrIp: rule.cidr, description: rule.description }] : [],
    ipv6Ranges: rule.cidr6 ? [{ cidrIpv6: rule.cidr6, description: rule.description }] : [],
    prefixListIds: rule.prefixList ? [{ prefixListId: rule.prefixList, description: rule.description }] : [],
  });
  return {
    groupId: group.groupId,
    groupName: group.name,
    groupDescription: group.description,
    vpcId: group.vpcId,
    ownerId: accountId,
    ipPermissions: rules.filter(({ egress }) => !egress).map(draw),
    ipPermissionsEgress: rules.filter(({ egress }) => egress).map(draw),
    tagSet: drawTagSet(group.tags),
  };
}

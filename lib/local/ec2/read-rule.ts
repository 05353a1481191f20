import { isIP } from 'node:net';
import { AwsError } from '../http/aws-error';
import { hexId } from '../resource/random-letters';
import type { RuleRequest, SecurityGroupRule } from './network';

/** Throws AwsError in EC2's words when the rule names no peer, or a range that is none. */
export function readRule(groupId: string, request: RuleRequest, egress: boolean): SecurityGroupRule {
  const text = (name: string) => (request[name] === undefined ? undefined : String(request[name]));
  const port = (name: string) => (request[name] === undefined ? undefined : Number(request[name]));
  const rule: SecurityGroupRule = {
    ruleId: hexId('sgr'),
    groupId,
    egress,
    protocol: (text('IpProtocol') ?? '-1').toLowerCase(),
    fromPort: port('FromPort'),
    toPort: port('ToPort'),
    cidr: text('CidrIp'),
    cidr6: text('CidrIpv6'),
    prefixList: text(egress ? 'DestinationPrefixListId' : 'SourcePrefixListId'),
    peerGroup: text(egress ? 'DestinationSecurityGroupId' : 'SourceSecurityGroupId'),
    description: text('Description'),
  };
  if (!rule.cidr && !rule.cidr6 && !rule.prefixList && !rule.peerGroup) {
    throw new AwsError(
      'InvalidParameterValue',
      'Invalid value for portRange. Must specify both from and to ports with TCP/UDP, and a source or destination.',
    );
  }
  checkRange(rule.cidr, 4, 32);
  checkRange(rule.cidr6, 6, 128);
  return rule;
}

export function sameRule(one: SecurityGroupRule, other: SecurityGroupRule): boolean {
  const fields = ['egress', 'protocol', 'fromPort', 'toPort', 'cidr', 'cidr6', 'prefixList', 'peerGroup'] as const;
  return fields.every((field) => one[field] === other[field]);
}

function checkRange(range: string | undefined, family: number, longest: number): void {
  if (range === undefined) {
    return;
  }
  const [address, length] = range.split('/');
  const bits = Number(length);
  if (isIP(address ?? '') !== family || length === undefined || !(bits >= 0 && bits <= longest)) {
    throw new AwsError('InvalidParameterValue', `CIDR block ${range} is malformed`);
  }
}

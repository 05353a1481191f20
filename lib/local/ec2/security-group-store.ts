import { AwsError } from '../http/aws-error';
import type { Journal } from '../state/journal';
import type { RuleRequest, SecurityGroup, SecurityGroupRule, Tags } from './network';
import { readRule, sameRule } from './read-rule';

const documentName = 'security-groups';

interface Kept {
  readonly groups: Record<string, SecurityGroup>;
  readonly rules: Record<string, SecurityGroupRule>;
  /** Group ids by who has them. */
  readonly held: Record<string, readonly string[]>;
}

/** Security groups and their rules. */
export class SecurityGroupStore {
  private readonly security: Kept;

  constructor(private readonly securityJournal: Journal) {
    this.security = securityJournal.document<Kept>(documentName, () => ({ groups: {}, rules: {}, held: {} }));
  }

  groups(): readonly SecurityGroup[] {
    return Object.values(this.security.groups);
  }

  rules(groupId: string): readonly SecurityGroupRule[] {
    return Object.values(this.security.rules).filter((rule) => rule.groupId === groupId);
  }

  hasSecurityGroup(groupId: string): boolean {
    return Object.hasOwn(this.security.groups, groupId);
  }

  tagSecurityGroup(groupId: string, tags: Tags): void {
    const group = this.mustHaveGroup(groupId);
    this.security.groups[groupId] = { ...group, tags };
    this.changed();
  }

  deleteSecurityGroup(groupId: string): void {
    const named = Object.values(this.security.rules).some(
      (rule) => rule.peerGroup === groupId && rule.groupId !== groupId,
    );
    const held = Object.values(this.security.held).some((ids) => ids.includes(groupId));
    if (named || held) {
      throw new AwsError('DependencyViolation', `resource ${groupId} has a dependent object`);
    }
    this.forgetGroup(groupId);
  }

  holdGroups(user: string, groupIds: readonly string[]): void {
    for (const groupId of groupIds) {
      this.mustHaveGroup(groupId);
    }
    if (groupIds.length > 0) {
      this.security.held[user] = groupIds;
    } else {
      delete this.security.held[user];
    }
    this.changed();
  }

  addIngress(groupId: string, rule: RuleRequest): string {
    return this.addRule(groupId, rule, false);
  }

  addEgress(groupId: string, rule: RuleRequest): string {
    return this.addRule(groupId, rule, true);
  }

  removeRule(ruleId: string): void {
    delete this.security.rules[ruleId];
    this.changed();
  }

  removeIngress(ruleId: string): void {
    this.removeRule(ruleId);
  }

  protected keepGroup(group: SecurityGroup): string {
    const twin = this.groups().find(({ name, vpcId }) => name === group.name && vpcId === group.vpcId);
    if (twin) {
      throw new AwsError(
        'InvalidGroup.Duplicate',
        `The security group '${group.name}' already exists for VPC '${group.vpcId}'`,
      );
    }
    this.security.groups[group.groupId] = group;
    this.changed();
    return group.groupId;
  }

  protected forgetGroup(groupId: string): void {
    for (const { ruleId } of this.rules(groupId)) {
      delete this.security.rules[ruleId];
    }
    delete this.security.groups[groupId];
    this.changed();
  }

  private addRule(groupId: string, request: RuleRequest, egress: boolean): string {
    this.mustHaveGroup(groupId);
    const rule = readRule(groupId, request, egress);
    if (rule.peerGroup !== undefined) {
      this.mustHaveGroup(rule.peerGroup);
    }
    if (this.rules(groupId).some((other) => sameRule(other, rule))) {
      throw new AwsError('InvalidPermission.Duplicate', 'the specified rule already exists');
    }
    this.security.rules[rule.ruleId] = rule;
    this.changed();
    return rule.ruleId;
  }

  private mustHaveGroup(groupId: string): SecurityGroup {
    const group = this.hasSecurityGroup(groupId) ? this.security.groups[groupId] : undefined;
    if (!group) {
      throw new AwsError('InvalidGroup.NotFound', `The security group '${groupId}' does not exist`);
    }
    return group;
  }

  private changed(): void {
    this.securityJournal.changed(documentName);
  }
}

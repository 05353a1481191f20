export type Tags = Readonly<Record<string, string>>;

export interface Vpc {
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly isDefault: boolean;
  readonly tags: Tags;
}

export interface Subnet {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly availabilityZone: string;
  readonly cidrBlock: string;
  readonly mapPublicIpOnLaunch: boolean;
  readonly defaultForAz: boolean;
  readonly tags: Tags;
}

export interface SecurityGroupRule {
  readonly ruleId: string;
  readonly groupId: string;
  readonly egress: boolean;
  /** Lower case, as EC2 keeps it: `tcp`, `-1`. */
  readonly protocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly cidr?: string;
  readonly cidr6?: string;
  readonly prefixList?: string;
  /** Id of the other group. */
  readonly peerGroup?: string;
  readonly description?: string;
}

/** A rule as templates and requests name its fields: `IpProtocol`, `FromPort`, `CidrIp`, `SourceSecurityGroupId`, … */
export type RuleRequest = Readonly<Record<string, unknown>>;

export interface SecurityGroup {
  readonly groupId: string;
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly tags: Tags;
}

/** A part of a network of one's own: route table, gateway, attachment; recorded only. */
export interface NetworkPart {
  readonly id: string;
  readonly kind: string;
  readonly vpcId?: string;
  /** What of it is shown, by EC2's names. */
  readonly detail?: Readonly<Record<string, string>>;
  readonly tags: Tags;
}

/** EC2's network as far as templates need it: recorded, nothing is filtered. A default VPC with three public subnets exists from the start. */
export interface Network {
  vpcs(): readonly Vpc[];
  createVpc(cidrBlock: string, tags: Tags): string;
  /** Throws AwsError while subnets, groups or other parts are in it. */
  deleteVpc(vpcId: string): void;
  subnets(vpcId?: string): readonly Subnet[];
  createSubnet(options: Omit<Subnet, 'subnetId' | 'defaultForAz'>): string;
  deleteSubnet(subnetId: string): void;
  availabilityZones(): readonly string[];
  parts(kind?: string): readonly NetworkPart[];
  addPart(
    kind: string,
    options: { prefix: string; vpcId?: string; detail?: Readonly<Record<string, string>>; tags: Tags },
  ): string;
  /** Changes tags, and whether a subnet gives public addresses. What is not there is left alone. */
  retag(id: string, tags: Tags, options?: { mapPublicIpOnLaunch?: boolean }): void;
  removePart(id: string): void;
  groups(): readonly SecurityGroup[];
  rules(groupId: string): readonly SecurityGroupRule[];
  createSecurityGroup(options: { description: string; vpcId?: string; name?: string; tags: Tags }): string;
  tagSecurityGroup(groupId: string, tags: Tags): void;
  /** Throws AwsError while another group's rule names it, or an environment or database holds it. */
  deleteSecurityGroup(groupId: string): void;
  hasSecurityGroup(groupId: string): boolean;
  /** Marks the groups that `user` (an environment, a database) has now; none of them can be deleted meanwhile. */
  holdGroups(user: string, groupIds: readonly string[]): void;
  /** Returns the rule's id. Throws AwsError when a group is missing or the rule is there already. */
  addIngress(groupId: string, rule: RuleRequest): string;
  addEgress(groupId: string, rule: RuleRequest): string;
  removeRule(ruleId: string): void;
  removeIngress(ruleId: string): void;
}

/** What the service adds to the state of the cloud. */
export interface Ec2State {
  readonly network: Network;
}

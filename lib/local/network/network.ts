/** EC2's network as far as templates need it: recorded, nothing is filtered. A default VPC with three public subnets exists from the start. */
export interface Network {
  vpcs(): readonly { readonly vpcId: string; readonly cidrBlock: string; readonly isDefault: boolean }[];
  subnets(vpcId?: string): readonly {
    readonly subnetId: string;
    readonly vpcId: string;
    readonly availabilityZone: string;
    readonly cidrBlock: string;
    readonly mapPublicIpOnLaunch: boolean;
  }[];
  createSecurityGroup(options: { description: string; vpcId: string; name?: string; tags: Readonly<Record<string, string>> }): string;
  /** Throws ResourceFailure while another group's rule names it or an environment or database uses it. */
  deleteSecurityGroup(groupId: string): void;
  hasSecurityGroup(groupId: string): boolean;
  addIngress(groupId: string, rule: Readonly<Record<string, unknown>>): string;
  removeIngress(ruleId: string): void;
}

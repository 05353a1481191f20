export interface Role {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly id: string;
  readonly document: unknown;
  readonly boundary?: string;
  readonly description?: string;
  /** Seconds. */
  readonly maxSession: number;
  readonly managedPolicyArns: readonly string[];
  /** Documents by policy name. */
  readonly inline: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

export interface InstanceProfile {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly id: string;
  readonly roles: readonly string[];
  readonly createdAt: number;
}

export interface ManagedPolicy {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly id: string;
  readonly document: unknown;
  readonly description?: string;
  readonly createdAt: number;
  /** Absent until its document changes. */
  readonly changedAt?: number;
}

export interface IdentityProvider {
  readonly arn: string;
  readonly url: string;
  readonly clients: readonly string[];
  readonly thumbprints: readonly string[];
}

/** What of a role can change in place. */
export type RoleChange = Partial<
  Pick<Role, 'document' | 'boundary' | 'description' | 'maxSession' | 'managedPolicyArns' | 'tags'>
>;

/** IAM: recorded. Names are unique, references must exist, nothing is enforced. */
export interface Roles {
  createRole(
    options: RoleChange & { name?: string; path?: string; document: unknown; managedPolicyArns: readonly string[] },
  ): Role;
  /** `undefined` in the change means: as it was; for the boundary, `null` takes it away. */
  changeRole(name: string, change: Omit<RoleChange, 'boundary'> & { boundary?: string | null }): Role;
  /** Throws AwsError while an instance profile holds it. */
  deleteRole(name: string): void;
  role(name: string): Role | undefined;
  roles(): readonly Role[];
  createProfile(options: { name?: string; path?: string; roles: readonly string[] }): InstanceProfile;
  changeProfile(name: string, roles: readonly string[]): void;
  deleteProfile(name: string): void;
  hasProfile(nameOrArn: string): boolean;
  profile(nameOrArn: string): InstanceProfile | undefined;
  profiles(): readonly InstanceProfile[];
  createManagedPolicy(options: {
    name?: string;
    path?: string;
    document: unknown;
    description?: string;
  }): ManagedPolicy;
  changeManagedPolicy(arn: string, document: unknown): void;
  /** Throws AwsError while a role has it. */
  deleteManagedPolicy(arn: string): void;
  managedPolicies(): readonly ManagedPolicy[];
  putInlinePolicy(name: string, roles: readonly string[], document: unknown): void;
  removeInlinePolicy(name: string, roles: readonly string[]): void;
  createIdentityProvider(options: Omit<IdentityProvider, 'arn'>): IdentityProvider;
  deleteIdentityProvider(arn: string): void;
  identityProviders(): readonly IdentityProvider[];
}

/** What the service adds to the state of the cloud. */
export interface IamState {
  readonly roles: Roles;
}

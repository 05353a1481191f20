import { AwsError } from '../http/aws-error';
import { randomLetters, upperAndDigits } from '../resource/random-letters';
import type { Journal } from '../state/journal';
import { checkPath, checkRoleName } from './role-name';
import type { IdentityProvider, InstanceProfile, ManagedPolicy, Role, Roles } from './roles';

const documentName = 'roles';

interface Kept {
  readonly roles: Record<string, Role>;
  readonly profiles: Record<string, InstanceProfile>;
  readonly policies: Record<string, ManagedPolicy>;
  readonly providers: Record<string, IdentityProvider>;
}

export function openRoles(options: { readonly journal: Journal; readonly accountId: string }): Roles {
  return new RoleStore(options.journal, options.accountId);
}

class RoleStore implements Roles {
  private readonly kept: Kept;

  constructor(
    private readonly journal: Journal,
    private readonly accountId: string,
  ) {
    this.kept = journal.document<Kept>(documentName, () => ({ roles: {}, profiles: {}, policies: {}, providers: {} }));
  }

  createRole(options: Parameters<Roles['createRole']>[0]): Role {
    const head = this.head('role', 'AROA', options);
    if (this.kept.roles[head.name]) {
      throw exists(`Role with name ${head.name} already exists.`);
    }
    this.checkPolicies(options.managedPolicyArns, options.boundary);
    const role: Role = {
      ...head,
      document: options.document,
      boundary: options.boundary,
      description: options.description,
      maxSession: options.maxSession ?? 3600,
      managedPolicyArns: options.managedPolicyArns,
      inline: {},
      tags: options.tags ?? {},
    };
    return this.keepRole(role);
  }

  changeRole(name: string, change: Parameters<Roles['changeRole']>[1]): Role {
    const role = this.mustHaveRole(name);
    const boundary = change.boundary === null ? undefined : (change.boundary ?? role.boundary);
    this.checkPolicies(change.managedPolicyArns ?? [], boundary);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    return this.keepRole({ ...role, ...given, boundary });
  }

  deleteRole(name: string): void {
    if (this.profiles().some(({ roles }) => roles.includes(name))) {
      throw new AwsError('DeleteConflict', 'Cannot delete entity, must remove roles from instance profile first.');
    }
    delete this.kept.roles[name];
    this.changed();
  }

  role(name: string): Role | undefined {
    return this.kept.roles[name];
  }

  roles(): readonly Role[] {
    return Object.values(this.kept.roles);
  }

  createProfile(options: Parameters<Roles['createProfile']>[0]): InstanceProfile {
    const head = this.head('instance-profile', 'AIPA', options);
    if (this.kept.profiles[head.name]) {
      throw exists(`Instance Profile ${head.name} already exists.`);
    }
    const profile = { ...head, roles: options.roles };
    this.checkProfileRoles(options.roles);
    this.kept.profiles[head.name] = profile;
    this.changed();
    return profile;
  }

  changeProfile(name: string, roles: readonly string[]): void {
    const profile = this.profile(name);
    if (!profile) {
      throw missing(`Instance Profile ${name} cannot be found.`);
    }
    this.checkProfileRoles(roles);
    this.kept.profiles[profile.name] = { ...profile, roles };
    this.changed();
  }

  deleteProfile(name: string): void {
    delete this.kept.profiles[name];
    this.changed();
  }

  hasProfile(nameOrArn: string): boolean {
    return this.profile(nameOrArn) !== undefined;
  }

  profile(nameOrArn: string): InstanceProfile | undefined {
    return this.kept.profiles[nameOrArn] ?? this.profiles().find(({ arn }) => arn === nameOrArn);
  }

  profiles(): readonly InstanceProfile[] {
    return Object.values(this.kept.profiles);
  }

  createManagedPolicy(options: Parameters<Roles['createManagedPolicy']>[0]): ManagedPolicy {
    const head = this.head('policy', 'ANPA', options);
    if (this.kept.policies[head.arn]) {
      throw exists(`A policy called ${head.name} already exists. Duplicate names are not allowed.`);
    }
    const policy = { ...head, document: options.document, description: options.description };
    this.kept.policies[head.arn] = policy;
    this.changed();
    return policy;
  }

  changeManagedPolicy(arn: string, document: unknown): void {
    const policy = this.kept.policies[arn];
    if (!policy) {
      throw missing(`Policy ${arn} does not exist or is not attachable.`);
    }
    this.kept.policies[arn] = { ...policy, document, changedAt: this.journal.now() };
    this.changed();
  }

  deleteManagedPolicy(arn: string): void {
    if (this.roles().some((role) => role.managedPolicyArns.includes(arn) || role.boundary === arn)) {
      throw new AwsError('DeleteConflict', 'Cannot delete a policy attached to entities.');
    }
    delete this.kept.policies[arn];
    this.changed();
  }

  managedPolicies(): readonly ManagedPolicy[] {
    return Object.values(this.kept.policies);
  }

  putInlinePolicy(name: string, roles: readonly string[], document: unknown): void {
    for (const role of roles.map((one) => this.mustHaveRole(one))) {
      this.keepRole({ ...role, inline: { ...role.inline, [name]: document } });
    }
  }

  removeInlinePolicy(name: string, roles: readonly string[]): void {
    for (const role of roles.flatMap((one) => this.role(one) ?? [])) {
      const { [name]: _, ...inline } = role.inline;
      this.keepRole({ ...role, inline });
    }
  }

  createIdentityProvider(options: Omit<IdentityProvider, 'arn'>): IdentityProvider {
    const arn = `arn:aws:iam::${this.accountId}:oidc-provider/${options.url.replace(/^https:\/\//, '')}`;
    if (this.kept.providers[arn]) {
      throw exists(`Provider with url ${options.url} already exists.`);
    }
    const provider = { ...options, arn };
    this.kept.providers[arn] = provider;
    this.changed();
    return provider;
  }

  deleteIdentityProvider(arn: string): void {
    delete this.kept.providers[arn];
    this.changed();
  }

  identityProviders(): readonly IdentityProvider[] {
    return Object.values(this.kept.providers);
  }

  private head(kind: string, prefix: string, options: { readonly name?: string; readonly path?: string }) {
    const name = options.name ?? `${kind}-${randomLetters(12)}`;
    checkRoleName(name, kind);
    checkPath(options.path);
    const path = options.path ?? '/';
    const arn = `arn:aws:iam::${this.accountId}:${kind}${path}${name}`;
    return { name, path, arn, id: `${prefix}${randomLetters(17, upperAndDigits)}`, createdAt: this.journal.now() };
  }

  private checkPolicies(arns: readonly string[], boundary: string | undefined): void {
    for (const arn of boundary === undefined ? arns : [...arns, boundary]) {
      // AWS's own policies (account `aws`) are not kept here.
      if (!arn.startsWith('arn:aws:iam::aws:policy/') && !this.kept.policies[arn]) {
        throw missing(`Policy ${arn} does not exist or is not attachable.`);
      }
    }
  }

  private checkProfileRoles(roles: readonly string[]): void {
    if (roles.length > 1) {
      throw new AwsError('LimitExceeded', 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1');
    }
    for (const role of roles) {
      this.mustHaveRole(role);
    }
  }

  private mustHaveRole(name: string): Role {
    const role = this.role(name);
    if (!role) {
      throw missing(`The role with name ${name} cannot be found.`);
    }
    return role;
  }

  private keepRole(role: Role): Role {
    this.kept.roles[role.name] = role;
    this.changed();
    return role;
  }

  private changed(): void {
    this.journal.changed(documentName);
  }
}

function exists(message: string): AwsError {
  return new AwsError('EntityAlreadyExists', message);
}

function missing(message: string): AwsError {
  return new AwsError('NoSuchEntity', message);
}

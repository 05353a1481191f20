import { AwsError } from '../http/aws-error';
import { pageAsked } from '../http/page';
import type { QueryParams } from '../http/query-params';
import { queryService } from '../http/query-service';
import type { Service } from '../http/service';
import { drawTags } from '../http/tags';
import type { InstanceProfile, ManagedPolicy, Role, Roles } from './roles';

/** The reading part of IAM, over the wire: roles are made through CloudFormation. */
export function rolesService({ roles }: { readonly roles: Roles }): Service {
  const role = (params: QueryParams) => {
    const name = params.required('RoleName');
    return roles.role(name) ?? missing(`The role with name ${name} cannot be found.`);
  };
  const drawProfile = (profile: InstanceProfile) => ({
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: new Date(profile.createdAt),
    Roles: profile.roles.flatMap((name) => roles.role(name) ?? []).map(drawRole),
  });
  const attached = (policy: ManagedPolicy) =>
    roles.roles().filter(({ managedPolicyArns }) => managedPolicyArns.includes(policy.arn)).length;
  return queryService({
    scopes: ['iam'],
    xmlns: 'https://iam.amazonaws.com/doc/2010-05-08/',
    version: '2010-05-08',
    operations: {
      GetRole: (params) => ({ Role: drawRole(role(params)) }),
      ListRoles(params) {
        const path = params.text('PathPrefix') ?? '/';
        const { items, more } = paged(
          params,
          roles.roles().filter((one) => one.path.startsWith(path)),
        );
        return { Roles: items.map(drawRole), ...more };
      },
      ListRoleTags(params) {
        const { items, more } = paged(params, drawTags(role(params).tags));
        return { Tags: items, ...more };
      },
      ListAttachedRolePolicies(params) {
        const { items, more } = paged(params, role(params).managedPolicyArns);
        return {
          AttachedPolicies: items.map((PolicyArn) => ({
            PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
            PolicyArn,
          })),
          ...more,
        };
      },
      ListRolePolicies(params) {
        const { items, more } = paged(params, Object.keys(role(params).inline));
        return { PolicyNames: items, ...more };
      },
      GetRolePolicy(params) {
        const { name, inline } = role(params);
        const policy = params.required('PolicyName');
        if (!Object.hasOwn(inline, policy)) {
          missing(`The role policy with name ${policy} cannot be found.`);
        }
        return { RoleName: name, PolicyName: policy, PolicyDocument: encoded(inline[policy]) };
      },
      GetInstanceProfile(params) {
        const name = params.required('InstanceProfileName');
        const profile = roles.profile(name) ?? missing(`Instance Profile ${name} cannot be found.`);
        return { InstanceProfile: drawProfile(profile) };
      },
      ListInstanceProfiles(params) {
        const { items, more } = paged(params, roles.profiles());
        return { InstanceProfiles: items.map(drawProfile), ...more };
      },
      ListInstanceProfilesForRole(params) {
        const { name } = role(params);
        const { items, more } = paged(
          params,
          roles.profiles().filter((profile) => profile.roles.includes(name)),
        );
        return { InstanceProfiles: items.map(drawProfile), ...more };
      },
      GetPolicy(params) {
        const policy = managed(roles, params);
        return {
          Policy: {
            PolicyName: policy.name,
            PolicyId: policy.id,
            Arn: policy.arn,
            Path: policy.path,
            DefaultVersionId: 'v1',
            AttachmentCount: attached(policy),
            IsAttachable: true,
            Description: policy.description,
            CreateDate: new Date(policy.createdAt),
            UpdateDate: new Date(policy.changedAt ?? policy.createdAt),
          },
        };
      },
      GetPolicyVersion(params) {
        const policy = managed(roles, params);
        const CreateDate = new Date(policy.createdAt);
        const Document = encoded(policy.document);
        return { PolicyVersion: { Document, VersionId: 'v1', IsDefaultVersion: true, CreateDate } };
      },
      ListOpenIDConnectProviders: () => ({
        OpenIDConnectProviderList: roles.identityProviders().map(({ arn }) => ({ Arn: arn })),
      }),
      GetOpenIDConnectProvider(params) {
        const arn = params.required('OpenIDConnectProviderArn');
        const provider =
          roles.identityProviders().find((one) => one.arn === arn) ??
          missing(`OpenIDConnect Provider not found for arn ${arn}`);
        return { Url: provider.url, ClientIDList: provider.clients, ThumbprintList: provider.thumbprints };
      },
    },
  });
}

function managed(roles: Roles, params: QueryParams): ManagedPolicy {
  const arn = params.required('PolicyArn');
  return roles.managedPolicies().find((policy) => policy.arn === arn) ?? missing(`Policy ${arn} was not found.`);
}

function drawRole(role: Role): object {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encoded(role.document),
    Description: role.description,
    MaxSessionDuration: role.maxSession,
    PermissionsBoundary: role.boundary && {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: role.boundary,
    },
    // No request is made with a role here that IAM could have seen.
    RoleLastUsed: {},
    Tags: drawTags(role.tags),
  };
}

// IAM answers documents percent-encoded.
function encoded(document: unknown): string {
  return encodeURIComponent(JSON.stringify(document));
}

function paged<T>(params: QueryParams, all: readonly T[]) {
  const { items, next } = pageAsked(all, params, {
    ...{ token: 'Marker', size: 'MaxItems', sizes: [1, 1000], usual: 100 },
    ...{ invalidToken: 'ValidationError', invalidSize: 'ValidationError' },
  });
  return { items, more: { IsTruncated: next !== undefined, Marker: next } };
}

function missing(message: string): never {
  throw new AwsError('NoSuchEntity', message, 404);
}

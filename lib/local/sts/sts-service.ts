import { randomBytes } from 'node:crypto';
import { AwsError } from '../http/aws-error';
import { credentialScope } from '../http/credential-scope';
import type { QueryParams } from '../http/query-params';
import { queryService } from '../http/query-service';
import type { Service, ServiceRequest } from '../http/service';
import type { Roles } from '../iam/roles';
import { randomLetters, upperAndDigits } from '../resource/random-letters';
import type { Journal } from '../state/journal';

export interface StsServiceOptions {
  readonly roles: Roles;
  readonly accountId: string;
  readonly journal: Pick<Journal, 'now'>;
}

/** STS: any credentials are the account's user `local`; those that AssumeRole gave out are the role's session. */
export function stsService({ roles, accountId, journal }: StsServiceOptions): Service {
  /** ARNs of sessions by their access key id. */
  const sessions = new Map<string, { readonly arn: string; readonly id: string }>();

  const callerOf = (request: ServiceRequest) =>
    sessions.get(credentialScope(request)?.accessKeyId ?? '') ?? {
      arn: `arn:aws:iam::${accountId}:user/local`,
      id: 'AIDALOCALLOCALLOCAL00',
    };

  const assume = (params: QueryParams, refusal: (roleArn: string) => string) => {
    const roleArn = params.required('RoleArn');
    const sessionName = params.required('RoleSessionName');
    if (!/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(roleArn)) {
      throw new AwsError('ValidationError', `${roleArn} is invalid`);
    }
    if (!/^[\w+=,.@-]*$/.test(sessionName)) {
      throw new AwsError(
        'ValidationError',
        `1 validation error detected: Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
      );
    }
    const role = roles.roles().find(({ arn }) => arn === roleArn);
    if (!role) {
      throw new AwsError('AccessDenied', refusal(roleArn), 403);
    }
    const arn = `arn:aws:sts::${accountId}:assumed-role/${role.name}/${sessionName}`;
    const id = `${role.id}:${sessionName}`;
    const credentials = newCredentials(journal.now(), params.number('DurationSeconds') ?? 3600);
    sessions.set(credentials.AccessKeyId, { arn, id });
    return { Credentials: credentials, AssumedRoleUser: { AssumedRoleId: id, Arn: arn }, PackedPolicySize: 0 };
  };

  const service = queryService({
    scopes: ['sts'],
    xmlns: 'https://sts.amazonaws.com/doc/2011-06-15/',
    version: '2011-06-15',
    operations: {
      GetCallerIdentity(_params, request) {
        const { arn, id } = callerOf(request);
        return { Arn: arn, UserId: id, Account: accountId };
      },
      AssumeRole: (params, request) =>
        assume(
          params,
          (role) => `User: ${callerOf(request).arn} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
        ),
      AssumeRoleWithWebIdentity(params) {
        params.required('WebIdentityToken');
        return assume(params, () => 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
      },
      GetSessionToken: (params) => ({
        Credentials: newCredentials(journal.now(), params.number('DurationSeconds') ?? 43_200),
      }),
    },
  });
  return { ...service, unsignedOperations: ['AssumeRoleWithWebIdentity'] };
}

function newCredentials(now: number, seconds: number) {
  return {
    AccessKeyId: `ASIA${randomLetters(16, upperAndDigits)}`,
    SecretAccessKey: randomBytes(30).toString('base64'),
    SessionToken: randomBytes(96).toString('base64'),
    Expiration: new Date(now + seconds * 1000),
  };
}

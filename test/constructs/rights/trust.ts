import type { Template } from '../template';
import { holds } from './iam/conditions';

/** A trust policy as IAM has it. */
export interface TrustPolicy {
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Principal: '*' | { readonly Federated: string };
    readonly Action: string;
    readonly Condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  }[];
}

/** What a token says, by the name of the claim; `iss` without the scheme. */
export type Claims = Readonly<Record<'iss' | 'aud' | 'sub', string>> & Readonly<Record<string, string>>;

/** Claims that STS has keys for (service authorization reference of AWS STS, September 2026), where it has keys for claims at all. */
const keyed = [
  ...['ref', 'repository', 'repository_id', 'repository_owner_id', 'job_workflow_ref'],
  'oidc.circleci.com/project-id',
];

/**
 * Whether STS lets the bearer of this token take a role: a statement allows it and none denies it.
 *
 * @param claimKeys whether the partition has keys for claims beside audience and subject
 */
export function mayTake({ Statement }: TrustPolicy, token: Claims, claimKeys = true): boolean {
  const known = ['aud', 'sub', ...(claimKeys ? keyed : [])];
  const speaking = Statement.filter(
    ({ Principal, Action, Condition }) =>
      Action === 'sts:AssumeRoleWithWebIdentity' &&
      (Principal === '*' || Principal.Federated.endsWith(`:oidc-provider/${token.iss}`)) &&
      Object.entries(Condition).every(([operator, keys]) =>
        Object.entries(keys).every(([key, wanted]) => {
          const claim = known.find((one) => key === `${token.iss}:${one}`);
          return holds(operator, claim === undefined ? undefined : token[claim], [wanted].flat());
        }),
      ),
  );
  return speaking.some(({ Effect }) => Effect === 'Allow') && speaking.every(({ Effect }) => Effect === 'Allow');
}

/** The trust policy of a role in a template, by the name of the role. */
export function trustIn(template: Template, roleName: string): TrustPolicy {
  const role = template.all('AWS::IAM::Role').find(({ Properties }) => Properties.RoleName === roleName);
  return role?.Properties.AssumeRolePolicyDocument as TrustPolicy;
}

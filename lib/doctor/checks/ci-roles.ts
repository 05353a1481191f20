import type { TrustStatement } from '../../ports/roles';
import { type CiIssuer, ciIssuer, type TrustedBranch } from '../../settings/ci-issuer';
import type { Check } from '../check';
import { type Finding, fault, ok } from '../finding';
import { eachOf } from '../finding-of-error';
import type { View } from '../view';

interface WantedRole {
  readonly name: string;
  readonly trusted: TrustedBranch;
}

/** The roles that CI's jobs take by OpenID Connect: whether they are there and trust these jobs, and whether the account knows who issues their tokens. */
export const ciRolesCheck: Check = {
  name: 'ci-roles',
  title: 'roles for CI',
  after: ['credentials'],
  async look(view) {
    const { settings } = view.request;
    const { ci } = settings.values;
    if (ci === undefined || settings.github === undefined) {
      return [ok('none are asked for: settings name no `ci`, so that jobs bring credentials of their own')];
    }
    const issuer = ciIssuer(ci, settings.github);
    const roles = await eachOf(rolesOf(view), (role) => roleFinding(role, issuer, view));
    return [...(await eachOf([issuer], (one) => providerFinding(one, view))), ...roles];
  },
};

function rolesOf({ names, stage, request }: View): readonly WantedRole[] {
  const { branch } = request.settings;
  const deploy = { name: names.deployRoleName, trusted: branch };
  if (stage === 'production') return [deploy];
  return [
    deploy,
    { name: names.previewRoleName, trusted: 'any branch' },
    { name: names.cleanupRoleName, trusted: branch },
  ];
}

async function providerFinding({ name, audience }: CiIssuer, view: View): Promise<Finding> {
  const { account, arn: caller } = await view.ports.account.identity();
  const arn = `arn:${caller.split(':')[1]}:iam::${account}:oidc-provider/${name}`;
  const audiences = await view.ports.roles.audiences(arn);
  if (audiences === undefined) {
    return fault(
      `the account has no identity provider ${name}`,
      `Leave \`ci.createProvider\` at true and run \`preview-stacks deploy-application --target ${view.stage}\`.`,
    );
  }
  if (audiences.includes(audience)) return ok(`identity provider ${name} for ${audience}`);
  return fault(
    `identity provider ${name} takes tokens for ${audiences.join(', ') || 'nobody'}, not for ${audience}`,
    `Add the audience ${audience} to the provider in IAM.`,
  );
}

async function roleFinding({ name, trusted }: WantedRole, issuer: CiIssuer, view: View): Promise<Finding> {
  const mend = `Run \`preview-stacks deploy-application --target ${view.stage}\`.`;
  const statements = await view.ports.roles.trust(name);
  if (statements === undefined) return fault(`there is no role ${name}`, mend);
  const subject = issuer.subject(trusted);
  if (statements.some((statement) => trusts(statement, issuer, subject))) return ok(`${name} trusts ${subject}`);
  const others = statements.flatMap(({ conditions }) => conditions.StringLike?.[`${issuer.name}:sub`] ?? []);
  const instead = others.length > 0 ? `it trusts ${others.join(', ')}` : 'it trusts no jobs of this provider';
  return fault(`${name} does not trust ${subject}: ${instead}`, mend);
}

function trusts(
  { effect, federated, actions, conditions }: TrustStatement,
  issuer: CiIssuer,
  subject: string,
): boolean {
  return (
    effect === 'Allow' &&
    actions.includes('sts:AssumeRoleWithWebIdentity') &&
    federated.some((arn) => arn.endsWith(`:oidc-provider/${issuer.name}`)) &&
    (conditions.StringEquals?.[`${issuer.name}:aud`] ?? []).includes(issuer.audience) &&
    (conditions.StringLike?.[`${issuer.name}:sub`] ?? []).includes(subject)
  );
}

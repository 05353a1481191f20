import type { TrustStatement } from '../ports/roles';
import { type CiIssuer, type TrustedBranch, trustConditions } from '../settings/ci-issuer';

/** How a role's trust policy stands to the one that this version makes. */
export type RoleTrust =
  | { readonly kind: 'as-wanted' }
  /** It has numbers of the repository or its owner that are not those. */
  | { readonly kind: 'other-numbers'; readonly subjects: readonly string[] }
  /** It lacks subjects of our jobs; `instead` are the ones that it has. */
  | { readonly kind: 'lacks'; readonly subjects: readonly string[]; readonly instead: readonly string[] }
  /** It does not deny forged subjects. */
  | { readonly kind: 'open' }
  /** Jobs of others fit, too: these subjects are none of ours. */
  | { readonly kind: 'trusts-others'; readonly subjects: readonly string[] }
  /** Any number fits where one is known, or a claim is not asked for. */
  | { readonly kind: 'vague'; readonly keys: readonly string[] };

const action = 'sts:AssumeRoleWithWebIdentity';

export function compareTrust(
  statements: readonly TrustStatement[],
  issuer: CiIssuer,
  trusted: TrustedBranch,
): RoleTrust {
  const { allow, deny } = trustConditions(issuer, trusted);
  const sub = `${issuer.name}:sub`;
  const allowing = statements.filter((statement) => allows(statement, issuer));
  const seen = allowing.flatMap(({ conditions }) => conditions.StringLike?.[sub] ?? []);
  const wanted = issuer.subjects(trusted);
  const lacking = wanted.filter((subject) => !seen.some((one) => anyNumber(one) === anyNumber(subject)));
  if (lacking.length > 0) return { kind: 'lacks', subjects: lacking, instead: seen };
  const others = seen.filter((one) => !wanted.some((subject) => fitsNumbers(one, subject)));
  const misnumbered = others.filter((one) => wanted.some((subject) => anyNumber(one) === anyNumber(subject)));
  if (misnumbered.length > 0) return { kind: 'other-numbers', subjects: misnumbered };
  const denied = statements
    .filter(({ effect, actions }) => effect === 'Deny' && actions.includes(action))
    .flatMap(({ conditions }) => conditions.StringLike?.[sub] ?? []);
  if (![deny.StringLike?.[sub] ?? []].flat().every((pattern) => denied.includes(pattern))) return { kind: 'open' };
  if (others.length > 0) return { kind: 'trusts-others', subjects: others };
  const asked = Object.entries(allow.StringLike ?? {}).filter(([key]) => key !== sub);
  const missing = asked.filter(([key, value]) =>
    allowing.some(({ conditions }) => !conditions.StringLike?.[key]?.includes(String(value))),
  );
  const wide = seen.some((one) => !wanted.includes(one) && wanted.some((subject) => anyNumber(subject) === one));
  if (missing.length > 0 || wide)
    return { kind: 'vague', keys: [...(wide ? [sub] : []), ...missing.map(([key]) => key)] };
  return { kind: 'as-wanted' };
}

function allows({ effect, federated, actions, conditions }: TrustStatement, issuer: CiIssuer): boolean {
  return (
    effect === 'Allow' &&
    actions.includes(action) &&
    federated.some((arn) => arn.endsWith(`:oidc-provider/${issuer.name}`)) &&
    (conditions.StringEquals?.[`${issuer.name}:aud`] ?? []).includes(issuer.audience)
  );
}

/** A subject of GitHub with any number in place of those that it has. */
function anyNumber(subject: string): string {
  return subject.replace(/^repo:([^@/:]+)@[^@/:]+\/([^@/:]+)@[^@/:]+:/, 'repo:$1@*/$2@*:');
}

/** Whether a deployed subject says the same; a number that only one of both knows is no contradiction. */
function fitsNumbers(deployed: string, wanted: string): boolean {
  const known = (subject: string) => /^repo:[^@/:]+@([^@/:]+)\/[^@/:]+@([^@/:]+):/.exec(subject)?.slice(1) ?? [];
  const ours = known(wanted);
  return (
    anyNumber(deployed) === anyNumber(wanted) &&
    known(deployed).every((number, index) => number === '*' || ours[index] === '*' || number === ours[index])
  );
}

import type { TrustStatement } from '../ports/roles';
import {
  type CiIssuer,
  ciIssuer,
  controlIssuer,
  type TrustedBranch,
  type TrustPolicyStatement,
  trustStatements,
} from '../settings/ci-issuer';
import type { CiSettings } from '../settings/ci-settings';
import { type PlainStatement, plainStatement, sameStatement, shownStatement } from './trust-statement';

/** How a role's trust policy stands to the one that this version makes. */
export type RoleTrust =
  | { readonly kind: 'as-wanted' }
  /** It has numbers of the repository or its owner that are not those. */
  | { readonly kind: 'other-numbers'; readonly subjects: readonly string[] }
  /** It lacks subjects of our jobs; `instead` are the subjects and statements that it has. */
  | { readonly kind: 'lacks'; readonly subjects: readonly string[]; readonly instead: readonly string[] }
  /** It does not deny forged subjects, or jobs that have a role of their own. */
  | { readonly kind: 'open'; readonly claim: CiIssuer['denied'][number]['claim'] }
  /** Jobs of others fit, too: these subjects are none of ours. */
  | { readonly kind: 'trusts-others'; readonly subjects: readonly string[] }
  /** These statements allow, and are none of ours. */
  | { readonly kind: 'allows-others'; readonly statements: readonly string[] }
  /** These statements deny, and are none of ours. */
  | { readonly kind: 'refuses-jobs'; readonly statements: readonly string[] }
  /** Any number fits where one is known, or a claim is not asked for. */
  | { readonly kind: 'vague'; readonly keys: readonly string[] };

/** Whose jobs a role is for. */
export interface WantedTrust {
  readonly ci: CiSettings;
  /** `owner/repository`. */
  readonly github: string;
  readonly region: string;
  /** ARN of the identity provider. */
  readonly provider: string;
  readonly trusted: TrustedBranch;
  /** It is the role for control, and this role may take it, too. @default it is one of the others */
  readonly control?: { readonly principal?: string };
}

/** Who issues the tokens of the jobs that a role is for. */
export function issuerOf({ ci, github, region, control }: WantedTrust): CiIssuer {
  return (control ? controlIssuer : ciIssuer)(ci, github, region);
}

/** As wanted are the statements of this version and no others. What differs is explained, worst first. */
export function compareTrust(statements: readonly TrustStatement[], wanted: WantedTrust): RoleTrust {
  const { trusted, provider } = wanted;
  const principal = wanted.control?.principal;
  const given = statements.map(plainStatement);
  const issuer = issuerOf({ ...wanted, ci: { ...numbersIn(given, wanted.github), ...wanted.ci } });
  const ours = trustStatements(issuer, trusted, provider, principal).map(ourStatement) as [
    PlainStatement,
    ...PlainStatement[],
  ];
  const [allow, ...others] = ours;
  const strange = given.filter((one) => !ours.some((own) => sameStatement(one, own)));
  const missing = ours.filter((own) => !given.some((one) => sameStatement(one, own)));
  if (strange.length === 0 && missing.length === 0) return { kind: 'as-wanted' };
  const sub = `stringlike ${issuer.name}:sub`.toLowerCase();
  const alike = given.filter((one) => looksLike(one, allow, sub));
  const notAlike = strange.filter(({ effect }) => effect !== 'Deny').filter((one) => !alike.includes(one));
  const seen = alike.flatMap(({ conditions }) => conditions.get(sub) ?? []);
  const subjects = issuer.subjects(trusted);
  const lacking = [
    ...subjects.filter((subject) => !seen.some((one) => anyNumber(one) === anyNumber(subject))),
    ...missing
      .flatMap(({ effect, principals }) => (effect === 'Allow' ? principals : []))
      .flatMap((one) => /^AWS (.+)$/.exec(one)?.slice(1) ?? []),
  ];
  if (lacking.length > 0) {
    return { kind: 'lacks', subjects: lacking, instead: [...seen, ...notAlike.map(shownStatement)] };
  }
  const foreign = seen.filter((one) => !subjects.some((subject) => fitsNumbers(one, subject)));
  const misnumbered = foreign.filter((one) => subjects.some((subject) => anyNumber(one) === anyNumber(subject)));
  if (misnumbered.length > 0) return { kind: 'other-numbers', subjects: misnumbered };
  for (const { claim, patterns } of issuer.denied) {
    const key = `stringlike ${issuer.name}:${claim}`.toLowerCase();
    const denying = others.filter(({ conditions }) => conditions.has(key));
    const denied = given
      .filter((one) => denying.some((deny) => looksLike(one, deny, key)))
      .flatMap(({ conditions }) => conditions.get(key) ?? []);
    if (!patterns.every((pattern) => denied.includes(pattern))) return { kind: 'open', claim };
  }
  if (notAlike.length > 0) return { kind: 'allows-others', statements: notAlike.map(shownStatement) };
  if (foreign.length > 0) return { kind: 'trusts-others', subjects: foreign };
  const refusing = strange.filter(
    (one) =>
      one.effect === 'Deny' || [...one.conditions].some(([key, values]) => !mayFit(values, allow.conditions.get(key))),
  );
  if (refusing.length > 0) return { kind: 'refuses-jobs', statements: refusing.map(shownStatement) };
  const vague = [...allow.conditions].filter(([key, values]) =>
    alike.some(({ conditions }) => !conditions.get(key)?.every((one) => values.includes(one))),
  );
  if (vague.length > 0) return { kind: 'vague', keys: vague.map(([key]) => key.replace(/^\S+ /, '')) };
  return { kind: 'allows-others', statements: strange.map(shownStatement) };
}

function ourStatement({ Effect, Principal, Action, Condition = {} }: TrustPolicyStatement): PlainStatement {
  return plainStatement({
    effect: Effect,
    principals: Object.fromEntries(
      Object.entries(Principal === '*' ? { '*': '*' } : Principal).map(([kind, one]) => [kind, [one]]),
    ),
    actions: [Action],
    conditions: Object.fromEntries(
      Object.entries(Condition).map(([operator, keys]) => [
        operator,
        Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, [values].flat()])),
      ]),
    ),
    others: {},
  });
}

/** Whether it is ours but for its subjects and claims. */
function looksLike(one: PlainStatement, ours: PlainStatement, sub: string): boolean {
  const rest = ({ conditions, ...others }: PlainStatement) => ({ ...others, conditions: new Map<string, string[]>() });
  return (
    sameStatement(rest(one), rest(ours)) &&
    one.conditions.has(sub) &&
    [...one.conditions.keys()].every((key) => ours.conditions.has(key)) &&
    [...ours.conditions].every(([key, values]) => {
      const asked = one.conditions.get(key);
      return !key.startsWith('stringequals ') || (asked?.length === 1 && asked[0] === values[0]);
    })
  );
}

/** Whether patterns fit what ours ask for, as far as that is plain. */
function mayFit(values: readonly string[], ours: readonly string[] = []): boolean {
  return values.some((value) => value.includes('*') || ours.includes(value));
}

/** The numbers of the repository that deployed subjects have: what we do not know they may say. */
function numbersIn(
  statements: readonly PlainStatement[],
  github: string,
): Pick<CiSettings, 'ownerId' | 'repositoryId'> {
  const subjects = statements.flatMap(({ conditions }) => [...conditions.values()].flat());
  const found = subjects.flatMap((subject) => {
    const [, owner, ownerId, name, repositoryId] = /^repo:([^@/:]+)@(\d+|\*)\/([^@/:]+)@(\d+|\*):/.exec(subject) ?? [];
    return `${owner}/${name}` === github ? [{ ownerId: Number(ownerId), repositoryId: Number(repositoryId) }] : [];
  });
  const { ownerId = Number.NaN, repositoryId = Number.NaN } = found[0] ?? {};
  return { ...(ownerId > 0 && { ownerId }), ...(repositoryId > 0 && { repositoryId }) };
}

/** A subject of GitHub with any number in place of those that it has. */
function anyNumber(subject: string): string {
  return subject.replace(/^repo:([^@/:]+)@[^@/:]+\/([^@/:]+)@[^@/:]+:/, 'repo:$1@*/$2@*:');
}

/** Whether a deployed subject says the same, or any number where one is known. */
function fitsNumbers(deployed: string, wanted: string): boolean {
  const known = (subject: string) => /^repo:[^@/:]+@([^@/:]+)\/[^@/:]+@([^@/:]+):/.exec(subject)?.slice(1) ?? [];
  const ours = known(wanted);
  return (
    anyNumber(deployed) === anyNumber(wanted) &&
    known(deployed).every((number, index) => number === '*' || number === ours[index])
  );
}

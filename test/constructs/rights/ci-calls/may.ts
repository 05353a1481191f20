import { holds } from '../iam/conditions';
import { fits } from '../iam/patterns';
import type { Need } from './needs-of';

/** A statement of a policy, with its ARNs as IAM has them. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  /** Absent in a trust policy, whose resource is its role. */
  readonly Resource?: readonly string[];
  /** Whom a policy of a resource, or the trust policy of a role, speaks of. Absent in policies of roles. */
  readonly Principal?: '*' | Principal;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

type Principal = Readonly<Record<string, string | readonly string[]>>;

/** What a statement may have. Another element, such as `NotAction`, would change what it says. */
const elements = ['Sid', 'Effect', 'Action', 'Resource', 'Principal', 'Condition'];

/**
 * Whether a role with these statements may: one allows it and none denies it, and the same of its boundary (IAM user guide, "Policy evaluation
 * logic" and "Permissions boundaries for IAM entities", read in November 2026). Not evaluated here: a policy of the resource beside it.
 *
 * @param boundary @default none
 */
export function may(statements: readonly Statement[], need: Need, boundary?: readonly Statement[]): boolean {
  return allows(statements, need) && (boundary === undefined || allows(boundary, need));
}

function allows(statements: readonly Statement[], need: Need): boolean {
  const speaking = statements.filter((statement) => speaksOf(statement, need));
  return speaking.some(({ Effect }) => Effect === 'Allow') && speaking.every(({ Effect }) => Effect === 'Allow');
}

/** Whether a statement, allowing or denying, is about this call. */
export function speaksOf(statement: Statement, { action, resource, context, principal }: Need): boolean {
  if (!isAbout(actionsOf(statement), action)) return false;
  const { Resource, Principal, Condition = {} } = statement;
  return (
    (Resource === undefined || [Resource].flat().some((pattern) => fitsResource(pattern, resource))) &&
    (Principal === undefined || isOne(Principal, principal)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, givenFor(context, key), [wanted].flat())),
    )
  );
}

function actionsOf(statement: Statement): readonly string[] {
  for (const element in statement) {
    if (!elements.includes(element)) throw new Error(`the evaluator does not know the element ${element}`);
  }
  return statement.Action;
}

/** Thousands of rows ask the same statements for the same actions. */
const asked = new WeakMap<readonly string[], Map<string, boolean>>();

/** Names of actions and of condition keys may be written in any case (the guide's pages on Action and on Condition). */
function isAbout(patterns: readonly string[], action: string): boolean {
  const known = asked.get(patterns) ?? new Map<string, boolean>();
  asked.set(patterns, known);
  const answer = known.get(action) ?? patterns.some((pattern) => fits(pattern.toLowerCase(), action.toLowerCase()));
  known.set(action, answer);
  return answer;
}

/** A list that knows no resource is asked for as `*`, which only `*` allows. */
function fitsResource(pattern: string, resource: string): boolean {
  return resource === '*' ? pattern === '*' : fits(pattern, resource);
}

function givenFor(context: Need['context'], key: string): string | readonly string[] | undefined {
  const name = key.toLowerCase();
  return Object.entries(context).find(([one]) => one.toLowerCase() === name)?.[1];
}

function isOne(wanted: '*' | Principal, given: Need['principal']): boolean {
  if (given === undefined) throw new Error('a policy that names principals is asked about one');
  if (wanted === '*') return true;
  const [kind, name] = given;
  return [wanted[kind] ?? []].flat().some((one) => {
    // An account stands for everyone in it.
    const [, account] = /^arn:aws:iam::(\d{12}):root$/.exec(one) ?? [];
    return one === '*' || one === name || (kind === 'AWS' && account !== undefined && name.split(':')[4] === account);
  });
}

import type { Need } from './needs-of';

/** A statement of a policy, with its ARNs as IAM has them. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Whether a role with these statements may: one allows it and none denies it. */
export function may(statements: readonly Statement[], need: Need): boolean {
  const speaking = statements.filter((statement) => speaksOf(statement, need));
  return speaking.some(({ Effect }) => Effect === 'Allow') && speaking.every(({ Effect }) => Effect === 'Allow');
}

function speaksOf({ Action, Resource, Condition = {} }: Statement, { action, resource, context }: Need): boolean {
  return (
    Action.some((pattern) => fits(pattern, action)) &&
    Resource.some((pattern) => fits(pattern, resource)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, context[key], [wanted].flat())),
    )
  );
}

/**
 * IAM's operators, as its user guide describes them. A key that a call does not have fits what is negated, `IfExists` or `ForAllValues`, and
 * nothing else.
 */
export function holds(
  operator: string,
  given: string | readonly string[] | undefined,
  wanted: readonly string[],
): boolean {
  if (operator === 'Null') return wanted.includes(String(given === undefined));
  const [, set, base = '', ifExists] = /^(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  if (given === undefined)
    return set === 'ForAllValues:' || (set === undefined && (base in negated || ifExists !== undefined));
  const values = [given].flat();
  const one = (value: string) => compare(base, value, wanted);
  return set === 'ForAllValues:' ? values.every(one) : values.some(one);
}

const negated: Readonly<Record<string, string>> = { StringNotEquals: 'StringEquals', StringNotLike: 'StringLike' };

function compare(base: string, value: string, wanted: readonly string[]): boolean {
  if (base in negated) return !compare(negated[base] ?? '', value, wanted);
  if (base === 'StringEquals') return wanted.map(literal).includes(value);
  if (base === 'StringLike') return wanted.some((pattern) => fits(pattern, value));
  throw new Error(`may.ts does not know the condition ${base}`);
}

/** IAM's three variables for the characters that it would read as something else. */
const variable = /\$\{([$*?])\}/;

function literal(text: string): string {
  return text.replace(new RegExp(variable, 'g'), '$1');
}

/** A list that knows no resource is asked for as `*`, which only `*` allows. */
function fits(pattern: string, value: string): boolean {
  if (value === '*') return pattern === '*';
  const expression = pattern
    .split(variable)
    .map((part, index) => {
      const escaped = part.replace(/[\\^$.|+()[\]{}*?]/g, '\\$&');
      return index % 2 === 1 ? escaped : escaped.replaceAll('\\*', '.*').replaceAll('\\?', '.');
    })
    .join('');
  return new RegExp(`^${expression}$`, 'su').test(value);
}

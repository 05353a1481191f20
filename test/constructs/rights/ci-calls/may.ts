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

/** IAM's operators, as its user guide describes them. A key that a call does not have fits what is negated or `IfExists`, and nothing else. */
export function holds(operator: string, value: string | undefined, wanted: readonly string[]): boolean {
  if (operator.endsWith('IfExists')) {
    return value === undefined || holds(operator.replace(/IfExists$/, ''), value, wanted);
  }
  if (operator === 'StringNotEquals') return value === undefined || !wanted.map(literal).includes(value);
  if (value === undefined) return false;
  if (operator === 'StringEquals') return wanted.map(literal).includes(value);
  if (operator === 'StringLike' || operator === 'ForAnyValue:StringLike') {
    return wanted.some((pattern) => fits(pattern, value));
  }
  throw new Error(`may.ts does not know the condition ${operator}`);
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

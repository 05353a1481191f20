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

/** A key that a call does not have fits every StringNotEquals, and nothing else. */
function holds(operator: string, value: string | undefined, wanted: readonly string[]): boolean {
  if (operator === 'StringEquals') return value !== undefined && wanted.includes(value);
  if (operator === 'StringEqualsIfExists') return value === undefined || wanted.includes(value);
  if (operator === 'ForAnyValue:StringLike')
    return value !== undefined && wanted.some((pattern) => fits(pattern, value));
  if (operator === 'StringNotEquals') return value === undefined || !wanted.includes(value);
  throw new Error(`may.ts does not know the condition ${operator}`);
}

/** A list that knows no resource is asked for as `*`, which only `*` allows. */
function fits(pattern: string, value: string): boolean {
  if (value === '*') return pattern === '*';
  const expression = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`).test(value);
}

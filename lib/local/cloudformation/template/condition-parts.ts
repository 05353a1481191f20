import { isRecord } from './is-record';

export interface ConditionParts {
  /** The conditions that an entry of the Conditions section builds on. */
  readonly conditions: readonly string[];
  /** The values that it compares. */
  readonly values: readonly unknown[];
}

/** Takes an entry of the Conditions section apart, without evaluating it. */
export function conditionParts(expression: unknown): ConditionParts {
  if (!isRecord(expression)) {
    return { conditions: [], values: [] };
  }
  const { Condition: name, 'Fn::Equals': compared } = expression;
  const inner = ['Fn::And', 'Fn::Or', 'Fn::Not']
    .flatMap((key): unknown => expression[key] ?? [])
    .map((operand) => conditionParts(operand));
  return {
    conditions: [...(typeof name === 'string' ? [name] : []), ...inner.flatMap(({ conditions }) => conditions)],
    values: [...(compared === undefined ? [] : [compared]), ...inner.flatMap(({ values }) => values)],
  };
}

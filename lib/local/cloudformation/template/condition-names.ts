import { isRecord } from './is-record';

/** The conditions that an entry of the Conditions section builds on. */
export function conditionNames(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) {
    return expression.flatMap(conditionNames);
  }
  return isRecord(expression)
    ? Object.entries(expression).flatMap(([key, value]) =>
        key === 'Condition' && typeof value === 'string' ? [value] : conditionNames(value),
      )
    : [];
}

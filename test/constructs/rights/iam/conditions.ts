import { fits, fitsArn, literal } from './patterns';

type Compare = (value: string, wanted: string) => boolean;

/**
 * IAM's operators (user guide, "IAM JSON policy elements: Condition operators", read in November 2026), those that our policies use and their
 * siblings. Dates, addresses and bytes are missing: an operator that is not here is an error, never an answer.
 */
const operators: Readonly<Record<string, Compare>> = {
  StringEquals: (value, wanted) => literal(wanted) === value,
  StringEqualsIgnoreCase: (value, wanted) => literal(wanted).toLowerCase() === value.toLowerCase(),
  StringLike: (value, wanted) => fits(wanted, value),
  ArnEquals: (value, wanted) => fitsArn(wanted, value),
  ArnLike: (value, wanted) => fitsArn(wanted, value),
  Bool: (value, wanted) => boolean(value) === boolean(wanted),
  NumericEquals: (value, wanted) => number(value) === number(wanted),
  NumericLessThan: (value, wanted) => number(value) < number(wanted),
  NumericLessThanEquals: (value, wanted) => number(value) <= number(wanted),
  NumericGreaterThan: (value, wanted) => number(value) > number(wanted),
  NumericGreaterThanEquals: (value, wanted) => number(value) >= number(wanted),
};

const negated: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
};

/**
 * Whether a condition holds for the values that a call has of a key.
 *
 * A key that a call does not have, or has without a value, fits what is negated, `IfExists` or `ForAllValues`, and nothing else. All values
 * of a negated operator must differ (the same guide, "Conditions with multiple context keys or values", and "Single-valued vs. multivalued
 * context keys").
 */
export function holds(
  operator: string,
  given: string | readonly string[] | undefined,
  wanted: readonly string[],
): boolean {
  const values = [given ?? []].flat().filter((value) => value !== '');
  if (operator === 'Null') return wanted.some((one) => boolean(one) === (values.length === 0));
  const [, set, base = '', ifExists] = /^(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const compare = operators[negated[base] ?? base];
  if (!compare) throw new Error(`the evaluator does not know the condition ${operator}`);
  // What both together mean for a key that is missing, the guide does not say.
  if (set !== undefined && ifExists !== undefined) throw new Error(`the evaluator does not know ${operator}`);
  if (set === undefined && values.length > 1)
    throw new Error(`${operator} of several values needs ForAllValues or ForAnyValue`);
  const isNegated = base in negated;
  if (values.length === 0)
    return set === 'ForAllValues:' || (set === undefined && (isNegated || ifExists !== undefined));
  const one = (value: string) => wanted.some((pattern) => compare(value, pattern)) !== isNegated;
  return set === 'ForAllValues:' ? values.every(one) : values.some(one);
}

function boolean(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new Error(`${text} is neither true nor false`);
}

function number(text: string): number {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new Error(`${text} is no number`);
}

import type { TrustStatement } from '../ports/roles';
import { visible } from '../text/visible';

/** A statement in one spelling, so that two of them can be compared. */
export interface PlainStatement {
  readonly effect: string;
  /** As `kind value`. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  /** Values by `operator key`. */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
  readonly others: readonly string[];
}

/**
 * To IAM, order and repetition in a list and the case of actions and condition keys mean nothing (IAM user guide, "Action" and "Condition"
 * elements, November 2026). Keys that differ in case alone are each asked for.
 */
export function plainStatement({ effect, principals, actions, conditions, others }: TrustStatement): PlainStatement {
  const keyed = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => [`${operator} ${key}`.toLowerCase(), sorted(values)] as const),
  );
  return {
    effect,
    principals: sorted(
      Object.entries(principals).flatMap(([kind, values]) => values.map((value) => `${kind} ${value}`)),
    ),
    actions: sorted(actions.map((action) => action.toLowerCase())),
    // A key that is there a second time keeps a name of its own, which no other has.
    conditions: new Map(
      keyed.map(([key, values], index) => [
        keyed.findIndex(([one]) => one === key) === index ? key : `${key} (${index})`,
        values,
      ]),
    ),
    others: sorted(Object.entries(others).map(([element, value]) => `${element} ${value}`)),
  };
}

export function sameStatement(one: PlainStatement, other: PlainStatement): boolean {
  const text = ({ conditions, ...rest }: PlainStatement) => JSON.stringify([rest, sorted(conditionTexts(conditions))]);
  return text(one) === text(other);
}

/** For people: harmless, on one line and short. Who may do what comes first. */
export function shownStatement({ effect, principals, actions, conditions, others }: PlainStatement): string {
  const what = [effect, actions.join(', '), principals.length > 0 ? `to ${principals.join(', ')}` : '', ...others];
  const when = conditions.size > 0 ? `when ${conditionTexts(conditions).join(' and ')}` : 'without a condition';
  return visible([...what.filter(Boolean), when].join(' ').replace(/\* \*/g, '*'), 500);
}

function conditionTexts(conditions: PlainStatement['conditions']): readonly string[] {
  return [...conditions].map(([key, values]) => `${key} ${JSON.stringify(values)}`);
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

import type { Policies } from '../attacks/parts';
import type { Statement } from '../ci-calls/may';

/** One policy that lacks something. */
export interface Mutant {
  /** `policy: statement without what it lacks`. */
  readonly name: string;
  readonly policy: string;
  /** What the changed statement is about. */
  readonly actions: readonly string[];
  readonly statements: readonly Statement[];
}

/**
 * Every policy without each of its denials, without each resource of a denial of several, without each key of each of its conditions, and with
 * each right that is for some resources given for all.
 */
export function mutantsOf(policies: Policies): readonly Mutant[] {
  return [...policies].flatMap(([policy, statements]) =>
    statements.flatMap((statement, index) => {
      const { Sid, Effect, Principal, Resource, Condition = {} } = statement;
      const mutant = (lacking: string, instead: readonly Statement[]): Mutant => ({
        name: `${policy}: ${lacking}`,
        policy,
        actions: statement.Action,
        statements: statements.toSpliced(index, 1, ...instead),
      });
      return [
        ...(Effect === 'Deny' ? [mutant(`no ${Sid}`, [])] : []),
        ...(Effect === 'Deny' && Resource !== undefined && Resource.length > 1
          ? Resource.map((one, place) =>
              mutant(`${Sid} not of ${one.replace(/^([^:]*:){5}/, '')}`, [
                { ...statement, Resource: Resource.toSpliced(place, 1) },
              ]),
            )
          : []),
        ...(Effect === 'Allow' && Principal === undefined && Resource !== undefined && !Resource.includes('*')
          ? [mutant(`${Sid} on *`, [{ ...statement, Resource: ['*'] }])]
          : []),
        ...Object.entries(Condition).flatMap(([operator, keys]) =>
          Object.keys(keys).map((key) =>
            mutant(`${Sid} without ${operator} ${key}`, [
              { ...statement, Condition: without(Condition, operator, key) },
            ]),
          ),
        ),
      ];
    }),
  );
}

type Conditions = NonNullable<Statement['Condition']>;

function without(conditions: Conditions, operator: string, key: string): Conditions {
  const { [operator]: keys = {}, ...rest } = conditions;
  const { [key]: _, ...others } = keys;
  return Object.keys(others).length === 0 ? rest : { ...rest, [operator]: others };
}

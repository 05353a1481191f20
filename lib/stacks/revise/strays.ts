import type { ProposedChange, ProposedDetail } from '../../ports/stacks';
import type { MayChange } from './revise-template';

/**
 * What a change set would change that a revision does not: each in words. What only follows from an allowed change, such as the address of an
 * environment in a record, is none, as long as it replaces nothing.
 */
export function strays(
  changes: readonly ProposedChange[],
  mayChange: ReadonlyMap<string, MayChange>,
): readonly string[] {
  const touched = new Set(changes.map(({ logicalId }) => logicalId));
  // Whatever caused it is in the same change set, and is judged there.
  const caused = ({ causedBy = '' }: ProposedDetail) => touched.has(causedBy.split('.')[0] ?? '');
  return changes.flatMap((change) => {
    const { logicalId, type, action, replacement, details } = change;
    const what = `${logicalId} (${type})`;
    const allowed = mayChange.get(logicalId);
    if (action !== 'Modify') return [`${what}: ${action || 'an unknown action'}`];
    if (replacement !== 'False' && !allowed?.mayBeReplaced) return [`${what} would be replaced`];
    const own = ({ attribute, property = '' }: ProposedDetail) =>
      attribute === 'Properties' && allowed?.properties.includes(property) === true;
    // CloudFormation lists a property once with what causes its change, and once more without: "Dynamic", since its value is yet to come.
    const follows = (detail: ProposedDetail) =>
      caused(detail) || (detail.isDynamic && details.some((one) => one.property === detail.property && caused(one)));
    const foreign = details.filter((detail) => !own(detail) && !(detail.attribute === 'Properties' && follows(detail)));
    if (foreign.length > 0)
      return [`${what}: ${foreign.map(({ attribute, property }) => property ?? attribute).join(', ')}`];
    return allowed === undefined && details.length === 0 ? [`${what}: CloudFormation does not say what`] : [];
  });
}

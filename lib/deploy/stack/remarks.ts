import type { StackFact } from '../../stacks/events';

/**
 * What CloudFormation says of resources that are there: AWS gives such events no reason. The embedded endpoint does, of what it only
 * records or runs otherwise.
 */
export class Remarks {
  private readonly named = new Map<string, Set<string>>();

  take(fact: StackFact): void {
    if (fact.kind !== 'stack-event') return;
    const { logicalId, type, status, reason } = fact.event;
    const isThere = status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE';
    if (!isThere || reason === undefined || type === 'AWS::CloudFormation::Stack') return;
    this.named.set(reason, (this.named.get(reason) ?? new Set()).add(`${logicalId} (${type})`));
  }

  /** A sentence for each thing that is said, with the resources that it is said of. */
  sentences(): readonly string[] {
    return [...this.named].map(([reason, resources]) => `${[...resources].sort().join(', ')}: ${reason}`);
  }
}

import type { StackEvent } from '../ports/stacks';

/** What CloudFormation does with a resource. */
export type Deed = 'create' | 'update' | 'delete';

/** A resource that CloudFormation has begun with. */
export interface Begun {
  readonly logicalId: string;
  readonly type: string;
  readonly deed: Deed;
  /** By AWS's clock. */
  readonly at: Date;
}

/** A resource with which CloudFormation is done. */
export interface Ended extends Begun {
  readonly failed: boolean;
  /** From its first event to its last; undefined when its beginning was not seen. */
  readonly milliseconds: number | undefined;
  /** CloudFormation takes back what it did before something failed. */
  readonly isTakenBack: boolean;
}

const deeds: Readonly<Record<string, Deed>> = {
  CREATE: 'create',
  UPDATE: 'update',
  DELETE: 'delete',
  IMPORT: 'create',
};

/** Makes resources that begin and end of the events of one operation, by the times that CloudFormation gives. */
export class ResourceTimes {
  private readonly running = new Map<string, Begun>();
  private readonly finished = new Map<string, Ended>();
  private takesBack = false;

  constructor(private readonly stackName: string) {}

  /** Begun and not ended, in their order. */
  get underWay(): readonly Begun[] {
    return [...this.running.values()];
  }

  /** Each resource with which CloudFormation is done, by its last end. */
  get ended(): readonly Ended[] {
    return [...this.finished.values()];
  }

  /** Takes the next event. Returns a resource that began or ended just now; a second event of the same says nothing new. */
  take({ logicalId, type, status, at }: StackEvent): Begun | Ended | undefined {
    if (type === 'AWS::CloudFormation::Stack' && logicalId === this.stackName) {
      this.takesBack ||= status.includes('ROLLBACK');
      return undefined;
    }
    const [, word = '', state] = /^([A-Z]+)_(.+)$/.exec(status) ?? [];
    const deed = deeds[word];
    if (deed === undefined) return undefined;
    const key = `${deed} ${logicalId}`;
    const begun = this.running.get(key);
    if (state === 'IN_PROGRESS') {
      if (begun) return undefined;
      const one: Begun = { logicalId, type, deed, at };
      this.running.set(key, one);
      return one;
    }
    if (state !== 'COMPLETE' && state !== 'FAILED' && state !== 'SKIPPED') return undefined;
    this.running.delete(key);
    const ended: Ended = {
      ...{ logicalId, type, deed, at: begun?.at ?? at, failed: state === 'FAILED', isTakenBack: this.takesBack },
      milliseconds: begun && Math.max(0, at.getTime() - begun.at.getTime()),
    };
    this.finished.set(logicalId, ended);
    return ended;
  }
}

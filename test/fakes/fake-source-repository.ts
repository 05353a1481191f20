import type { Branch, SourceRepository } from '../../lib/ports/source-repository';
import { FaultSwitch } from './fault-switch';

/** Branches in memory. */
export class FakeSourceRepository implements SourceRepository {
  readonly faults = new FaultSwitch<'branches' | 'page' | 'branch' | 'defaultBranch'>();
  readonly identity: string;
  /** Methods called, with the branch where one was asked for. */
  readonly calls: string[] = [];
  pageSize = 100;
  main: string | undefined = 'main';
  /** Called once a listing has ended: push or delete a branch between two looks. */
  onListed: () => void = () => undefined;
  private readonly heads = new Map<string, string>();

  constructor(identity = 'github:acme/shop', branches: readonly string[] = ['main']) {
    this.identity = identity;
    for (const name of branches) this.push(name);
  }

  push(name: string, commit = '1111111111111111111111111111111111111111'): void {
    this.heads.set(name, commit);
  }

  delete(name: string): void {
    this.heads.delete(name);
  }

  async *branches(): AsyncIterable<Branch> {
    this.calls.push('branches');
    this.faults.trip('branches');
    const all = [...this.heads].map(([name, commit]) => ({ name, commit }));
    for (let start = 0; start === 0 || start < all.length; start += this.pageSize) {
      this.faults.trip('page');
      yield* all.slice(start, start + this.pageSize);
    }
    this.onListed();
  }

  async branch(name: string): Promise<Branch | undefined> {
    this.calls.push(`branch ${name}`);
    this.faults.trip('branch');
    const commit = this.heads.get(name);
    return commit === undefined ? undefined : { name, commit };
  }

  async defaultBranch(): Promise<string | undefined> {
    this.calls.push('defaultBranch');
    this.faults.trip('defaultBranch');
    return this.main;
  }
}

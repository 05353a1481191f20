import type { Checkout, CiRun, Standing } from '../../lib/ports/checkout';
import { FaultSwitch } from './fault-switch';

/** A working copy that is whatever the test says. */
export class FakeCheckout implements Checkout {
  readonly faults = new FaultSwitch<'branch' | 'commit' | 'foreign'>();
  currentBranch: string | undefined = 'login-page';
  currentCommit = '1111111111111111111111111111111111111111';
  foreignBecause: string | undefined;
  /** By commit; one that stands not here is not in the working copy. */
  readonly trees = new Map<string, string>();
  currentSubject = 'Add a login page';
  currentPerson: string | undefined;
  currentRun: CiRun | undefined;
  /** To every other commit. */
  currentStanding: Standing = 'unknown';
  /** Also true while there is a run. */
  job = false;

  async branch(): Promise<string | undefined> {
    this.faults.trip('branch');
    return this.currentBranch;
  }

  async commit(): Promise<string> {
    this.faults.trip('commit');
    return this.currentCommit;
  }

  async foreign(): Promise<string | undefined> {
    this.faults.trip('foreign');
    return this.foreignBecause;
  }

  async tree(commit: string): Promise<string | undefined> {
    return this.trees.get(commit);
  }

  async standing(): Promise<Standing> {
    return this.currentStanding;
  }

  async inJob(): Promise<boolean> {
    return this.job || this.currentRun !== undefined;
  }

  async subject(): Promise<string> {
    return this.currentSubject;
  }

  async person(): Promise<string | undefined> {
    return this.currentPerson;
  }

  async run(): Promise<CiRun | undefined> {
    return this.currentRun;
  }
}

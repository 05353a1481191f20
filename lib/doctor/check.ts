import type { Finding } from './finding';
import type { Snapshot } from './snapshot';

/** One check: what it is called, what it stands on, and how it looks. */
export interface Check {
  /** Stable, for programs. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** Checks before it in the table without which it says nothing. @default none */
  readonly after?: readonly string[];
  /** Whether it concerns these settings at all. @default it does */
  concerns?(snapshot: Snapshot): boolean;
  /** No finding: there is nothing to look at. What it throws becomes a finding. */
  look(snapshot: Snapshot): Promise<readonly Finding[]>;
}

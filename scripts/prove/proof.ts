/** What one part of the proof found. */
export interface Proof {
  /** What was done, with its count: `1,000,000 plan decisions`. */
  readonly done: string;
  /** What must never happen and did. */
  readonly faults: readonly string[];
}

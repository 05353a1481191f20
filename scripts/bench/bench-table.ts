/** What one measurement found, as a table. */
export interface BenchTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How it was measured. @default none */
  readonly notes?: readonly string[];
}

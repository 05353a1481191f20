/** What a person said of it, options of the command or words of a comment: exactly one of them. */
export interface KeepWords {
  /** `12h`, `3d`, `2w`. */
  readonly for?: string;
  /** `2026-12-24`, `2026-12-24T18:00Z`. */
  readonly until?: string;
  readonly forever?: boolean;
  /** `false` for `no-longer`. */
  readonly longer?: boolean;
}

/** What may be asked for. */
export type ControlCommand =
  | { readonly verb: 'status' | 'sleep' | 'wake' | 'rebuild' | 'destroy' | 'why' | 'cost' | 'help' }
  /** @default the branch of the pull request */
  | { readonly verb: 'create'; readonly branch?: string }
  | ({ readonly verb: 'keep' } & KeepWords)
  /** `to`: number of the history, or the beginning of a commit or of a bundle's hash. @default the version before */
  | { readonly verb: 'rollback'; readonly to?: string }
  /** @default the service `web` */
  | { readonly verb: 'hold' | 'release' | 'logs'; readonly service?: string };

/** Exactly one of them is set, as the options of the command `keep`. */
export interface KeepWords {
  /** `12h`, `3d`, `2w`. */
  readonly for?: string;
  /** `2026-12-24`, `2026-12-24T18:00Z`. */
  readonly until?: string;
  readonly forever?: true;
  /** `false` for `no-longer`. */
  readonly longer?: false;
}

export type ControlVerb = ControlCommand['verb'];

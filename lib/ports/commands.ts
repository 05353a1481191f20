export interface CommandResult {
  readonly status: 'succeeded' | 'failed' | 'timed-out' | 'cancelled';
  /** @default none when it did not run */
  readonly exitCode?: number;
  /** SSM keeps the first 24,000 characters. */
  readonly stdout: string;
  /** SSM keeps the first 8,000 characters. */
  readonly stderr: string;
}

export interface CommandOptions {
  readonly instanceId: string;
  readonly comment: string;
  readonly timeoutMinutes: number;
  readonly signal?: AbortSignal;
}

/** Runs something in one instance as SSM Run Command does: a bare root shell, no environment of the app. */
export interface Commands {
  run(options: CommandOptions & { readonly script: string }): Promise<CommandResult>;
  /** Runs a document of the account's own, without parameters. Undefined when there is none of this name. */
  runDocument(options: CommandOptions & { readonly document: string }): Promise<CommandResult | undefined>;
}

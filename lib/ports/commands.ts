export interface CommandResult {
  readonly status: 'succeeded' | 'failed' | 'timed-out' | 'cancelled';
  /** @default none when it did not run */
  readonly exitCode?: number;
  /** SSM keeps the first 24,000 characters. */
  readonly stdout: string;
  /** SSM keeps the first 8,000 characters. */
  readonly stderr: string;
}

/** Runs a script in one instance as SSM Run Command does: a bare root shell, no environment of the app. */
export interface Commands {
  run(options: {
    instanceId: string;
    script: string;
    comment: string;
    timeoutMinutes: number;
    signal?: AbortSignal;
  }): Promise<CommandResult>;
}

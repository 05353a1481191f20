/** States of a command on an instance, in SSM's words. */
export type CommandStatus = 'Pending' | 'InProgress' | 'Success' | 'Failed' | 'TimedOut' | 'Cancelling' | 'Cancelled';

/** A Run Command on one instance. Times are milliseconds since 1970. */
export interface Command {
  readonly id: string;
  readonly instanceId: string;
  readonly documentName: string;
  readonly comment: string;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly timeoutSeconds: number;
  readonly requestedAt: number;
  status: CommandStatus;
  /** `Execution Timed Out` where the status alone says less. */
  statusDetails: string;
  startedAt?: number;
  endedAt?: number;
  /** -1 while there is none. */
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** SSM keeps so many characters of each stream (API reference, GetCommandInvocation; read in @aws-sdk/client-ssm 3.1169.0, 2026-11-13). */
export const longestOutput = { stdout: 24_000, stderr: 8000 } as const;

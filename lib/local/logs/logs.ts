/** One line of a stream. Times are milliseconds since 1970. */
export interface LogEvent {
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
  /** Grows over the events of all streams of a group. */
  readonly id: string;
}

export interface LogGroup {
  readonly name: string;
  readonly createdAt: number;
  /** Kept forever when absent. */
  readonly retentionDays?: number;
  readonly tags: Readonly<Record<string, string>>;
  /** When each stream was made. @default when its first event came */
  readonly streams?: Readonly<Record<string, number>>;
}

/** CloudWatch Logs: kept on disk, a group a folder. */
export interface Logs {
  /** Makes group and stream when they are not there yet. */
  append(group: string, stream: string, messages: readonly string[], timestamp?: number): void;
  groups(prefix?: string): readonly string[];
  group(name: string): LogGroup | undefined;
  /** Throws AwsError ResourceAlreadyExistsException. */
  createGroup(name: string, options?: { retentionDays?: number; tags?: Readonly<Record<string, string>> }): void;
  /** `null` keeps events forever. */
  changeGroup(name: string, change: { retentionDays?: number | null; tags?: Readonly<Record<string, string>> }): void;
  /** A group that is gone already is a success. */
  deleteGroup(group: string): void;
  createStream(group: string, stream: string): void;
  /** Throws AwsError ResourceNotFoundException. */
  deleteStream(group: string, stream: string): void;
  /** Throws AwsError ResourceNotFoundException. */
  streams(group: string): readonly string[];
  /** Oldest first. Throws AwsError ResourceNotFoundException. */
  events(group: string, stream: string): readonly LogEvent[];
}

/** What the service adds to the state of the cloud. */
export interface LogsState {
  readonly logs: Logs;
}

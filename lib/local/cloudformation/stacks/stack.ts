import type { ParameterValues } from '../template/parameter-values';
import type { DeletionPolicy } from '../template/template';
import type { Change } from './change';
import type { StackStatus } from './stack-status';

/** One resource of a stack, as the journal keeps it. */
export interface ResourceRecord {
  readonly logicalId: string;
  readonly type: string;
  /** Absent until it was made. */
  physicalId?: string;
  attributes: Readonly<Record<string, string | readonly string[]>>;
  /** Events do not show its attributes. @default they do */
  hidden?: boolean;
  /** Evaluated, with dynamic references left as they stand in the template: no secret is kept here. */
  properties: Readonly<Record<string, unknown>>;
  /** What a failed or cancelled update tried to reach. */
  attempted?: Readonly<Record<string, unknown>>;
  metadata?: unknown;
  dependsOn: readonly string[];
  deletionPolicy: DeletionPolicy;
  updateReplacePolicy: DeletionPolicy;
  /** The stack's tags and its own at the time of the last change. */
  tags: Readonly<Record<string, string>>;
  status: string;
  reason?: string;
  /** Milliseconds since 1970. */
  updatedAt: number;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

export interface StackEvent {
  readonly id: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  /** Milliseconds since 1970; strictly increasing. */
  readonly at: number;
  readonly status: string;
  readonly reason?: string;
  /** JSON, without the values of NoEcho parameters. */
  readonly properties?: string;
  readonly token?: string;
}

/** What a request decides about a stack besides its name: an update rolls back to the former one of these. */
export interface StackRequest {
  readonly templateBody: string;
  readonly parameters: ParameterValues;
  readonly tags: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
}

/** The last good state, kept while an update is not finished. */
interface StableState {
  readonly request: StackRequest;
  readonly resources: Readonly<Record<string, ResourceRecord>>;
  readonly imports: readonly string[];
}

export interface StackRecord {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  status: StackStatus;
  statusReason?: string;
  readonly createdAt: number;
  updatedAt?: number;
  deletedAt?: number;
  request: StackRequest;
  description?: string;
  notificationArns: readonly string[];
  roleArn?: string;
  terminationProtection: boolean;
  disableRollback: boolean;
  retainExceptOnCreate: boolean;
  timeoutInMinutes?: number;
  /** The change set that was executed last. */
  changeSetId?: string;
  policy?: string;
  outputs: readonly StackOutput[];
  /** Names of exports that its template imports. */
  imports: readonly string[];
  resources: Record<string, ResourceRecord>;
  /** Physical resources that were replaced, or made by an update that is rolled back: the clean-up phase deletes them. */
  leftovers: ResourceRecord[];
  stable?: StableState;
  changeSets: ChangeSetRecord[];
  /** Oldest first. */
  events: StackEvent[];
  /** ClientRequestToken of the operation under way. */
  token?: string;
}

export interface ChangeSetRecord {
  readonly id: string;
  readonly name: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly description?: string;
  readonly createdAt: number;
  /** ClientToken of the request that made it. */
  readonly token?: string;
  status: 'CREATE_COMPLETE' | 'FAILED';
  executionStatus:
    | 'AVAILABLE'
    | 'UNAVAILABLE'
    | 'EXECUTE_IN_PROGRESS'
    | 'EXECUTE_COMPLETE'
    | 'EXECUTE_FAILED'
    | 'OBSOLETE';
  statusReason?: string;
  readonly onStackFailure?: 'DO_NOTHING' | 'ROLLBACK' | 'DELETE';
  readonly request: StackRequest;
  readonly roleArn?: string;
  readonly notificationArns: readonly string[];
  readonly changes: readonly Change[];
}

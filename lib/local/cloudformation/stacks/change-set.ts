import type { Change } from '../execution/plan-changes';
import type { StackRequest } from './stack';

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

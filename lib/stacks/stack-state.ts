/** What a stack's status allows. A status that is in no list is unknown: it is neither changed nor deleted. */
export type StackState =
  | 'changeable'
  | 'failed-creation'
  | 'stuck'
  | 'undeleted'
  | 'busy'
  | 'being-deleted'
  | 'deleted'
  | 'unknown';

const states: Readonly<Record<string, StackState>> = {
  CREATE_COMPLETE: 'changeable',
  UPDATE_COMPLETE: 'changeable',
  UPDATE_ROLLBACK_COMPLETE: 'changeable',
  IMPORT_COMPLETE: 'changeable',
  IMPORT_ROLLBACK_COMPLETE: 'changeable',
  // Never worked: CloudFormation takes no change, only a deletion (trap T34).
  CREATE_FAILED: 'failed-creation',
  ROLLBACK_COMPLETE: 'failed-creation',
  ROLLBACK_FAILED: 'failed-creation',
  REVIEW_IN_PROGRESS: 'failed-creation',
  UPDATE_FAILED: 'stuck',
  UPDATE_ROLLBACK_FAILED: 'stuck',
  IMPORT_ROLLBACK_FAILED: 'stuck',
  DELETE_FAILED: 'undeleted',
  CREATE_IN_PROGRESS: 'busy',
  ROLLBACK_IN_PROGRESS: 'busy',
  UPDATE_IN_PROGRESS: 'busy',
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: 'busy',
  UPDATE_ROLLBACK_IN_PROGRESS: 'busy',
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: 'busy',
  IMPORT_IN_PROGRESS: 'busy',
  IMPORT_ROLLBACK_IN_PROGRESS: 'busy',
  DELETE_IN_PROGRESS: 'being-deleted',
  DELETE_COMPLETE: 'deleted',
};

export function stackState(status: string): StackState {
  return states[status] ?? 'unknown';
}

/** Whether CloudFormation works on it just now. */
export function isUnderWay(status: string): boolean {
  return ['busy', 'being-deleted'].includes(stackState(status));
}

/** Whether a stack in this state can be deleted without cutting into an operation. */
export function isDeletable(status: string): boolean {
  return ['changeable', 'failed-creation', 'stuck', 'undeleted'].includes(stackState(status));
}

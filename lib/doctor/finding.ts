export type FindingState = 'ok' | 'warning' | 'fault';

/** One thing that was looked at. */
export interface Finding {
  readonly state: FindingState;
  /** What was seen, with its numbers and names. */
  readonly saw: string;
  /** What to do about it, as a sentence that starts with a verb. @default nothing is to be done */
  readonly mend?: string;
}

export function ok(saw: string): Finding {
  return { state: 'ok', saw };
}

/** Works today, or cannot be known. */
export function warning(saw: string, mend?: string): Finding {
  return { state: 'warning', saw, ...(mend !== undefined && { mend }) };
}

/** Something that a deploy or the cleanup needs is not in place. */
export function fault(saw: string, mend?: string): Finding {
  return { state: 'fault', saw, ...(mend !== undefined && { mend }) };
}

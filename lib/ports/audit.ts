/** From where something was asked for. */
export type AuditOrigin =
  /** A comment on GitHub. */
  | { readonly kind: 'pull-request'; readonly number: number; readonly comment: number }
  /** The page that shows previews. */
  | { readonly kind: 'page' }
  /** A chat on Slack, by the ids that Slack gives. */
  | { readonly kind: 'chat'; readonly team: string; readonly channel: string };

/** How an act ended. */
export type AuditEnd = 'done' | 'refused' | 'failed' | 'interrupted';

/** What someone asked for. */
export interface AuditedAct {
  /** ISO time at which it was begun. */
  readonly at: string;
  /** Who asked: a login on GitHub; in a chat the id of a user; on a page of one's own machine the name that git says. */
  readonly by: string;
  readonly from: AuditOrigin;
  /** In the words of the grammar: `keep 3d`. */
  readonly asked: string;
  /** Raw name of the branch that it is about. @default none is known */
  readonly branch?: string;
}

/** An act and how it ended; without an end it goes on, or its run was killed. */
export interface AuditLine extends AuditedAct {
  /** Tells acts apart: the same in both lines of one. */
  readonly id: string;
  readonly end?: {
    readonly how: AuditEnd;
    /** ISO time. */
    readonly at: string;
    /** For people. @default it was done */
    readonly because?: string;
    /** Code of the error. @default none */
    readonly code?: string;
  };
}

/**
 * Who asked for what. Lines are made and never changed; who may make one cannot change or delete any. Every method throws PreviewError (fault
 * world) when it cannot.
 */
export interface Audit {
  /** Two objects an act: with `end` the second. A line that is there already stays as it is. */
  append(bucket: string, line: AuditLine): Promise<void>;
  /**
   * Takes an event for the one who asks first, and for good: who delivers events may deliver one again, and to another process.
   *
   * @returns `there` when it was taken before. Where the answer of AWS was lost, that can have been this very call.
   */
  claim(bucket: string, event: string): Promise<'made' | 'there'>;
  /** Acts since then, oldest first; what cannot be read is left out and counted by `unreadable`. */
  list(bucket: string, since: Date): Promise<{ readonly lines: readonly AuditLine[]; readonly unreadable: number }>;
}

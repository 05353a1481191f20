import type { ControlCommand, ControlVerb } from './command';

/** What became of what was asked for, for people. All of it is plain text; what others wrote is in it, too. */
export interface DeedEnd {
  readonly ended: 'done' | 'refused' | 'failed';
  /** A sentence or two. */
  readonly text: string;
  /** What else is known. @default nothing */
  readonly lines?: readonly string[];
  /** Where to look. @default nowhere */
  readonly url?: string;
  /** Lines of a log, oldest first. @default none were asked for */
  readonly log?: readonly string[];
  /** Code of the error. @default none */
  readonly code?: string;
}

/** What is asked for besides help, which the grammar answers. */
export type DeedVerb = Exclude<ControlVerb, 'help'>;

/**
 * What can be done with the preview of a branch, whether asked for in a pull request, in a chat or on a page: the same use cases as behind the
 * commands. What goes wrong is thrown as PreviewError.
 */
export type Deeds = {
  readonly [Verb in DeedVerb]: (branch: string, asked: ControlCommand<Verb>) => Promise<DeedEnd>;
};

/** Questions: they change nothing, and leave no line in the audit. */
export const questions: readonly ControlVerb[] = ['help', 'status', 'why', 'cost', 'logs'];

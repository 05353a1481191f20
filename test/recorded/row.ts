/**
 * One recorded fact of AWS. Texts may hold `<name>`, a name of the row's own, and `<0.StackId>`, a field of what the first step of
 * `given` answered; `<time>` is any time, `<any>` anything, a pattern any text that fits, and a Set a list in any order.
 */
export interface Row {
  /** Unique; a letter of its service and a number, then a letter for further cases. */
  readonly id: string;
  readonly fact: string;
  /** Calls that succeed before it. */
  readonly given?: readonly Step[];
  readonly call: Step;
  readonly answer: Answer;
  /** The test of the suite that recorded it on AWS, or the page that says so, and when; `≤` is the date of the file that has it. */
  readonly recorded: readonly [source: string, date: string];
  /** The endpoint is known to differ: once it agrees, the row fails, and loses this. */
  readonly expectedToDiffer?: {
    readonly because: string;
    /** The words of BEHAVIOUR.md that say so. */
    readonly behaviour: string;
    /** What the endpoint answers. */
    readonly here: Answer;
  };
}

/** `service:Operation` and its input; a template is an object. Every call waits until the stack that it changes is at rest. */
export type Step = readonly [operation: string, input?: object];

export interface Answer {
  readonly status?: number;
  readonly code?: string;
  readonly message?: string | RegExp;
  /** Fields of the answer or of the error, which may hold others too. */
  readonly fields?: object;
  /** Fields by their paths, where the answer has long lists. */
  readonly at?: Readonly<Record<string, unknown>>;
  /** Paths that the answer must not have: `Stacks.0.Outputs`. */
  readonly absent?: readonly string[];
  /** Of events, oldest first: `LogicalId STATE | reason`, `stack` for the stack itself. */
  readonly states?: readonly (string | RegExp)[];
  /** The one logical id, or `stack`, whose states those are; then without its name. */
  readonly of?: string;
}

/** The CloudFormation refusal that most rows have. */
export const validationError = (message: string | RegExp): Answer => ({
  status: 400,
  code: 'ValidationError',
  message,
});

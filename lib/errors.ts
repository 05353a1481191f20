/** Who has to act: the person who typed or configured, the world outside (AWS, GitHub, network), or the authors of this program. */
export type Fault = 'user' | 'world' | 'us';

/** What an error says besides its code and message. */
export interface PreviewErrorOptions {
  /** Who has to act. */
  readonly fault: Fault;
  /** What to do about it, as one sentence that starts with a verb. @default none */
  readonly hint?: string;
  /** The error underneath, kept for `--verbose`. @default none */
  readonly cause?: unknown;
  /** Every fault found, when one error stands for several. @default none */
  readonly faults?: readonly { readonly path: string; readonly message: string; readonly hint: string }[];
}

/**
 * The one error that leaves this library. `code` is stable and is in docs/errors.md; `message` says what is wrong and names the value.
 */
export class PreviewError extends Error {
  /** Who has to act. */
  readonly fault: Fault;
  /** What to do about it, as one sentence; undefined where nothing general can be said. */
  readonly hint: string | undefined;
  /** Every fault found, when the error stands for several; else empty. */
  readonly faults: NonNullable<PreviewErrorOptions['faults']>;

  constructor(
    /** Kebab-case and stable, such as `settings-invalid` or `stack-failed`. */
    readonly code: string,
    message: string,
    options: PreviewErrorOptions,
  ) {
    super(message, { cause: options.cause });
    this.name = 'PreviewError';
    this.fault = options.fault;
    this.hint = options.hint;
    this.faults = options.faults ?? [];
  }

  /** 2 when the input was wrong and nothing was tried, 1 for everything else. */
  get exitCode(): 1 | 2 {
    return this.fault === 'user' ? 2 : 1;
  }
}

/** What one request can end with while AWS works on all the same. */
const passing: ReadonlySet<string> = new Set(['throttled', 'aws-timeout', 'aws-unavailable', 'endpoint-unreachable']);

/** The error of a look that AWS did not answer: it says nothing of what is watched, and the next look may be answered. Throws others on. */
export function unanswered(error: unknown): PreviewError {
  if (!(error instanceof PreviewError) || !passing.has(error.code)) throw error;
  return error;
}

/** The same error once there is no time for another look: what was watched goes on by itself. */
export function unwatched(last: PreviewError): PreviewError {
  return new PreviewError(last.code, last.message, {
    fault: last.fault,
    hint: 'CloudFormation goes on; the same command takes it up.',
    cause: last.cause,
  });
}

/** An error that the caller can go on without. An interruption is none, nor is a defect of ours: those are thrown on. */
export function survivable(error: unknown): PreviewError {
  if (!(error instanceof PreviewError) || error.code === 'interrupted') throw error;
  return error;
}

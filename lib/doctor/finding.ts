import { PreviewError } from '../errors';

export type FindingState = 'ok' | 'warning' | 'fault';

/** One thing that was looked at. */
export interface Finding {
  readonly state: FindingState;
  /** What was seen, with its numbers and names. */
  readonly saw: string;
  /** What to do about it, as a sentence that starts with a verb. @default nothing is to be done */
  readonly mend?: string;
  /** Title of the check whose fault kept this one from being looked at. @default it was looked at */
  readonly under?: string;
}

/** What a check found. */
export interface Checked {
  readonly name: string;
  readonly title: string;
  readonly findings: readonly Finding[];
}

export function ok(saw: string): Finding {
  return { state: 'ok', saw };
}

/** Works today, or cannot be known. */
export function warning(saw: string, fix?: string): Finding {
  return { state: 'warning', saw, ...(fix !== undefined && { mend: fix }) };
}

/** Something that a deploy or the cleanup needs is not in place. */
export function fault(saw: string, fix?: string): Finding {
  return { state: 'fault', saw, ...(fix !== undefined && { mend: fix }) };
}

/** Errors that pass, or that say nothing of what was asked for. */
const passing = ['throttled', 'aws-timeout', 'aws-unavailable', 'github-rate-limit', 'github-unavailable'];

/** The finding of a look that failed: what could not be asked is a warning, what is wrong a fault. */
export function findingOfError(error: unknown): Finding {
  if (!(error instanceof PreviewError)) {
    const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return fault(`could not be looked at: ${message}`);
  }
  const { code, message, hint } = error;
  if (code === 'access-denied') return warning(`may not be asked: ${message}`, hint);
  const saw = `could not be looked at: ${message}`;
  return passing.includes(code) ? warning(saw, hint) : fault(saw, hint);
}

/** A finding for each item, side by side; one that cannot be looked at does not end the others. */
export function eachOf<Item>(
  items: readonly Item[],
  look: (item: Item) => Promise<Finding>,
): Promise<readonly Finding[]> {
  return Promise.all(items.map((item) => look(item).catch(findingOfError)));
}

/** What is found when there are no settings to look by: each of their faults, and nothing else. */
export function settingsFault(error: PreviewError): Checked {
  const { faults } = error;
  const each = faults.map(({ path, message, hint }) => fault(`${path}: ${message}`, hint));
  return { name: 'settings', title: 'settings', findings: each.length > 0 ? each : [findingOfError(error)] };
}

import { PreviewError } from '../errors';
import { type Finding, fault, warning } from './finding';

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

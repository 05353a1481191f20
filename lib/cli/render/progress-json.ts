import type { Progress } from '../../progress';
import type { Terminal } from './terminal';

/** Every event as one line of JSON, on standard error. */
export function jsonProgress(terminal: Terminal): Progress {
  return { emit: (event) => terminal.err(JSON.stringify(event)) };
}

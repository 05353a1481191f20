import type { Progress } from '../../progress';
import { harmlessJson } from '../../text/visible';
import type { Terminal } from './terminal';

/** Every event as one line of JSON, on standard error. */
export function jsonProgress(terminal: Terminal): Progress {
  return { emit: (event) => terminal.err(harmlessJson(event)) };
}

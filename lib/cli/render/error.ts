import { PreviewError } from '../../errors';
import { plain } from '../../text/visible';
import type { Terminal } from './terminal';

/** What went wrong, what to do about it, and every fault found. The stack trace only for our own faults or when asked. */
export function renderError(terminal: Terminal, error: unknown, verbose: boolean): void {
  const { red, bold, dim } = terminal.colors;
  const known = error instanceof PreviewError ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(`${red(bold('error'))} ${plain(message)}${known ? dim(` (${known.code})`) : ''}`);
  for (const fault of known?.faults ?? []) {
    terminal.err(`  ${bold(plain(fault.path))}: ${plain(fault.message)}`);
    terminal.err(`    ${plain(fault.hint)}`);
  }
  if (known?.hint) terminal.err(`  ${plain(known.hint)}`);
  if (!known || known.fault === 'us')
    terminal.err('  This is a fault of preview-stacks: please report it with the trace below.');
  if (error instanceof Error && (verbose || !known || known.fault === 'us')) {
    for (let at: unknown = error; at instanceof Error; at = at.cause) terminal.err(dim(plain(at.stack ?? at.message)));
  }
}

/** The same for machines. */
export function errorDocument(error: unknown): object {
  if (!(error instanceof PreviewError))
    return { error: { code: 'internal', message: error instanceof Error ? error.message : String(error) } };
  const { code, message, fault, hint, faults } = error;
  return { error: { code, message, fault, ...(hint ? { hint } : {}), ...(faults.length > 0 ? { faults } : {}) } };
}

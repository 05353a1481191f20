import type { Progress } from '../progress';
import { harmlessJson } from '../text/visible';
import type { CommonOptions, Invocation } from './command';
import { openClock } from './compose/clock';
import { liveProgress } from './render/clock/live-progress';
import { jsonProgress } from './render/progress-json';
import { textProgress } from './render/progress-text';

/** How progress is drawn: a live block for a person at a terminal, lines for a log, or JSON lines. */
export function progressOf(
  { terminal, signal }: Pick<Invocation, 'terminal' | 'signal'>,
  options: CommonOptions,
): Progress {
  if (options.json) return jsonProgress(terminal);
  const clock = openClock();
  return terminal.interactive ? liveProgress(terminal, clock, signal) : textProgress(terminal, clock);
}

/** Prints the result of a command: one JSON document, or lines for people. */
export function answer(
  { terminal }: Invocation,
  options: CommonOptions,
  document: unknown,
  lines: () => readonly string[],
): void {
  if (options.json) terminal.out(harmlessJson(document, 2));
  else for (const line of lines()) terminal.out(line);
}

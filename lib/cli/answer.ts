import type { Progress } from '../progress';
import { harmlessJson } from '../text/visible';
import type { CommonOptions, Invocation } from './command';
import { jsonProgress } from './render/progress-json';
import { textProgress } from './render/progress-text';

/** How progress is drawn: for people, or as JSON lines. */
export function progressOf({ terminal }: Pick<Invocation, 'terminal'>, options: CommonOptions): Progress {
  return options.json ? jsonProgress(terminal) : textProgress(terminal);
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

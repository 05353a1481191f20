import type { DueReport, DueResult } from '../../../sleep/due-request';
import type { SleepAct, SleepDecision } from '../../../sleep/plan/sleep-plan';
import { duration } from '../../../text/duration';
import { plain } from '../../../text/visible';
import { table } from '../table';
import type { Terminal } from '../terminal';

interface Row {
  readonly decision: SleepDecision;
  readonly result: DueResult | undefined;
}

/** What is due, and what became of it, for people: the table first, the last line counts. */
export function dueLines(report: DueReport, { colors }: Terminal): readonly string[] {
  const { decisions, executed, results, incomplete, milliseconds } = report;
  const resultOf = new Map(results.map((result) => [result.stackName, result]));
  const rows = decisions.map((decision) => ({ decision, result: resultOf.get(decision.preview.stack.name) }));
  const lines = rows.length === 0 ? ['There are no previews.'] : table(columns, rows);
  for (const { outcome, branch, because = '' } of results)
    if (outcome !== 'done') lines.push(`${colors.red(outcome)} ${plain(branch)}: ${plain(because)}`);
  if (incomplete !== undefined) lines.push(`${colors.red('Not all stacks could be listed')}: ${plain(incomplete)}`);
  const acts = decisions.filter(({ act }) => act !== 'nothing').length;
  if (!executed) return [...lines, '', acts === 0 ? 'Nothing is due.' : `${acts} to do: run it again with --execute.`];
  const done = results.filter(({ outcome }) => outcome === 'done').length;
  return [...lines, '', `${done} of ${acts} done in ${duration(milliseconds)}.`];
}

const words: Readonly<Record<SleepAct, readonly [planned: string, done: string]>> = {
  sleep: ['sleep', 'asleep'],
  wake: ['wake', 'awake'],
  release: ['release', 'released'],
  nothing: ['–', '–'],
};

const columns = [
  { title: 'BRANCH', cell: ({ decision }: Row) => plain(decision.preview.branch) },
  {
    title: 'DUE',
    cell: ({ decision: { act }, result }: Row) =>
      result !== undefined && result.outcome !== 'done' ? result.outcome : words[act][result === undefined ? 0 : 1],
  },
  { title: 'WHY', cell: ({ decision }: Row) => plain(decision.because) },
];

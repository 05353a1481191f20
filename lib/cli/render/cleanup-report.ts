import type { CleanupReport } from '../../cleanup/cleanup-request';
import type { Decision } from '../../previews/plan';
import { duration } from './duration';
import { plain } from './plain';
import { table } from './table';
import type { Terminal } from './terminal';

/** What a cleanup decided and did, for people: the table first, the last line says what is left. */
export function reportLines(report: CleanupReport, { colors }: Terminal): string[] {
  const { plan, executed, results } = report;
  const doomed = plan.decisions.filter(({ verdict }) => verdict === 'delete').length;
  const lines = plan.decisions.length === 0 ? ['There are no previews.'] : table(columns, plan.decisions);
  for (const name of plan.unowned)
    lines.push(`${plain(name)} is named like a preview but has no readable tags: left alone.`);
  for (const targetId of executed ? [] : plan.leftovers)
    lines.push(`${plain(targetId)}/ in the bundle bucket belongs to nobody: to be swept.`);
  if (plan.refusal)
    return [...lines, '', `${colors.red('Refused')}: ${plain(plan.refusal.because)} ${plain(plan.refusal.hint)}`];
  if (!executed) {
    const todo = doomed + plan.leftovers.length;
    return [
      ...lines,
      '',
      todo === 0
        ? 'Nothing to do.'
        : `Would delete ${count(doomed, 'preview')}. Nothing was changed: --execute deletes.`,
    ];
  }
  const deleted = results.filter(({ outcome }) => outcome === 'deleted').length;
  for (const { name, because } of report.left) lines.push(`${colors.red('left')} ${plain(name)}: ${plain(because)}`);
  return [
    ...lines,
    '',
    `${count(deleted, 'preview')} deleted in ${duration(report.milliseconds)}, ${report.left.length} left.`,
  ];
}

const columns = [
  { title: 'BRANCH', cell: ({ preview }: Decision) => plain(preview.branch) },
  { title: 'STACK', cell: ({ preview }: Decision) => plain(preview.stack.name) },
  { title: 'STATE', cell: ({ preview }: Decision) => plain(preview.stack.status) },
  { title: '', cell: ({ verdict }: Decision) => verdict.toUpperCase() },
  { title: 'BECAUSE', cell: ({ because }: Decision) => plain(because) },
];

const count = (many: number, what: string) => `${many} ${what}${many === 1 ? '' : 's'}`;

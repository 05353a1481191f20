import type { CleanupReport } from '../../cleanup/cleanup-request';
import { type Sum, sumText } from '../../cost/sum';
import type { CleanupCounts } from '../../ports/heartbeats';
import { foreignText, formerlyHint } from '../../previews/foreign-repositories';
import type { CleanupPlan, Decision } from '../../previews/plan';
import type { RemovalResult } from '../../previews/removal-result';
import { duration } from '../../text/duration';
import { plain } from '../../text/visible';
import { table } from './table';
import type { Terminal } from './terminal';

/** One preview: what was decided, and what became of it. */
interface Row {
  readonly decision: Decision;
  readonly result: RemovalResult | undefined;
}

/**
 * What a cleanup decided and did, for people: the table first, the last line says what is left.
 *
 * @param saving what the previews cost a day that went, or would go. @default not known
 */
export function reportLines(report: CleanupReport, { colors }: Terminal, saving?: Sum): string[] {
  const { plan, executed, results } = report;
  const resultOf = new Map(results.map((result) => [result.stackId, result]));
  const rows = plan.decisions
    .map((decision) => ({ decision, result: resultOf.get(decision.preview.stack.id) }))
    .sort((a, b) => order(a) - order(b));
  const lines = rows.length === 0 ? [`There are no previews${ofThisOne(plan)}.`] : table(columns, rows);
  if (report.missingApplication) {
    const { stackName, region, account } = report.missingApplication;
    lines.push(
      `No application stack is here: ${plain(stackName)} is not ready in ${plain(region)} of account ${plain(account)}. If previews run elsewhere, correct \`region\` and \`account\`.`,
    );
  }
  for (const name of plan.unowned)
    lines.push(`${plain(name)} is named like a preview but has no readable tags: left alone.`);
  for (const one of plan.foreign)
    lines.push(`${colors.yellow('!')} ${plain(foreignText(one))}. ${plain(formerlyHint(one.repository))}`);
  if (plan.otherFolders.length > 0) lines.push(otherFoldersText(plan.otherFolders));
  for (const targetId of executed ? [] : plan.leftovers)
    lines.push(`${plain(targetId)}/ in the bundle bucket belongs to no preview: to be swept.`);
  for (const { targetId, objects } of report.swept)
    lines.push(`${plain(targetId)}/ in the bundle bucket belonged to no preview: ${count(objects, 'object')} swept.`);
  for (const { stackName, retained = [] } of results)
    for (const { logicalId, type, physicalId } of retained)
      lines.push(
        `${plain(stackName)} keeps ${plain(physicalId)} (${plain(logicalId)}, ${plain(type)}), as its template says.`,
      );
  if (plan.refusal)
    return [...lines, '', `${colors.red('Refused')}: ${sentence(plan.refusal.because)} ${plain(plan.refusal.hint)}`];
  if (saving) lines.push(`${executed ? 'Saves' : 'Would save'} ${sumText(saving)}.`);
  if (!executed) return [...lines, '', proposal(report)];
  for (const { name, because } of report.left) lines.push(`${colors.red('left')} ${plain(name)}: ${plain(because)}`);
  return [...lines, '', `${summary(report.counts)} in ${duration(report.milliseconds)}. ${leftText(report)}`];
}

const columns = [
  { title: 'BRANCH', cell: ({ decision }: Row) => plain(decision.preview.branch) },
  { title: 'STACK', cell: ({ decision }: Row) => plain(decision.preview.stack.name) },
  { title: 'STATE', cell: ({ decision }: Row) => plain(decision.preview.stack.status) },
  { title: 'CLEANUP', cell: ({ decision, result }: Row) => (result?.outcome ?? decision.verdict).toUpperCase() },
  { title: 'BECAUSE', cell: because },
];

/** One line, whatever somebody puts there. */
function otherFoldersText(folders: readonly string[]): string {
  const shown = folders.slice(0, 3).map((name) => `"${plain(name.slice(0, 60))}/"`);
  const more = folders.length > 3 ? ` and ${folders.length - 3} more` : '';
  return `${count(folders.length, 'folder')} of the bundle bucket named like no preview: left alone (${shown.join(', ')}${more}).`;
}

/** What errors say may end with a full stop or without. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? plain(text) : `${plain(text)}.`;
}

/** What needs a look last, right above the summary. */
const outcomes = ['keep', 'unknown', 'delete', 'deleted', 'skipped', 'unfinished', 'failed'];

function order({ decision, result }: Row): number {
  return outcomes.indexOf(result?.outcome ?? decision.verdict);
}

function because({ decision, result }: Row): string {
  if (result === undefined || result.outcome === 'deleted') return plain(decision.because);
  const { resource } = result;
  const named = resource && !result.because.includes(resource.reason);
  return plain(named ? `${result.because} (${resource.logicalId}: ${resource.reason})` : result.because);
}

function proposal({ plan }: CleanupReport): string {
  const toDelete = plan.decisions.filter(({ verdict }) => verdict === 'delete').length;
  const folders = plan.leftovers.length;
  if (toDelete + folders === 0) return 'Nothing to do.';
  const what = [
    ...(toDelete > 0 ? [`delete ${count(toDelete, 'preview')} of ${plan.decisions.length}`] : []),
    ...(folders > 0 ? [`sweep ${count(folders, 'folder')}`] : []),
  ];
  return `Would ${what.join(' and ')}. Nothing was changed: --execute does it.`;
}

function summary({ deleted, kept, skipped, failed, unfinished }: CleanupCounts): string {
  const others = { kept, skipped, failed, unfinished };
  const said = Object.entries(others).flatMap(([word, many]) => (many > 0 ? [`${many} ${word}`] : []));
  return [`${count(deleted, 'preview')} deleted`, ...said].join(', ');
}

function leftText({ counts, plan }: CleanupReport): string {
  return `${counts.left} left${ofThisOne(plan)}.`;
}

/** What is said of previews holds for those of this repository only. */
function ofThisOne({ foreign }: CleanupPlan): string {
  return foreign.length === 0 ? '' : ' of this repository';
}

const count = (many: number, what: string) => `${many} ${what}${many === 1 ? '' : 's'}`;

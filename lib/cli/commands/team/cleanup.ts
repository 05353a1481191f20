import { cleanup } from '../../../cleanup/cleanup';
import type { CleanupReport } from '../../../cleanup/cleanup-request';
import { costDocument } from '../../../cost/of-target';
import { PreviewError } from '../../../errors';
import { answer, progressOf } from '../../answer';
import { cleanupEnd } from '../../cleanup-end';
import type { Command, Invocation, Run } from '../../command';
import { announceRemovals, announcingOf } from '../../compose/announce';
import { Billed, type Standing } from '../../compose/billed';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { openPricesOrWarn } from '../../compose/prices';
import { noAnnounce } from '../../flags';
import { reportLines } from '../../render/cleanup-report';
import { anyPreview } from '../../session';

export const command = {
  group: 'team',
  summary: 'show previews without a branch; --execute deletes them',
  description: 'Shows which previews have lost their branch. With --execute, deletes them.',
  example: 'cleanup --execute',
  flags: {
    '--execute': 'delete; without it nothing is changed',
    '--max-deletions <count>': 'allow this many deletions in this run, whatever the settings say',
    '--max-share <fraction>': 'allow this share of the previews (0 to 1) in this run, whatever the settings say',
    '--max-minutes <minutes>':
      'begin nothing new after so many minutes, whatever the settings say; the next run goes on',
    ...noAnnounce,
  },
} as const satisfies Command;

/** `cleanup`: shows the plan; acts with --execute only. */
export const run: Run<typeof command> = async (given, options) => {
  const maxDeletions = limitOf(
    '--max-deletions',
    options.maxDeletions,
    (value) => Number.isInteger(value) && value >= 0,
  );
  const maxShare = limitOf('--max-share', options.maxShare, (value) => value >= 0 && value <= 1);
  const maxMinutes = limitOf('--max-minutes', options.maxMinutes, (value) => value > 0 && Number.isFinite(value));
  const session = await openSession(given, options);
  const settings = session.settingsOf(anyPreview);
  const invocation: Invocation = { ...given, waitMinutes: maxMinutes ?? settings.values.cleanup.maxMinutes };
  const progress = progressOf(invocation, options);
  const execute = options.execute === true;
  // A dry run changes nothing, so it announces nothing.
  const outputs = execute ? await announcingOf(invocation, session, settings, options, progress) : undefined;
  const ports = await openPorts(invocation, session, settings, progress);
  try {
    const report = await cleanup(ports, {
      settings,
      execute,
      ...(outputs?.github && { removalNotices: ports.removalNotices }),
      ...(maxDeletions !== undefined && { maxDeletions }),
      ...(maxShare !== undefined && { maxShare }),
      ...(maxMinutes !== undefined && { maxMinutes }),
      signal: invocation.signal,
    }).catch(async (error: unknown) => {
      const because = error instanceof Error ? error.message : String(error);
      const stopped = { how: 'failed', because } as const;
      if (outputs && !invocation.signal.aborted)
        await announceRemovals(ports, settings, outputs, { results: [], left: [], stopped }, invocation.signal);
      throw error;
    });
    const announced =
      outputs && (await announceRemovals(ports, settings, outputs, cleanupEnd(report), invocation.signal));
    const saving = new Billed(session, await openPricesOrWarn(session, progress)).together(leaving(report));
    const savesPerDay = costDocument(saving);
    const document = { ...report, ...(savesPerDay && { savesPerDay }), ...(announced && { announced }) };
    answer(invocation, options, document, () => reportLines(report, invocation.terminal, saving));
    return report.plan.refusal || report.left.length > 0 ? 1 : 0;
  } finally {
    await ports.close();
  }
};

/** The previews that a run deleted, or would delete. */
function leaving({ plan, executed, results }: CleanupReport): Standing[] {
  if (plan.refusal) return [];
  const deleted = new Set(results.flatMap(({ outcome, stackId }) => (outcome === 'deleted' ? [stackId] : [])));
  return plan.decisions
    .filter(({ verdict, preview }) => (executed ? deleted.has(preview.stack.id) : verdict === 'delete'))
    .map(({ preview: { branch, stack, record } }) => ({
      ...{ target: { kind: 'preview', branch }, state: stack.status },
      asleep: typeof record === 'object' && record.sleep?.state === 'asleep',
    }));
}

const hints = {
  '--max-deletions': 'It takes a whole number.',
  '--max-share': 'It takes a number from 0 to 1.',
  '--max-minutes': 'It takes a number of minutes above 0.',
} as const;

function limitOf(
  flag: keyof typeof hints,
  text: string | undefined,
  fits: (value: number) => boolean,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && fits(value)) return value;
  throw new PreviewError('option-invalid', `${flag} is "${text}"`, {
    fault: 'user',
    hint: hints[flag],
  });
}

import { PreviewError } from '../../../errors';
import { sleep } from '../../../sleep/sleep';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { announceSleepOf, announcingOf } from '../../compose/announce';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { runDue } from '../../compose/sleep/run-due';
import { branch, noAnnounce } from '../../flags';
import { previewOfBranch } from '../../preview-of-branch';
import { sleepLines } from '../../render/sleep/sleep-lines';

export const command = {
  group: 'every-day',
  summary: 'stop instances and database of a preview for a while',
  description:
    'Puts a preview to sleep: its instances end, and its database is stopped. What the database and the bucket hold stays. Its URL answers 503 until `wake`, or until the next push. Only previews behind a balancer sleep.',
  example: 'sleep --branch login-page',
  flags: {
    ...branch,
    '--due': 'instead: show which previews are to sleep or to wake by the settings',
    '--execute': 'with --due: do it',
    ...noAnnounce,
  },
} as const satisfies Command;

/** `sleep`: what sleeps, and what goes on costing. */
export const run: Run<typeof command> = async (invocation, options) => {
  if (options.due) {
    if (options.branch !== undefined) throw excluded('--due is about all previews, and --branch names one');
    return runDue(invocation, options);
  }
  if (options.execute) throw excluded('--execute goes with --due alone');
  const session = await openSession(invocation, options);
  const settings = await previewOfBranch(session, options, 'which never sleeps');
  const progress = progressOf(invocation, options);
  const outputs = await announcingOf(invocation, session, settings, options, progress);
  const ports = await openPorts(invocation, session, settings, progress);
  try {
    const outcome = await sleep(ports, { settings, signal: invocation.signal });
    const announced = await announceSleepOf(ports, settings, outputs);
    answer(invocation, options, { ...outcome, ...(announced && { announced }) }, () => sleepLines(outcome));
    return 0;
  } finally {
    await ports.close();
  }
};

function excluded(message: string): PreviewError {
  return new PreviewError('option-invalid', message, { fault: 'user', hint: 'Leave one of them out.' });
}

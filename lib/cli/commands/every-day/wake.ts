import { wake } from '../../../sleep/wake';
import { duration } from '../../../text/duration';
import { plain } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { announceSleepOf, announcingOf } from '../../compose/announce';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch, noAnnounce } from '../../flags';
import { previewOfBranch } from '../../preview-of-branch';

export const command = {
  group: 'every-day',
  summary: 'wake a preview that is asleep',
  description:
    'Starts the database of a preview that is asleep, then its instances, and waits until it answers, as a deploy does. A push wakes it as well. The last line of standard output is the URL.',
  example: 'wake --branch login-page',
  flags: { ...branch, ...noAnnounce },
} as const satisfies Command;

/** `wake`: the URL is the last line of standard output. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const settings = await previewOfBranch(session, options, 'which never sleeps');
  const progress = progressOf(invocation, options);
  const outputs = await announcingOf(invocation, session, settings, options, progress);
  const ports = await openPorts(invocation, session, settings, progress);
  const { terminal, signal } = invocation;
  try {
    const outcome = await wake(ports, { settings, signal });
    const announced = await announceSleepOf(ports, settings, outputs);
    if (!options.json) {
      const how = outcome.kind === 'already' ? 'is awake' : `is awake after ${duration(outcome.milliseconds)}`;
      terminal.err(`${plain(outcome.branch)} ${how}.`);
    }
    answer(invocation, options, { ...outcome, ...(announced && { announced }) }, () => [plain(outcome.url)]);
    return 0;
  } finally {
    await ports.close();
  }
};

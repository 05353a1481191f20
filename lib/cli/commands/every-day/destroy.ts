import { destroy } from '../../../cleanup/destroy';
import { namesOf } from '../../../naming/resource-names';
import { plain } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { announceRemovals, announcingOf } from '../../compose/announce';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { checkConfirmation, unconfirmed } from '../../confirmation';
import { branch, noAnnounce, target } from '../../flags';
import { chooseTarget } from '../../session';

export const command = {
  group: 'every-day',
  summary: 'delete what runs for a branch or target, with its data',
  description:
    'Deletes the environment stack of a branch or target with its data, whether or not the branch still exists.',
  example: 'destroy --branch login-page',
  flags: {
    ...branch,
    ...target,
    '--confirm <stack>': 'the name of the stack, typed out; required for staging and production',
    ...noAnnounce,
  },
} as const satisfies Command;

/** `destroy`: one environment stack with its data. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const target = await chooseTarget(session, options);
  const settings = session.settingsOf(target);
  const { stackName } = namesOf(settings.project, target);
  const confirmed = checkConfirmation(options.confirm, stackName);
  const progress = progressOf(invocation, options);
  const announcing =
    target.kind === 'preview' ? await announcingOf(invocation, session, settings, options, progress) : undefined;
  const ports = await openPorts(invocation, session, settings, progress);
  try {
    const outcome = await destroy(ports, {
      settings,
      confirmed,
      ...(announcing?.github && { removalNotices: ports.removalNotices }),
      signal: invocation.signal,
    });
    if (outcome.kind === 'unconfirmed') throw unconfirmed(stackName);
    const results = outcome.kind === 'tried' ? [outcome.result] : [];
    // The person who destroys it sees that it is gone. GitHub still shows it, so only GitHub gets the news.
    const outputs = announcing?.github
      ? { deployments: announcing.deployments, pullRequests: announcing.pullRequests }
      : undefined;
    const announced =
      outputs && (await announceRemovals(ports, settings, outputs, { results, left: [] }, invocation.signal));
    answer(invocation, options, { ...outcome, ...(announced && { announced }) }, () =>
      outcome.kind === 'nothing-there'
        ? [`There is no stack ${stackName}.`]
        : [`${plain(outcome.result.stackName)}: ${outcome.result.outcome}, ${plain(outcome.result.because)}`],
    );
    return outcome.kind === 'nothing-there' || outcome.result.outcome === 'deleted' ? 0 : 1;
  } finally {
    await ports.close();
  }
};

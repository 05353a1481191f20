import { destroy } from '../../../cleanup/destroy';
import { PreviewError } from '../../../errors';
import { namesOf } from '../../../naming/resource-names';
import type { Target } from '../../../naming/target';
import { plain } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { announceRemovals, announcingOf } from '../../compose/announce';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { checkConfirmation, unconfirmed } from '../../confirmation';
import { branch, noAnnounce, target } from '../../flags';
import { chooseBranch, chooseTarget, type Session } from '../../session';

export const command = {
  group: 'every-day',
  summary: 'delete what runs for a branch or target, with its data',
  description:
    'Deletes the environment stack of a branch or target with its data, whether or not the branch still exists. Without --branch and --target that is the branch checked out.',
  example: 'destroy --branch login-page',
  flags: {
    ...branch,
    ...target,
    '--preview': 'the preview of the branch, also when pushes to it deploy staging or production now',
    '--confirm <stack>': 'the name of the stack, typed out; required for staging and production',
    ...noAnnounce,
  },
} as const satisfies Command;

/** Never a stage by its branch: who names the branch may mean the preview that it had before. */
async function chosen(session: Session, options: Parameters<Run<typeof command>>[1]): Promise<Target> {
  if (options.preview === true) {
    if (options.target === undefined) return { kind: 'preview', branch: await chooseBranch(session, options) };
    const hint = 'Give one of them.';
    throw new PreviewError('option-invalid', 'Both --preview and --target were given', { fault: 'user', hint });
  }
  const target = await chooseTarget(session, options);
  if (target.kind === 'preview' || options.target !== undefined) return target;
  const { branch } = session.settingsOf(target);
  throw new PreviewError(
    'option-invalid',
    `Pushes to ${branch} deploy ${target.kind}, which no branch stands for here`,
    {
      fault: 'user',
      hint: `Give --target ${target.kind} for it, or --preview for a preview that the branch had before.`,
    },
  );
}

/** `destroy`: one environment stack with its data. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const target = await chosen(session, options);
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

import { rollback } from '../../../deploy/rollback/rollback';
import type { RollbackOutcome, RollbackPlan } from '../../../deploy/rollback/rollback-request';
import type { Target } from '../../../naming/target';
import { duration } from '../../../text/duration';
import { shortHash } from '../../../text/short-hash';
import { harmlessJson, plain } from '../../../text/visible';
import { progressOf } from '../../answer';
import type { Command, Invocation, Run } from '../../command';
import { announcerOf, announcingOf } from '../../compose/announce';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { agreeToRollback } from '../../confirmation';
import { branch, noAnnounce, target } from '../../flags';
import { promptOf } from '../../prompt';
import { planLines } from '../../render/history-lines';
import { chooseTarget } from '../../session';

export const command = {
  group: 'every-day',
  summary: 'bring back the version that ran before',
  description:
    'Brings a former version of a branch or target back: its bundles and its commit, in the stack as it is deployed. Nothing is built, and no settings of this checkout are deployed. The database, the files and the settings stay as they are. Production asks first. The next push deploys forward as ever. The last line of standard output is the URL.',
  example: 'rollback --target production',
  flags: {
    ...branch,
    ...target,
    '--to <version>':
      'a number of `history`, or 7 digits or more of a commit or of the hash of a bundle. Default: the version that ran before',
    '--service <name>': 'only this service goes back. Default: all',
    '--yes': 'do not ask, for production too',
    ...noAnnounce,
  },
} as const satisfies Command;

/** `rollback`: the URL is the last line of standard output. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const target = await chooseTarget(session, options);
  const settings = session.settingsOf(target);
  const progress = progressOf(invocation, options);
  const outputs = await announcingOf(invocation, session, settings, options, progress);
  const announcer = outputs && announcerOf(session, settings, { outputs, progress, kept: false });
  const ports = await openPorts(invocation, session, settings, announcer ?? progress);
  const { terminal, signal } = invocation;
  try {
    const outcome = await rollback(ports, {
      ...{ settings, signal },
      ...(options.to !== undefined && { to: options.to }),
      ...(options.service !== undefined && { service: options.service }),
      agree: (plan) => agree(invocation, plan, { target, yes: options.yes === true, isJson: options.json === true }),
    }).catch(async (error: unknown) => {
      await announcer?.rollbackFailed(error);
      throw error;
    });
    const announced =
      outcome.kind === 'rolled-back' ? await announcer?.ended({ ...outcome, kind: 'deployed' }) : undefined;
    if (options.json) terminal.out(harmlessJson({ ...outcome, ...(announced && { announced }) }, 2));
    else {
      for (const line of lastWords(outcome)) terminal.err(line);
      if (outcome.kind === 'rolled-back') terminal.out(plain(outcome.url));
    }
    return outcome.kind === 'rolled-back' ? 0 : 1;
  } finally {
    await ports.close();
  }
};

/** Shows what would happen; production wants a yes. */
async function agree(
  invocation: Invocation,
  plan: RollbackPlan,
  { target, yes, isJson }: { readonly target: Target; readonly yes: boolean; readonly isJson: boolean },
): Promise<boolean> {
  const what = target.kind === 'preview' ? target.branch : target.kind;
  if (!isJson) for (const line of planLines(plan, what)) invocation.terminal.err(line);
  return yes || target.kind !== 'production' || agreeToRollback(plan, isJson ? undefined : promptOf(invocation));
}

/** How the rollback ended. */
export function lastWords(outcome: RollbackOutcome): readonly string[] {
  if (outcome.kind === 'declined') return ['Nothing was changed.'];
  const { back, milliseconds } = outcome;
  const which = back.services ? `${back.services.map(plain).join(', ')} ` : '';
  return [
    `${which}back from ${shortHash(back.from)} to ${shortHash(back.to)} in ${duration(milliseconds)}. The next push deploys forward.`,
  ];
}

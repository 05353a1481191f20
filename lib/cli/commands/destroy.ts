import { destroy } from '../../cleanup/destroy';
import { namesOf } from '../../naming/resource-names';
import { answer, progressOf } from '../answer';
import type { Run } from '../command';
import { openWorld } from '../compose';
import { checkConfirmation, unconfirmed } from '../confirmation';
import { plain } from '../render/plain';
import { chooseTarget, openSession, type TargetOptions } from '../session';

interface DestroyOptions extends TargetOptions {
  readonly confirm?: string;
}

/** `destroy`: one environment stack with its data. */
export const run: Run<DestroyOptions> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const target = await chooseTarget(session, options);
  const settings = session.settingsOf(target);
  const { stackName } = namesOf(settings.project, target);
  const confirmed = checkConfirmation(options.confirm, stackName);
  const world = await openWorld(invocation, session, settings, progressOf(invocation, options));
  try {
    const outcome = await destroy(world, { settings, confirmed, signal: invocation.signal });
    if (outcome.kind === 'unconfirmed') throw unconfirmed(stackName);
    answer(invocation, options, outcome, () =>
      outcome.kind === 'nothing-there'
        ? [`There is no stack ${stackName}.`]
        : [`${plain(outcome.result.stackName)}: ${outcome.result.outcome}, ${plain(outcome.result.because)}`],
    );
    return outcome.kind === 'nothing-there' || outcome.result.outcome === 'deleted' ? 0 : 1;
  } finally {
    await world.close();
  }
};

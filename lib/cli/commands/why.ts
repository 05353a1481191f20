import { why } from '../../cleanup/plan/why';
import { targetOfBranch } from '../../settings/target-of-branch';
import { answer, progressOf } from '../answer';
import type { Run } from '../command';
import { openSession } from '../compose/open-session';
import { openWorld } from '../compose/ports';
import { explanationLines } from '../render/explanation';
import { anyPreview, chooseBranch, type TargetOptions } from '../session';

/** `why`: one decision of cleanup with the data that it was made of. */
export const run: Run<TargetOptions> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const branch = await chooseBranch(session, options);
  const settings = session.settingsOf(anyPreview);
  const world = await openWorld(invocation, session, settings, progressOf(invocation, options));
  try {
    const explained = await why(world, { settings, branch, signal: invocation.signal });
    const { kind } = targetOfBranch(session.file, branch);
    answer(invocation, options, explained, () => explanationLines(explained, kind));
    return 0;
  } finally {
    await world.close();
  }
};

import { why } from '../../cleanup/why';
import { answer, progressOf } from '../answer';
import type { Run } from '../command';
import { openWorld } from '../compose';
import { plain } from '../render/plain';
import { anyPreview, chooseBranch, openSession, type TargetOptions } from '../session';

/** `why`: one decision of cleanup with the data that it was made of. */
export const run: Run<TargetOptions> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const branch = await chooseBranch(session, options);
  const settings = session.settingsOf(anyPreview);
  const world = await openWorld(invocation, session, settings, progressOf(invocation, options));
  try {
    const explained = await why(world, { settings, branch, signal: invocation.signal });
    answer(invocation, options, explained, () => [
      `branch      ${plain(branch)}`,
      `hash        ${explained.branchHash}`,
      `on remote   ${explained.branchAlive === 'unknown' ? 'unknown: the branches could not be listed' : explained.branchAlive ? 'yes' : 'no'}`,
      `stack       ${explained.stackName}`,
      ...(explained.decisions.length === 0 ? ['decision    none: it has no preview'] : []),
      ...explained.decisions.flatMap(({ preview, verdict, reason, because }) => [
        `state       ${plain(preview.stack.status)}`,
        `last change ${(preview.stack.updatedAt ?? preview.stack.createdAt).toISOString()}`,
        `decision    ${verdict} (${reason})`,
        `because     ${plain(because)}`,
      ]),
      ...(explained.plan.refusal
        ? [`but         the whole run is refused: ${plain(explained.plan.refusal.because)}`]
        : []),
    ]);
    return 0;
  } finally {
    await world.close();
  }
};

import { release } from '../../../instances/hold/release';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch } from '../../flags';
import { previewOfBranch } from '../../preview-of-branch';
import { releaseLines } from '../../render/hold/hold-lines';

export const command = {
  group: 'every-day',
  summary: 'end the instance that is held, with what is on its disk',
  description:
    'Ends the instance of a preview that `hold` took out of traffic, and gives its service as many instances as before. What is on its disk is gone.',
  example: 'release --branch login-page',
  flags: {
    ...branch,
    '--instance <id>': 'this one: `i-…`. Default: all that are held',
  },
} as const satisfies Command;

/** `release`: what became of each. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const settings = await previewOfBranch(session, options, 'of which no instance is held');
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const outcome = await release(ports, {
      settings,
      ...(options.instance !== undefined && { instanceId: options.instance }),
      signal: invocation.signal,
    });
    answer(invocation, options, outcome, () => releaseLines(outcome));
    return 0;
  } finally {
    await ports.close();
  }
};

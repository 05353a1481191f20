import { keep } from '../../../cleanup/keep/keep';
import { wishOf } from '../../../cleanup/keep/wish-of';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch } from '../../flags';
import { previewOfBranch } from '../../preview-of-branch';
import { keepLines } from '../../render/keep-lines';

export const command = {
  group: 'every-day',
  summary: 'keep a preview from cleanup for some days',
  description:
    'Keeps a preview from cleanup until a date, whatever becomes of its branch. Settings bound it (`cleanup.maxKeepDays`): those of the default branch count.',
  example: 'keep --branch login-page --for 3d',
  flags: {
    ...branch,
    '--for <duration>': 'from now on: `12h`, `3d`, `2w`',
    '--until <date>':
      'to the end of this day in UTC (`2026-12-24`), or to a time with its zone (`2026-12-24T18:00+01:00`)',
    '--forever': "without an end, where the settings set `cleanup.maxKeepDays` to `'forever'`",
    '--no-longer': 'as if no one had asked',
  },
} as const satisfies Command;

/** `keep`: until when cleanup keeps a preview. */
export const run: Run<typeof command> = async (invocation, options) => {
  const wish = wishOf(options);
  const session = await openSession(invocation, options);
  const settings = await previewOfBranch(session, options, 'which no cleanup deletes');
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const outcome = await keep(ports, { settings, wish });
    answer(invocation, options, outcome, () => keepLines(outcome));
    return outcome.kind === 'kept' || outcome.kind === 'no-longer' ? 0 : 1;
  } finally {
    await ports.close();
  }
};

import { history } from '../../../deploy/history/history';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch, target } from '../../flags';
import { historyLines } from '../../render/history-lines';
import { chooseTarget } from '../../session';

export const command = {
  group: 'look',
  summary: 'list the deploys of a branch, newest first',
  description:
    'Lists what was deployed to a branch or target since its stack was made: when, which commit, by whom, which bundles, how it ended, and what became of the data. The last 20 that went well are kept, and the last 20 that did not. `rollback` goes back to one of them.',
  example: 'history --branch login-page',
  flags: { ...branch, ...target },
} as const satisfies Command;

/** `history`: the deploys of one target. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const settings = session.settingsOf(await chooseTarget(session, options));
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const listed = await history(ports, settings);
    answer(invocation, options, listed, () => historyLines(listed, invocation.terminal.columns));
    return listed.kind === 'listed' ? 0 : 1;
  } finally {
    await ports.close();
  }
};

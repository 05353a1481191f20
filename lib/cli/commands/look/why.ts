import { why } from '../../../cleanup/plan/why';
import { targetOfBranch } from '../../../settings/target-of-branch';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch } from '../../flags';
import { explanationLines, line } from '../../render/explanation';
import { anyPreview, chooseBranch } from '../../session';

export const command = {
  group: 'look',
  summary: 'explain what cleanup would do with a branch',
  description: 'Explains what cleanup would do with a branch, with the data that decides it.',
  example: 'why --branch feature/login',
  flags: { ...branch },
} as const satisfies Command;

const bySettings =
  '`preview-stacks sleep --due` says whether the hourly job would put it to sleep or wake it now, and why';

/** `why`: one decision of cleanup with the data that it was made of. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const branch = await chooseBranch(session, options);
  const settings = session.settingsOf(anyPreview);
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const target = targetOfBranch(session.file, branch);
    const explained = await why(ports, { settings, branch, target, signal: invocation.signal });
    const { sleep = 'none' } = session.settingsOf(target).values;
    answer(invocation, options, explained, () => [
      ...explanationLines(explained, target.kind),
      ...(sleep === 'none' ? [] : [line('by itself', bySettings)]),
    ]);
    return 0;
  } finally {
    await ports.close();
  }
};

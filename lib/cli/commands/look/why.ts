import { why } from '../../../cleanup/plan/why';
import { inParallel } from '../../../previews/in-parallel';
import { targetOfBranch } from '../../../settings/target-of-branch';
import { dueOf } from '../../../sleep/due-of';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch } from '../../flags';
import { explanationLines, hourlyLine } from '../../render/explanation';
import { anyPreview, chooseBranch } from '../../session';

export const command = {
  group: 'look',
  summary: 'explain what cleanup would do with a branch',
  description:
    'Explains what cleanup would do with a branch, with the data that decides it, and what the hourly job of `sleep --due` would do.',
  example: 'why --branch feature/login',
  flags: { ...branch },
} as const satisfies Command;

/** `why`: one decision of cleanup with the data that it was made of, and what the hourly job would do. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const branch = await chooseBranch(session, options);
  const settings = session.settingsOf(anyPreview);
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const target = targetOfBranch(session.file, branch);
    const explained = await why(ports, { settings, branch, target, signal: invocation.signal });
    const settingsOf = (name: string) => session.settingsOf({ kind: 'preview', branch: name });
    const due = await inParallel(explained.decisions, 2, ({ preview }) =>
      dueOf(ports, preview, { settings, settingsOf }),
    );
    const { sleep = 'none' } = session.settingsOf(target).values;
    const hourly = due.map(({ preview, ...decision }) => ({ stackName: preview.stack.name, ...decision }));
    answer(invocation, options, { ...explained, hourly }, () => [
      ...explanationLines(explained, target.kind),
      ...due.flatMap((one) => hourlyLine(one, sleep !== 'none')),
    ]);
    return 0;
  } finally {
    await ports.close();
  }
};

import { listActs } from '../../../control/list-acts';
import { checkBranch } from '../../../naming/branch';
import { durationOption } from '../../../text/duration-option';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { auditLines } from '../../render/audit-lines';
import { anyPreview } from '../../session';

export const command = {
  group: 'look',
  summary: 'list who asked for what',
  description:
    'Lists what people asked for in pull requests, chats and on pages, newest last: when, who, where, what, about which branch, and how it ended. The lines outlive the previews. Reading them takes the rights of an administrator: s3:ListBucket on the bundle bucket, and s3:GetObject on `application/audit/*` in it.',
  example: 'audit --since 7d',
  flags: {
    '--branch <name>': 'only what is about this branch. Default: about any',
    '--since <duration>': 'from so long ago on: `12h`, `7d`, `4w`. Default: 30d',
  },
} as const satisfies Command;

/** `audit`: who asked for what. */
export const run: Run<typeof command> = async (invocation, options) => {
  const milliseconds = durationOption('--since', options.since ?? '30d', {
    units: ['h', 'd', 'w'],
    such: '12h, 7d or 4w',
  });
  const branch = options.branch === undefined ? undefined : checkBranch(options.branch);
  const session = await openSession(invocation, options);
  const settings = session.settingsOf(anyPreview);
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const listed = await listActs(ports, { settings, milliseconds, branch });
    const { terminal } = invocation;
    answer(invocation, options, listed, () => auditLines(listed, ports.clock.now(), terminal.columns));
    if (!options.json && listed.kind === 'listed' && listed.unreadable > 0) {
      const what = listed.unreadable === 1 ? '1 object of the audit' : `${listed.unreadable} objects of the audit`;
      terminal.err(
        `${terminal.colors.yellow('!')} ${what} could not be read: another release, or another program, wrote it.`,
      );
    }
    return 0;
  } finally {
    await ports.close();
  }
};

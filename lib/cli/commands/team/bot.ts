import { resolve } from 'node:path';
import type { ChatProject } from '../../../control/chat/chat-project';
import { listen } from '../../../control/chat/listen';
import { PreviewError } from '../../../errors';
import { progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openBotClock, openSlackBot, slackOf } from '../../compose/control/slack';
import { openSession } from '../../compose/open-session';
import { openPorts, type Ports } from '../../compose/ports';
import { anyPreview, type Session } from '../../session';
import { chatProjectOf } from '../../steer/chat/chat-project-of';

export const command = {
  group: 'team',
  summary: 'do what people ask for in Slack, until it is stopped',
  description:
    "Connects to Slack by Socket Mode, with the tokens SLACK_APP_TOKEN and SLACK_BOT_TOKEN, and does what those ask for whom `control.slack` of the settings names: by a slash command, a mention or a button. It needs no public address, and runs until Ctrl-C or SIGTERM. Slack's packages @slack/socket-mode and @slack/web-api must be installed.",
  example: 'bot --also ../desk',
  flags: {
    '--also <folders>': 'folders of other projects, with commas between them: one bot for all of them',
  },
} as const satisfies Command;

/** `bot`: what people ask for in Slack. */
export const run: Run<typeof command> = async (invocation, options) => {
  const progress = progressOf(invocation, options);
  const folders = (options.also ?? '').split(',').filter((folder) => folder !== '');
  const runs = [
    { own: invocation, session: await openSession(invocation, options) },
    ...(await Promise.all(
      folders.map(async (folder) => {
        const own = { ...invocation, cwd: resolve(invocation.cwd, folder) };
        return { own, session: await openSession(own, { ...options, config: undefined }) };
      }),
    )),
  ];
  checkNames(runs.map(({ session }) => session));
  // Whether anyone may ask is known before Slack is asked.
  for (const { session } of runs) slackOf(session);
  const chat = openSlackBot(invocation);
  const opened: Ports[] = [];
  try {
    const projects: ChatProject[] = [];
    for (const { own, session } of runs) {
      const ports = await openPorts(own, session, session.settingsOf(anyPreview), progress);
      opened.push(ports);
      projects.push(chatProjectOf(own, session, ports, progress));
    }
    await listen({ chat, clock: openBotClock(), progress }, { projects, signal: invocation.signal });
    return 0;
  } finally {
    for (const ports of opened) await ports.close();
  }
};

/** People tell projects apart by their names. */
function checkNames(sessions: readonly Session[]): void {
  const names = sessions.map(({ file }) => file.project);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return;
  throw new PreviewError('option-invalid', `--also names the project ${twice} twice`, {
    fault: 'user',
    hint: 'Leave one of the folders out, or give one of the projects another short name.',
  });
}

import { PreviewError } from '../../errors';
import type { ChatAnswer, ChatAsked, ChatCommands } from '../../ports/chat-commands';
import { visible } from '../../text/visible';
import { answerChat } from './answer-chat';
import type { ChatProject } from './chat-project';
import { MayAsk } from './may-ask';
import { type ListenPorts, said } from './said';

export interface ListenRequest {
  /** One at least, each with another name. */
  readonly projects: readonly ChatProject[];
  readonly signal: AbortSignal;
}

/** So many events are known by heart. Slack delivers one again within the hour; what is older is known by its claim. */
const remembered = 5_000;
/** Each may hold connections and memory for an hour. */
const atOnce = 20;

/**
 * Does what is asked for in a chat, until the signal; then it waits for what goes on.
 *
 * @throws PreviewError `slack-team-wrong`; what the chat ends with
 */
export async function listen(ports: ListenPorts, { projects, signal }: ListenRequest): Promise<void> {
  const { chat, progress } = ports;
  await checkTeam(chat, projects);
  const mayAsk = new MayAsk(chat, ports.clock);
  const seen = new Set<string>();
  const going = new Set<Promise<void>>();
  const heard: Parameters<ChatCommands['asked']>[1] = (connection) => {
    if (connection.state === 'open') progress.emit({ kind: 'listening', projects: projects.map(({ name }) => name) });
    else progress.emit({ kind: 'warned', message: `The connection to Slack is lost: ${connection.because}` });
  };
  try {
    for await (const asked of chat.asked(signal, heard)) {
      // Before anything else: Slack waits for three seconds. What it did not hear of it delivers again, and that is known by then.
      void asked.ack().catch(() => undefined);
      if (seen.has(asked.event)) continue;
      remember(seen, asked.event);
      const work = going.size < atOnce ? () => answerChat(ports, projects, mayAsk, asked) : async () => busy;
      const one = answered(ports, asked, work).finally(() => going.delete(one));
      going.add(one);
    }
  } finally {
    await Promise.all(going);
  }
}

const busy: ChatAnswer = {
  text: `The bot does ${atOnce} things already. Nothing was done: ask again in a while.`,
  tone: 'bad',
};

/** What fails in one is no reason to stop hearing the others. */
async function answered(
  { progress }: ListenPorts,
  asked: ChatAsked,
  work: () => Promise<ChatAnswer | undefined>,
): Promise<void> {
  let answer: ChatAnswer | undefined;
  try {
    answer = await work();
  } catch (error) {
    const known = error instanceof PreviewError ? error : undefined;
    answer = {
      text: known ? `${known.message}.` : 'A defect of preview-stacks: the log of the bot says more.',
      tone: 'bad',
      ...(known?.hint !== undefined && { lines: [known.hint] }),
    };
    if (known?.code !== 'interrupted') {
      const why = error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
      progress.emit({ kind: 'warned', message: `What ${visible(asked.user, 40)} asked for in Slack failed: ${why}` });
    }
  }
  if (answer) await said(progress, asked, answer);
}

function remember(seen: Set<string>, event: string): void {
  seen.add(event);
  const [oldest] = seen;
  if (seen.size > remembered && oldest !== undefined) seen.delete(oldest);
}

async function checkTeam(chat: ChatCommands, projects: readonly ChatProject[]): Promise<void> {
  const team = await chat.team();
  const other = projects.find(({ slack }) => slack.team !== team);
  if (other === undefined) return;
  throw new PreviewError(
    'slack-team-wrong',
    `The tokens are of workspace ${visible(team, 40)}, and control.slack.team of ${other.name} is ${other.slack.team}`,
    { fault: 'user', hint: 'Take the tokens of the app in that workspace, or name the workspace in the settings.' },
  );
}

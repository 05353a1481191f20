import type { ChatAnswer, ChatAsked, ChatCommands } from '../../ports/chat-commands';
import type { Clock } from '../../ports/clock';
import type { Progress } from '../../progress';

/** What listening in a chat asks of the world. */
export interface ListenPorts {
  readonly chat: ChatCommands;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** What was done is done, whether or not it can be said. */
export async function said(progress: Progress, asked: ChatAsked, answer: ChatAnswer): Promise<void> {
  try {
    await asked.answer(answer);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    progress.emit({ kind: 'warned', message: `An answer in Slack was not taken: ${why}` });
  }
}

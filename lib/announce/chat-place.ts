import type { Chat } from '../ports/chat';
import { deployMessage } from './deploy-message';
import type { Ending } from './ending';
import type { Place, Trace } from './place';
import type { Subject } from './subject';

/** The team's chat hears how deploys end, and nothing in between. */
export class ChatPlace implements Place {
  readonly name = 'chat';

  constructor(private readonly chat: Chat) {}

  async started(): Promise<void> {}

  async ended(subject: Subject, ending: Ending, done: (trace: Trace) => void): Promise<void> {
    const message = deployMessage(subject, ending);
    if (message === undefined) return;
    await this.chat.post(message);
    done({ chat: true });
  }
}

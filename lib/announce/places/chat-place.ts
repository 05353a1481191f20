import type { Chat } from '../../ports/chat';
import type { Ending } from '../ending';
import type { Subject } from '../subject';
import { deployMessage } from '../text/deploy-message';
import type { Place, Trace } from './place';

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

import type { CommentEvent, CommentEvents } from '../../lib/ports/comment-event';
import { FaultSwitch } from './fault-switch';

/** The comment of a job, as a test wants it. */
export class FakeCommentEvents implements CommentEvents {
  readonly faults = new FaultSwitch<'read'>();
  event: CommentEvent;

  constructor(event: Partial<CommentEvent> = {}) {
    this.event = {
      action: 'created',
      repository: 'acme/shop',
      number: 1,
      isPullRequest: true,
      comment: 1001,
      body: '/preview status',
      author: 'ann',
      authorId: 7,
      isPerson: true,
      ...event,
    };
  }

  async read(): Promise<CommentEvent> {
    this.faults.trip('read');
    return this.event;
  }
}

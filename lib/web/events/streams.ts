import type { Clock } from '../../ports/clock';
import { EventStream } from './event-stream';

/** A browser opens six connections to an origin (HTTP/1.1): two are left for all else. */
const mostOfSession = 4;

/** The streams that are open: at most four a session, each ends with its session, and all of them with the server. */
export class Streams {
  private readonly open = new Map<EventStream, AbortSignal>();

  constructor(private readonly clock: Clock) {}

  /** Undefined when the session has as many as it may, or has ended. */
  of(session: AbortSignal): EventStream | undefined {
    const opened = [...this.open.values()].filter((one) => one === session);
    if (session.aborted || opened.length >= mostOfSession) return undefined;
    const stream = new EventStream(this.clock);
    this.open.set(stream, session);
    const end = () => stream.end();
    session.addEventListener('abort', end, { once: true });
    stream.ended.addEventListener('abort', () => {
      session.removeEventListener('abort', end);
      this.open.delete(stream);
    });
    return stream;
  }

  close(): void {
    for (const stream of this.open.keys()) stream.end();
  }
}

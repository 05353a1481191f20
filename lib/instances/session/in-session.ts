import { survivable } from '../../errors';
import type { SessionProgram } from '../../ports/session-program';
import type { SessionRequest, Sessions, StartedSession } from '../../ports/sessions';

/** What talking with an instance asks of the world. */
export interface SessionPorts {
  readonly sessions: Sessions;
  readonly program: SessionProgram;
}

/** Uses a session and ends it, however the use ends: what no one talks with stays open for 20 minutes otherwise. */
export async function inSession<T>(
  { sessions }: SessionPorts,
  request: SessionRequest,
  use: (session: StartedSession) => Promise<T>,
): Promise<T> {
  const session = await sessions.start(request);
  try {
    return await use(session);
  } finally {
    await sessions.end(session.id).catch(survivable);
  }
}

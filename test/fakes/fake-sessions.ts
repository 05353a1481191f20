import type { SessionRequest, Sessions, StartedSession } from '../../lib/ports/sessions';
import { FaultSwitch } from './fault-switch';

/** Sessions that begin and end, and no more. */
export class FakeSessions implements Sessions {
  readonly faults = new FaultSwitch<'start' | 'end'>();
  readonly requests: SessionRequest[] = [];
  /** Ids of those that have not ended. */
  readonly open = new Set<string>();

  async start(request: SessionRequest): Promise<StartedSession> {
    this.faults.trip('start');
    const id = `ada-${this.requests.push(request)}`;
    this.open.add(id);
    return {
      ...{ ...request, id, token: 'token-of-the-session', streamUrl: `wss://stream/${id}`, region: 'eu-central-1' },
      endpoint: 'https://ssm.eu-central-1.amazonaws.com',
    };
  }

  async end(sessionId: string): Promise<void> {
    this.faults.trip('end');
    this.open.delete(sessionId);
  }
}

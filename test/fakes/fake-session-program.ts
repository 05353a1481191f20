import type { ForwardedPort, SessionProgram } from '../../lib/ports/session-program';
import type { StartedSession } from '../../lib/ports/sessions';
import { FaultSwitch } from './fault-switch';

/** A plugin that does what a test says. */
export class FakeSessionProgram implements SessionProgram {
  readonly faults = new FaultSwitch<'check' | 'talk' | 'forward'>();
  readonly talks: StartedSession[] = [];
  /** How often a way was closed. */
  closed = 0;
  private end: () => void = () => undefined;

  async check(): Promise<void> {
    this.faults.trip('check');
  }

  async talk(session: StartedSession): Promise<void> {
    this.faults.trip('talk');
    this.talks.push(session);
  }

  async forward(): Promise<ForwardedPort> {
    this.faults.trip('forward');
    const ended = new Promise<void>((resolve) => {
      this.end = resolve;
    });
    const close = () => {
      this.closed += 1;
    };
    return { port: 40_123, ended, close };
  }

  /** Nothing is forwarded any more. */
  hangUp(): void {
    this.end();
  }
}

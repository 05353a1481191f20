import type { StartedSession } from './sessions';

/** A port of this machine that leads through an instance. */
export interface ForwardedPort {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Resolves when nothing is forwarded any more. */
  readonly ended: Promise<void>;
  close(): void;
}

/** The program that talks with sessions: AWS's Session Manager plugin. */
export interface SessionProgram {
  /** @throws PreviewError `plugin-missing` with how to install it */
  check(): Promise<void>;
  /** Lends it the terminal until the session has ended. */
  talk(session: StartedSession, signal?: AbortSignal): Promise<void>;
  /** Resolves once the port is open. @throws PreviewError `port-not-forwarded` */
  forward(session: StartedSession, signal?: AbortSignal): Promise<ForwardedPort>;
}

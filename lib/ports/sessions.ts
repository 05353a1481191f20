/** What a session is to do in an instance. */
export interface SessionRequest {
  readonly instanceId: string;
  /** AWS's name of a session document. */
  readonly document: string;
  /** Its parameters. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  /** For people: stands in the list of sessions. */
  readonly reason: string;
}

/** A session that has begun and waits for a program that talks with it. */
export interface StartedSession extends SessionRequest {
  readonly id: string;
  /** Who has it talks with the instance. */
  readonly token: string;
  readonly streamUrl: string;
  readonly region: string;
  /** Where Systems Manager answered. */
  readonly endpoint: string;
}

/** Sessions of Systems Manager: a terminal in an instance, or a port of this machine that leads through it. */
export interface Sessions {
  /** @throws PreviewError `instance-not-managed` when its agent is not there */
  start(request: SessionRequest): Promise<StartedSession>;
  /** Also one that has ended. */
  end(sessionId: string): Promise<void>;
}

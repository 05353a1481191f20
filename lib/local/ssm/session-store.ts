import { randomBytes } from 'node:crypto';
import type { Beanstalk } from '../elastic-beanstalk/beanstalk';
import { AwsError } from '../http/aws-error';
import type { Journal } from '../state/journal';

/** A session with an instance. Times are milliseconds since 1970. */
export interface Session {
  readonly id: string;
  readonly target: string;
  readonly documentName: string;
  readonly reason?: string;
  readonly startedAt: number;
  readonly token: string;
  endedAt?: number;
}

const kept = 500;
const port = /^([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$/;

/** Which parameters a document takes, and of what form. */
interface Document {
  readonly [parameter: string]: { readonly form: RegExp; readonly required: boolean };
}

/**
 * AWS's documents for a command at a terminal and for a port of another host, with their parameters (user guide of Systems Manager, "Start a
 * session", November 2026; the pattern of ports as copies of the document have it, 0 for a free local one).
 */
const documents: Readonly<Record<string, Document>> = {
  'AWS-StartInteractiveCommand': { command: { form: /\S/, required: true } },
  'AWS-StartPortForwardingSessionToRemoteHost': {
    host: { form: /^[^\s,$^&()!;'"<>`{}[\]|#=]{3,}$/, required: true },
    portNumber: { form: port, required: true },
    localPortNumber: { form: new RegExp(`^0$|${port.source}`), required: false },
  },
};

/** Session Manager: who talks with which instance. In memory: sessions end with the endpoint. */
export class SessionStore {
  private readonly sessions = new Map<string, Session>();

  constructor(
    private readonly beanstalk: Pick<Beanstalk, 'instance'>,
    private readonly journal: Pick<Journal, 'now'>,
  ) {}

  /** Throws AwsError TargetNotConnected, InvalidDocument, InvalidParameters. */
  start(
    target: string,
    documentName: string,
    parameters: Readonly<Record<string, readonly string[]>>,
    reason?: string,
  ): Session {
    if (!this.beanstalk.instance(target)) {
      throw new AwsError('TargetNotConnected', `${target} is not connected.`);
    }
    const document = Object.hasOwn(documents, documentName) ? documents[documentName] : undefined;
    if (!document) {
      const known = Object.keys(documents).join(' and ');
      throw new AwsError('InvalidDocument', `Document with name ${documentName} does not exist: ${known} do.`);
    }
    checkParameters(document, parameters);
    const session: Session = {
      // As AWS writes them: the name of the caller and 17 digits.
      ...{ id: `local-0${randomBytes(8).toString('hex')}`, target, documentName, startedAt: this.journal.now() },
      ...{ token: randomBytes(32).toString('base64'), ...(reason !== undefined && { reason }) },
    };
    this.sessions.set(session.id, session);
    for (const old of [...this.sessions.keys()].slice(0, -kept)) {
      this.sessions.delete(old);
    }
    return session;
  }

  /** Nothing happens to one that has ended, or that there is not. */
  end(id: string): void {
    const session = this.sessions.get(id);
    if (session) {
      session.endedAt ??= this.journal.now();
    }
  }

  /** Newest first; a session ends with its instance. */
  list(): readonly Session[] {
    for (const { id, target } of this.sessions.values()) {
      if (!this.beanstalk.instance(target)) {
        this.end(id);
      }
    }
    return [...this.sessions.values()].reverse();
  }
}

function checkParameters(document: Document, parameters: Readonly<Record<string, readonly string[]>>): void {
  const unknown = Object.keys(parameters).find((name) => !Object.hasOwn(document, name));
  if (unknown !== undefined) {
    throw new AwsError('InvalidParameters', `Parameters ${unknown} is not defined in the document`);
  }
  for (const [name, { form, required }] of Object.entries(document)) {
    const values = parameters[name] ?? [];
    if (values.length === 0 && required) {
      throw new AwsError('InvalidParameters', `Missing required parameter: ${name}`);
    }
    if (values.length > 1 || values.some((value) => !form.test(value))) {
      throw new AwsError('InvalidParameters', `Parameter ${name} has a value that the document does not take`);
    }
  }
}

import type { ControlPolicy } from '../../control/authority';
import type { Refusal } from '../api';
import { cookiesNamed, sessionCookie } from './cookies';
import type { Guard, Viewer } from './guard';
import { isSecret, newSecret } from './secret';

/** Who has the credentials at this machine may do with the commands what they may do with the page: it asks for no more. */
export const ownPolicy: ControlPolicy = {
  allow: { destroy: 'write', longKeeps: 'write', forever: 'write' },
  longKeepDays: Number.POSITIVE_INFINITY,
};

/**
 * For the person at this machine: the address with a token is printed in their terminal, and who opens it first has the one session. Cookies know
 * no ports, so that another server on 127.0.0.1 is sent this one, too: it is named after the port, and a process takes only its own.
 */
export class LocalGuard implements Guard {
  readonly origin: string;
  readonly stranger: Refusal = {
    code: 'no-session',
    because: 'This browser has no session here: the page was started again, or its address was opened elsewhere.',
    hint: 'Run `preview-stacks ui` again, and open the address that it prints.',
  };
  private readonly cookie: string;
  private readonly session = newSecret();
  private readonly end = new AbortController();
  private token: string | undefined = newSecret();

  /** @param login as the audit names who asks */
  constructor(
    port: number,
    private readonly login: string,
  ) {
    // Port 80 does not stand in an address.
    this.origin = new URL(`http://127.0.0.1:${port}`).origin;
    this.cookie = `preview_${port}`;
  }

  /** The address to open, once. */
  get address(): string {
    return `${this.origin}/?token=${this.token ?? 'used'}`;
  }

  async enter(request: Request): Promise<Response | undefined> {
    const { pathname, searchParams } = new URL(request.url);
    const given = searchParams.get('token');
    if (request.method !== 'GET' || pathname !== '/' || given === null) return undefined;
    // Who is in already opened the same address again.
    if (await this.viewer(request)) return toPage();
    if (this.token === undefined || this.end.signal.aborted || !isSecret(given, this.token)) {
      return new Response(`${this.stranger.because}\n${this.stranger.hint}\n`, {
        status: 403,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      });
    }
    this.token = undefined;
    return toPage({ 'set-cookie': sessionCookie(this.cookie, this.session) });
  }

  async viewer(request: Request): Promise<Viewer | undefined> {
    if (this.end.signal.aborted || this.token !== undefined) return undefined;
    if (!cookiesNamed(this.cookie, request).some((value) => isSecret(value, this.session))) return undefined;
    return { session: this.end.signal, login: this.login, permission: 'admin', isSignedIn: false };
  }

  /** Ends the session. */
  close(): void {
    this.end.abort();
  }
}

/** Not the token, but the page stands in the history, and in what the page says of where it came from. */
function toPage(headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 303, headers: { location: '/', ...headers } });
}

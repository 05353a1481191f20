import { PreviewError } from '../../errors';
import type { Refusal } from '../api';
import { cookiesNamed, sessionCookie } from '../guard/cookies';
import type { Guard, Viewer } from '../guard/guard';
import { Door } from './door';
import { isOver } from './is-over';
import { Pace } from './pace';
import { type Session, Sessions } from './sessions';
import type { TeamGuardOptions } from './team-guard-options';

/** A browser takes it from this very host alone, over TLS alone, and for all paths. */
const sessionName = '__Host-preview';
/** What GitHub said holds so long for who looks; who acts is asked for anew. */
const saidMs = 240_000;
const sweepMs = 60_000;

/** For a team: everyone signs in at GitHub, and may do what GitHub says that they may do in the repository. */
export class TeamGuard implements Guard {
  readonly origin: string;
  readonly stranger: Refusal = {
    code: 'signed-out',
    because: 'You are not signed in, or your session has ended.',
    signIn: '/sign-in?to=',
  };
  private readonly sessions: Sessions;
  private readonly door: Door;
  private readonly acts: Pace;
  private readonly over = new AbortController();

  constructor(private readonly options: TeamGuardOptions) {
    const { clock, origin } = options;
    this.origin = origin;
    this.sessions = new Sessions(clock);
    this.acts = new Pace(clock, { each: 20, all: 60 });
    this.door = new Door(options, (person, permission) => {
      return `${sessionCookie(sessionName, this.sessions.begin(person, permission))}; Secure`;
    });
    void this.keepWatch();
  }

  async enter(request: Request): Promise<Response | undefined> {
    const { pathname } = new URL(request.url);
    if (request.method === 'GET') return this.door.answer(request);
    if (pathname === '/sign-out') return this.signOut(request);
    const session = this.sessionOf(request);
    if (!session || this.acts.allows(String(session.person.id))) return undefined;
    const because = 'That is more than 20 acts in a minute, or more than 60 by all.';
    const refusal: Refusal = { code: 'asked-too-often', because, hint: 'Ask again in a minute.' };
    return Response.json(refusal, { status: 429, headers: { 'retry-after': '60' } });
  }

  async viewer(request: Request): Promise<Viewer | undefined> {
    const session = this.sessionOf(request);
    if (!session) return undefined;
    const isKnown = session.said && !isOver(session.said.at, saidMs, this.options.clock);
    if (!isKnown || request.method !== 'GET') await this.ask(session);
    const { said, open, person } = session;
    // It may have ended while GitHub was asked.
    if (said === undefined || !this.sessions.all().includes(session)) return undefined;
    // A browser that takes up a stream again does so by itself: no one is there.
    if (!request.headers.has('last-event-id')) session.usedAt = this.options.clock.now().getTime();
    return { session: open.signal, login: person.login, permission: said.permission, isSignedIn: true };
  }

  /** Ends every session. */
  close(): void {
    this.over.abort();
    for (const session of this.sessions.all()) this.sessions.end(session);
  }

  private sessionOf(request: Request): Session | undefined {
    return this.over.signal.aborted ? undefined : this.sessions.of(cookiesNamed(sessionName, request));
  }

  private signOut(request: Request): Response {
    const session = this.sessionOf(request);
    this.sessions.end(session);
    if (session) this.options.report({ kind: 'signed-out', login: session.person.login });
    const gone = `${sessionCookie(sessionName, '')}; Secure; Max-Age=0`;
    return new Response(null, { status: 204, headers: { 'set-cookie': gone } });
  }

  /** What is open for a session shows what its person might do, so it ends with any change of that. */
  private async ask(session: Session): Promise<void> {
    const { access, clock, report } = this.options;
    const { login } = session.person;
    const asked = clock.now().getTime();
    const permission = await access(session.person);
    const before = session.said?.permission;
    // Another request asked later, and has its answer already.
    if (session.said && session.said.at > asked) return;
    session.said = { permission, at: asked };
    if (permission === before) return;
    if (before !== undefined) report({ kind: 'permission-changed', login, from: before, to: permission });
    if (permission === 'none') this.sessions.end(session);
    else this.endOpen(session);
  }

  private endOpen(session: Session): void {
    const { open } = session;
    session.open = new AbortController();
    open.abort();
  }

  /** Once a minute: sessions end in time, also those of which nothing is heard but an open stream. */
  private async keepWatch(): Promise<void> {
    const { clock } = this.options;
    for (;;) {
      try {
        await clock.sleep(sweepMs, this.over.signal);
      } catch {
        return;
      }
      this.sessions.sweep();
      const due = this.sessions.all().filter(({ said }) => said && isOver(said.at, saidMs - sweepMs, clock));
      await Promise.all(due.map((session) => this.askOrClose(session)));
    }
  }

  private async askOrClose(session: Session): Promise<void> {
    try {
      await this.ask(session);
    } catch (error) {
      const isExpected = error instanceof PreviewError && error.fault !== 'us';
      if (!isExpected) this.options.onDefect(error);
      session.said = undefined;
      const code = isExpected ? error.code : 'defect';
      this.options.report({ kind: 'permission-unknown', login: session.person.login, code });
      this.endOpen(session);
    }
  }
}

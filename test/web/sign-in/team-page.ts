import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { accessBy } from '../../../lib/web/sign-in/access';
import type { SignInEvent } from '../../../lib/web/sign-in/events';
import { TeamGuard } from '../../../lib/web/sign-in/team-guard';
import { startWebServer, type WebServer } from '../../../lib/web/start-web-server';
import { webApp } from '../../../lib/web/web-app';
import { FakeConversations } from '../../fakes/fake-conversations';
import { FakeSignIn } from '../../fakes/fake-sign-in';
import { ManualClock } from '../manual-clock';
import { PageWorldStandIn } from '../page-world-stand-in';

export const host = 'previews.acme.dev';
const files = new Map([['/', { type: 'text/html; charset=utf-8', body: '<!doctype html><title>Previews</title>' }]]);
const policy = {
  allow: { destroy: 'author', longKeeps: 'admin', forever: 'admin' },
  longKeepDays: 7,
} as const;

export interface Sent {
  readonly method?: string;
  /** Instead of these headers, or besides them; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Those that it sets, as a browser sends them. */
  readonly cookies: readonly string[];
}

/** The page of a team, as it is behind a proxy that ends TLS, over HTTP. */
export class TeamPage {
  readonly world = new PageWorldStandIn();
  readonly clock = new ManualClock();
  readonly signIn = new FakeSignIn();
  readonly conversations = new FakeConversations();
  readonly events: SignInEvent[] = [];
  readonly defects: unknown[] = [];
  readonly guard: TeamGuard;
  private server!: WebServer;

  private constructor() {
    const onDefect = (error: unknown) => void this.defects.push(error);
    this.guard = new TeamGuard({
      ...{ origin: `https://${host}`, repository: 'acme/shop', signIn: this.signIn, clock: this.clock, onDefect },
      access: accessBy(this.conversations),
      report: (event) => void this.events.push(event),
    });
    this.allow('ann', 'write', 1);
    this.allow('bob', 'read', 2);
  }

  static async start(): Promise<TeamPage> {
    const page = new TeamPage();
    const { world, guard, clock } = page;
    const onDefect = (error: unknown) => void page.defects.push(error);
    page.server = await startWebServer({
      ...{ port: 0, healthPath: '/health' },
      serve: () => ({ app: webApp({ world, guard, files, clock, policy, onDefect }), origin: guard.origin }),
    });
    return page;
  }

  get port(): number {
    return this.server.port;
  }

  async close(): Promise<void> {
    this.guard.close();
    await this.server.close();
  }

  allow(login: string, permission: 'admin' | 'write' | 'read' | 'none', id: number): void {
    this.conversations.permissions.set(login, permission);
    this.conversations.ids.set(login, id);
  }

  /** A request of a browser that is at the page. */
  async send(path: string, sent: Sent = {}): Promise<Answer> {
    const answer = await this.open(path, sent);
    let body = '';
    for await (const chunk of answer) body += String(chunk);
    const { statusCode: status = 0, headers } = answer;
    return {
      status,
      headers,
      body,
      cookies: (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? ''),
    };
  }

  /** The same, as soon as it is answered: of a stream the end is still to come. */
  open(path: string, { method = 'GET', headers = {}, body = '' }: Sent = {}): Promise<IncomingMessage> {
    const own = {
      host,
      ...(method === 'POST' && {
        ...{ origin: `https://${host}`, 'content-type': 'application/json', 'x-preview-stacks': '1' },
        'content-length': String(Buffer.byteLength(body)),
      }),
      ...headers,
    };
    const given = Object.entries(own).filter(([, value]) => value !== undefined);
    return new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port: this.port,
        path,
        method,
        headers: Object.fromEntries(given),
        agent: false,
      };
      request(options, resolve).on('error', reject).end(body);
    });
  }

  /** A tab that looks. `ended` says whether it ended. */
  async look(
    cookie: string,
    path = '/api/events',
  ): Promise<{ readonly status: number; readonly ended: () => boolean }> {
    const answer = await this.open(path, { headers: { cookie } });
    let ended = false;
    answer.on('close', () => {
      ended = true;
    });
    answer.on('error', () => undefined).resume();
    return { status: answer.statusCode ?? 0, ended: () => ended };
  }

  act(cookie: string, branch = 'feature/login', verb = 'sleep'): Promise<Answer> {
    return this.send('/api/acts', {
      method: 'POST',
      headers: { cookie },
      body: JSON.stringify({ branch, command: { verb } }),
    });
  }

  state(cookie: string): Promise<Answer> {
    return this.send('/api/state', { headers: { cookie } });
  }

  /** Begins a sign-in: the cookie of the browser, and the address at GitHub. */
  async begin(to = '/'): Promise<{ readonly cookie: string; readonly address: string }> {
    const answer = await this.send(`/sign-in/begin?to=${encodeURIComponent(to)}`);
    return { cookie: answer.cookies[0] ?? '', address: answer.headers.location ?? '' };
  }

  /** What comes back from GitHub, as a path. */
  agree(address: string): string {
    const back = new URL(this.signIn.agree(address));
    return `${back.pathname}${back.search}`;
  }

  /** A whole sign-in: the answer to the browser that came back, and the cookie that it has from then on. */
  async enter(login = 'ann', to = '/'): Promise<{ readonly answer: Answer; readonly cookie: string }> {
    this.signIn.visitor = { login, id: this.conversations.ids.get(login) ?? 99 };
    const { cookie, address } = await this.begin(to);
    const answer = await this.send(this.agree(address), { headers: { cookie } });
    return { answer, cookie: answer.cookies[0] ?? '' };
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  AppMentionEvent,
  AppsConnectionsOpenResponse,
  AuthTestResponse,
  ChatPostMessageResponse,
  KnownBlock,
  UsergroupsUsersListResponse,
  UsersInfoResponse,
} from '@slack/web-api';
import { faultOfMessage } from './check-message';
import { commandPayload, ids, mentionPayload, pressPayload } from './payloads';
import { ServerSocket } from './socket-server';

export { ids } from './payloads';

type Person = NonNullable<UsersInfoResponse['user']>;

/** A message that Slack took. */
export interface TakenMessage {
  readonly channel?: string;
  readonly thread_ts?: string;
  readonly response_type?: string;
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** A Slack with one workspace and one app: its Web API, its Socket Mode and the addresses for answers. */
export class StandInSlack {
  static readonly appToken = 'xapp-1-A1APP-secretsecret';
  static readonly botToken = 'xoxb-secretsecret';

  static async start(): Promise<StandInSlack> {
    const made = new StandInSlack();
    await new Promise<void>((resolve) => made.server.listen(0, '127.0.0.1', resolve));
    return made;
  }

  readonly people = new Map<string, Person>();
  readonly groups = new Map<string, readonly string[]>();
  readonly messages: TakenMessage[] = [];
  /** Methods that were called, in order. */
  readonly calls: string[] = [];
  /** Envelopes that were acknowledged, with the milliseconds that it took. */
  readonly acked = new Map<string, number>();
  /** Why something of ours was not taken. */
  readonly faults: string[] = [];
  /** Asked before every answer of the Web API; undefined is the usual one. */
  odd: (method: string) => { readonly status?: number; readonly error?: string; readonly needed?: string } | undefined =
    () => undefined;
  private sockets: ServerSocket[] = [];
  private count = 0;
  private readonly responses = new Map<string, number>();
  private readonly server = createServer((request, response) => this.receive(request, response));

  private constructor() {
    this.person(ids.user);
    this.server.on('upgrade', (request: IncomingMessage, stream) => this.connect(new ServerSocket(request, stream)));
  }

  get apiUrl(): string {
    return `${this.url}/api/`;
  }

  get connections(): number {
    return this.sockets.length;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.cut();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  person(id: string, change: Partial<Person> = {}): void {
    const bare = { id, team_id: ids.team, name: 'ann', deleted: false, is_bot: false };
    this.people.set(id, { ...bare, is_restricted: false, is_ultra_restricted: false, ...change });
  }

  /** @returns the envelope's id */
  command(text: string, user?: string): string {
    const trigger = this.next('trigger');
    return this.deliver(
      'slash_commands',
      commandPayload(text, { trigger, url: this.responseUrl(), ...(user && { user }) }),
    );
  }

  /** Delivers it as often as Slack does when no one acknowledges. */
  mention(text: string, { times = 1, ...change }: Partial<AppMentionEvent> & { readonly times?: number } = {}): string {
    const payload = mentionPayload(text, { id: this.next('Ev'), ts: `17.${this.count}`, change });
    let envelope = '';
    for (let attempt = 0; attempt < times; attempt += 1) envelope = this.deliver('events_api', payload, attempt);
    return envelope;
  }

  /** Presses a button of a message that was taken. */
  press(label: string, message: TakenMessage | undefined = this.messages.at(-1), user?: string): string {
    const buttons = (message?.blocks ?? []).flatMap((block) => (block.type === 'actions' ? block.elements : []));
    const button = buttons.find((one) => one.type === 'button' && one.text.text === label) as
      | { readonly action_id: string; readonly value?: string }
      | undefined;
    if (button === undefined) throw new Error(`no button is called ${label}`);
    const ts = message?.channel === undefined ? undefined : '18.1';
    const where = { trigger: this.next('trigger'), url: this.responseUrl(), ts, ...(user && { user }) };
    return this.deliver('interactive', pressPayload(button, where));
  }

  deliver(type: string, payload: object, attempt = 0): string {
    const envelope = this.next('envelope');
    const retry = attempt > 0 ? { retry_attempt: attempt, retry_reason: 'timeout' } : {};
    this.delivered.set(envelope, performance.now());
    this.sockets.at(-1)?.send({ envelope_id: envelope, type, payload, accepts_response_payload: false, ...retry });
    return envelope;
  }
  private readonly delivered = new Map<string, number>();

  /** Asks for a new connection, as Slack does every few hours. */
  refresh(): void {
    this.sockets.at(-1)?.send({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'x' } });
  }

  /** The network goes away. */
  cut(): void {
    for (const socket of this.sockets) socket.cut();
  }

  private get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private responseUrl(): string {
    return `${this.url}/commands/${this.next('response')}`;
  }

  private next(what: string): string {
    this.count += 1;
    return `${what}${this.count}`;
  }

  private connect(socket: ServerSocket): void {
    this.sockets.push(socket);
    socket.closed = () => {
      this.sockets = this.sockets.filter((one) => one !== socket);
    };
    socket.received = (text) => {
      const { envelope_id: id = '' } = JSON.parse(text) as { readonly envelope_id?: string };
      const at = this.delivered.get(id);
      if (at === undefined) this.faults.push(`an acknowledgement of ${id}`);
      else this.acked.set(id, performance.now() - at);
    };
    socket.send({ type: 'hello', num_connections: 1, connection_info: { app_id: ids.app }, debug_info: { host: 'x' } });
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const path = request.url ?? '';
      const [status, answer] = path.startsWith('/api/')
        ? this.call(path.slice('/api/'.length), request.headers.authorization, new URLSearchParams(body))
        : this.responded(path, body);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  }

  private call(method: string, authorization: string | undefined, fields: URLSearchParams): [number, object] {
    this.calls.push(method);
    const odd = this.odd(method);
    if (odd) return [odd.status ?? 200, { ok: false, error: odd.error ?? 'internal_error', needed: odd.needed }];
    const token = method === 'apps.connections.open' ? StandInSlack.appToken : StandInSlack.botToken;
    if (authorization !== `Bearer ${token}`) return [200, { ok: false, error: 'invalid_auth' }];
    switch (method) {
      case 'apps.connections.open':
        return [200, { ok: true, url: `${this.url.replace('http', 'ws')}/link` } satisfies AppsConnectionsOpenResponse];
      case 'auth.test': {
        const { team: team_id, botUser: user_id, bot: bot_id } = ids;
        return [200, { ok: true, team_id, user_id, bot_id } satisfies AuthTestResponse];
      }
      case 'users.info': {
        const user = this.people.get(fields.get('user') ?? '');
        return [200, user ? ({ ok: true, user } satisfies UsersInfoResponse) : { ok: false, error: 'user_not_found' }];
      }
      case 'usergroups.users.list': {
        const users = this.groups.get(fields.get('usergroup') ?? '');
        if (!users) return [200, { ok: false, error: 'no_such_subteam' }];
        return [200, { ok: true, users: [...users] } satisfies UsergroupsUsersListResponse];
      }
      case 'chat.postMessage':
        return this.posted(fields);
      default:
        return [200, { ok: false, error: 'unknown_method' }];
    }
  }

  private posted(fields: URLSearchParams): [number, object] {
    const { blocks = 'null', ...others } = Object.fromEntries(fields);
    const message = { ...others, blocks: JSON.parse(blocks) } as unknown as TakenMessage;
    const fault = faultOfMessage({ ...message }, false) ?? (message.channel ? undefined : 'channel_not_found');
    return [200, this.take(message, fault) satisfies ChatPostMessageResponse];
  }

  private responded(path: string, body: string): [number, object] {
    const used = (this.responses.get(path) ?? 0) + 1;
    this.responses.set(path, used);
    if (used > 5) return [404, { ok: false, error: 'used_url' }];
    const message = JSON.parse(body) as TakenMessage;
    const taken = this.take(message, faultOfMessage({ ...message }, true));
    return [taken.ok ? 200 : 400, taken];
  }

  private take(message: TakenMessage, fault: string | undefined) {
    if (fault === undefined) this.messages.push(message);
    else this.faults.push(fault);
    return fault === undefined ? { ok: true, ts: `19.${this.count}` } : { ok: false, error: 'invalid_blocks' };
  }
}

/** All the text of a message that people see. */
export function shownText({ blocks }: TakenMessage): string {
  const texts: string[] = [];
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.join('\n');
}

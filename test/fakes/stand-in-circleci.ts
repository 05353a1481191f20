import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer on a bad day. */
export interface CircleCiAnswerOfDay {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Cuts the connection: after the usual thing was done, or before. */
  readonly cut?: 'before' | 'after';
}

/** How a project is known there. */
export type CircleCiKind = 'oauth' | 'app';

/** A CircleCI that has one project, of the repository acme/shop, over HTTP. */
export class StandInCircleCi {
  static readonly token = 'CCIPAT_secretsecret';
  static readonly organizationId = 'aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa';
  static readonly projectId = 'bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb';

  static async start(kind: CircleCiKind = 'oauth'): Promise<StandInCircleCi> {
    const made = new StandInCircleCi(kind);
    await new Promise<void>((resolve) => made.server.listen(0, '127.0.0.1', resolve));
    return made;
  }

  /** Requests in order, as `GET /api/v2/project/gh/acme/shop`. */
  readonly requests: string[] = [];
  /** Bodies of what was posted. */
  readonly posted: unknown[] = [];
  readonly branches = new Set(['main']);
  /** Branches whose pipeline was started, oldest first. */
  readonly started: string[] = [];
  definitions: readonly object[] = [
    { id: 'cccccccc-3333-4333-8333-cccccccccccc', name: 'build', config_source: { file_path: '.circleci/config.yml' } },
  ];
  /** Asked before every answer; undefined is the usual one. */
  odd: (request: string, count: number) => CircleCiAnswerOfDay | undefined = () => undefined;
  private readonly server = createServer((request, response) => this.receive(request, response));

  private constructor(private readonly kind: CircleCiKind) {}

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = `${request.method} ${request.url}`;
      this.requests.push(asked);
      const odd = this.odd(asked, this.requests.filter((one) => one === asked).length);
      const text = Buffer.concat(chunks).toString('utf8');
      const usual = () => this.usual(asked, request.headers['circle-token'], text === '' ? {} : JSON.parse(text));
      if (odd?.cut === 'after') usual();
      if (odd?.cut !== undefined) {
        request.socket.destroy();
        return;
      }
      const { status = 200, body, headers } = odd ?? usual();
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
    });
  }

  private usual(asked: string, token: unknown, body: Readonly<Record<string, unknown>>): CircleCiAnswerOfDay {
    if (token !== StandInCircleCi.token) return { status: 401, body: { message: 'You must log in first.' } };
    const { organizationId, projectId } = StandInCircleCi;
    const slug = this.kind === 'oauth' ? 'gh/acme/shop' : `circleci/${organizationId}/${projectId}`;
    if (asked === `GET /api/v2/project/${slug}`) {
      return { body: { id: projectId, slug, name: 'shop', organization_id: organizationId } };
    }
    if (asked === `GET /api/v2/projects/${projectId}/pipeline-definitions`)
      return { body: { items: this.definitions } };
    if (asked === `POST /api/v2/project/${slug}/pipeline/run`) return this.run(body);
    return { status: 404, body: { message: 'Project not found' } };
  }

  private run(body: Readonly<Record<string, unknown>>): CircleCiAnswerOfDay {
    this.posted.push(body);
    const { config, checkout } = body as { config?: { branch?: string }; checkout?: { branch?: string } };
    const branch = config?.branch ?? '';
    if (branch !== checkout?.branch || !this.branches.has(branch)) {
      return { status: 400, body: { message: 'Branch not found' } };
    }
    this.started.push(branch);
    const number = this.started.length;
    const id = 'dddddddd-4444-4444-8444-dddddddddddd';
    return { status: 201, body: { id, state: 'pending', number, created_at: '2026-11-28T10:00:00Z' } };
  }
}

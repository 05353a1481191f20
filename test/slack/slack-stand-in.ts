import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Slack shall answer: a status with a body, or a cut connection. */
export type SlackAnswer =
  | { readonly status: number; readonly body?: string; readonly retryAfter?: string; readonly location?: string }
  | 'cut'
  | 'silence';

/** A tiny Slack that takes incoming webhooks over HTTP. */
export class SlackStandIn {
  readonly path = '/services/T000/B000/secret-part';
  /** Bodies posted, in order. */
  readonly posted: unknown[] = [];
  /** What the next requests are answered with; `ok` when there is nothing left. */
  answers: SlackAnswer[] = [];

  static async start(): Promise<SlackStandIn> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new SlackStandIn(server);
  }

  private constructor(private readonly server: Server) {
    server.on('request', async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      this.posted.push(JSON.parse(Buffer.concat(parts).toString('utf8')));
      const answer =
        request.url === this.path ? (this.answers.shift() ?? { status: 200, body: 'ok' }) : { status: 404 };
      if (answer === 'cut') return void request.socket.destroy();
      if (answer === 'silence') return;
      const { status, body = '', retryAfter, location } = answer as Exclude<SlackAnswer, string>;
      response.writeHead(status, {
        ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
        ...(location !== undefined && { location }),
      });
      response.end(body);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${this.path}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

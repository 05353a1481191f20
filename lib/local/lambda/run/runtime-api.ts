import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readText } from '../../http/open-request';

export interface Invocation {
  readonly id: string;
  readonly payload: string;
  /** Of the function as it was called. */
  readonly arn: string;
}

/** What the program of a function says to the Runtime API. */
export type RuntimeWord =
  | { readonly is: 'ready' }
  /** After the error of one that `exits` the process ends. */
  | { readonly is: 'response' | 'error'; readonly body: string; readonly exits: boolean }
  | { readonly is: 'init-error'; readonly body: string };

const base = '/2018-06-01/runtime';

/** The Runtime API of one process: hands it an invocation when it asks for the next one, and hears what came of it. */
export class RuntimeApi {
  private readonly server: Server;
  private waiting: ServerResponse | undefined;

  constructor(private readonly onWord: (word: RuntimeWord) => void) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch(() => response.destroy());
    });
  }

  /** `127.0.0.1:PORT` */
  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.server.unref();
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get isReady(): boolean {
    return this.waiting !== undefined;
  }

  /** Only while it is ready. */
  hand({ id, payload, arn }: Invocation, deadlineMs: number): void {
    const response = this.waiting;
    this.waiting = undefined;
    response?.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': id,
      'lambda-runtime-deadline-ms': String(deadlineMs),
      'lambda-runtime-invoked-function-arn': arn,
      'lambda-runtime-trace-id': `Root=1-${id.slice(0, 8)}-${id.replaceAll('-', '').slice(8)};Sampled=0`,
    });
    response?.end(payload);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').slice(base.length);
    if (path === '/invocation/next') {
      this.waiting = response;
      response.on('close', () => {
        if (this.waiting === response) this.waiting = undefined;
      });
      this.onWord({ is: 'ready' });
      return;
    }
    const body = await readText(request);
    const is = /^\/invocation\/[\w-]+\/(response|error)$/.exec(path)?.[1];
    response.writeHead(is === undefined && path !== '/init/error' ? 404 : 202, { 'content-type': 'application/json' });
    response.end('{"status":"OK"}');
    if (path === '/init/error') {
      this.onWord({ is: 'init-error', body });
    } else if (is === 'response' || is === 'error') {
      this.onWord({ is, body, exits: request.headers['x-runtime-exits'] !== undefined });
    }
  }
}

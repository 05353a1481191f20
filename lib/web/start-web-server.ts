import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { answerHeaders } from './guard/answer-headers';
import { refusedArrival } from './guard/arrival';
import type { WebApp } from './web-app';

export interface WebServerOptions {
  /** 0 for a free one. */
  readonly port: number;
  /** @default this machine alone: 127.0.0.1 */
  readonly host?: string;
  /** Makes what answers, once the port is known. */
  readonly serve: (port: number) => { readonly app: WebApp; readonly origin: string };
  /** Answers 200 to anyone and under any name: those who ask whether it runs do not know what it is called. @default none */
  readonly healthPath?: string;
  /** Milliseconds in which a request has to have come, with its body. @default 15,000 */
  readonly patienceMs?: number;
}

export interface WebServer {
  readonly port: number;
  /** Resolves when nothing of it is left. */
  close(): Promise<void>;
}

/** No one needs more at once, and each holds memory. */
const mostConnections = 500;

/** Serves a page. Throws the error of `listen` when the port cannot be had, such as EADDRINUSE. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { port, host = '127.0.0.1', serve, healthPath, patienceMs = 15_000 } = options;
  const server = createServer({
    requestTimeout: patienceMs,
    headersTimeout: patienceMs,
    connectionsCheckingInterval: Math.min(patienceMs, 5000),
    maxHeaderSize: 16_384,
  });
  server.maxConnections = mostConnections;
  server.listen(port, host);
  await once(server, 'listening');
  const taken = (server.address() as AddressInfo).port;
  const { app, origin } = serve(taken);
  // What it answers stays ours: the names of the platform are not replaced for all else in this process.
  const listener = getRequestListener((request) => app.fetch(request), { overrideGlobalObjects: false });
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    for (const [name, value] of Object.entries(answerHeaders)) outgoing.setHeader(name, value);
    if (healthPath !== undefined && incoming.method === 'GET' && incoming.url === healthPath) {
      outgoing.end('ok\n');
      return;
    }
    const refused = refusedArrival(incoming, origin);
    if (refused === undefined) {
      void listener(incoming, outgoing);
      return;
    }
    // What is left of its body is not read.
    outgoing.writeHead(refused.status, {
      'content-type': 'application/json',
      connection: 'close',
      ...(refused.status === 405 && { allow: 'GET, POST' }),
    });
    outgoing.end(JSON.stringify(refused.refusal));
  });
  let closed: Promise<void> | undefined;
  const close = async () => {
    const ended = once(server, 'close');
    server.close();
    await app.close();
    // A browser keeps its connections, and one that reads nothing would hold a stream.
    server.closeAllConnections();
    await ended;
  };
  return {
    port: taken,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

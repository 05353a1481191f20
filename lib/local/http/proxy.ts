import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Hands a request to the app on a local port and its answer back, as Beanstalk's proxy does; a dead app is a 502. */
export async function proxy(incoming: IncomingMessage, response: ServerResponse, port: number): Promise<void> {
  const headers = { ...incoming.headers, ...forwarded(incoming) };
  const outgoing = ask({ host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers, agent: false });
  response.once('close', () => outgoing.destroy());
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
  });
  // The app may answer and close before it has read everything.
  pipeline(incoming, outgoing).catch(() => undefined);
  try {
    const answer = await answered;
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, withoutHop(answer.rawHeaders));
    response.flushHeaders();
    await pipeline(answer, response);
  } catch {
    if (response.headersSent) {
      response.destroy();
    } else {
      response.writeHead(502, { 'content-type': 'text/plain' }).end('502: the app closed the connection\n');
    }
  }
}

/** The same for a connection that changes its protocol (web sockets). */
export function proxyUpgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer, port: number): void {
  const app = connect(port, '127.0.0.1', () => {
    const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`];
    for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
      lines.push(`${incoming.rawHeaders[index]}: ${incoming.rawHeaders[index + 1]}`);
    }
    app.write(`${lines.join('\r\n')}\r\n\r\n`);
    app.write(head);
    app.pipe(socket);
    socket.pipe(app);
  });
  app.once('error', () => socket.destroy());
  app.once('close', () => socket.destroy());
  socket.once('error', () => app.destroy());
  socket.once('close', () => app.destroy());
}

function forwarded(incoming: IncomingMessage): Record<string, string> {
  const former = incoming.headers['x-forwarded-for'];
  const client = incoming.socket.remoteAddress ?? '127.0.0.1';
  const host = incoming.headers.host ?? '';
  return {
    'x-forwarded-for': former === undefined ? client : `${former}, ${client}`,
    'x-forwarded-proto': 'http',
    'x-forwarded-port': /:(\d+)$/.exec(host)?.[1] ?? '80',
  };
}

// Flat names and values: repeated headers such as Set-Cookie stay apart. The connection to the client is our own.
function withoutHop(raw: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? '';
    if (!/^(connection|keep-alive|transfer-encoding)$/i.test(name)) {
      kept.push(name, raw[index + 1] ?? '');
    }
  }
  return kept;
}

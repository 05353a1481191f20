import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Hands a request to the app on a local port and its answer back, as Beanstalk's proxy does; a dead app is a 502.
 *
 * @param added headers that an answer gets besides its own
 */
export async function proxy(
  incoming: IncomingMessage,
  response: ServerResponse,
  port: number,
  added: (status: number, byApp: boolean) => readonly (readonly [name: string, value: string])[] = () => [],
): Promise<void> {
  try {
    const answer = await askApp(incoming, response, port);
    const status = answer.statusCode ?? 502;
    response.writeHead(status, answer.statusMessage, [...withoutHop(answer.rawHeaders), ...added(status, true).flat()]);
    response.flushHeaders();
    await pipeline(answer, response);
  } catch {
    if (response.headersSent) {
      response.destroy();
    } else {
      const headers = [['content-type', 'text/plain'], ...added(502, false)].flat();
      response.writeHead(502, headers).end('502: the app closed the connection\n');
    }
  }
}

function askApp(incoming: IncomingMessage, response: ServerResponse, port: number): Promise<IncomingMessage> {
  const { method, url: path } = incoming;
  const headers = { ...incoming.headers, ...forwarded(incoming) };
  const outgoing = ask({ host: '127.0.0.1', port, method, path, headers, agent: false });
  response.once('close', () => outgoing.destroy());
  // The app may answer and close before it has read everything.
  pipeline(incoming, outgoing).catch(() => undefined);
  return new Promise((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.on('error', reject);
    // An app that changes the protocol unasked closes without an answer and without an error.
    outgoing.once('close', () => reject(new Error('the app gave no answer')));
  });
}

/** The same for a connection that changes its protocol (web sockets). */
export function proxyUpgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer, port: number): void {
  const app = connect(port, '127.0.0.1', () => {
    const ours = forwarded(incoming);
    const theirs = pairsOf(incoming.rawHeaders).filter(([name]) => !Object.hasOwn(ours, name.toLowerCase()));
    const lines = [...theirs, ...Object.entries(ours)].map(([name, value]) => `${name}: ${value}`);
    // As Node.js reads them: a byte a character.
    app.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1');
    app.write(head);
    app.pipe(socket);
    socket.pipe(app);
  });
  app.on('error', () => socket.destroy());
  app.once('close', () => socket.destroy());
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
  return pairsOf(raw)
    .filter(([name]) => !/^(connection|keep-alive|transfer-encoding)$/i.test(name))
    .flat();
}

function pairsOf(raw: readonly string[]): [name: string, value: string][] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? '', raw[2 * index + 1] ?? '']);
}

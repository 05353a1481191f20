import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { Notes } from './notes';
import { page } from './page';
import { Pictures } from './pictures';

const MAX_UPLOAD_BYTES = 5 * 1024 * 1024;

const notes = new Notes();
const pictures = new Pictures();
let ready = false;

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': type,
    'x-robots-tag': 'noindex',
    'x-content-type-options': 'nosniff',
    'content-security-policy':
      "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'",
  });
  response.end(body);
}

async function formOf(request: IncomingMessage): Promise<FormData | undefined> {
  if (Number(request.headers['content-length'] ?? Number.NaN) <= MAX_UPLOAD_BYTES) {
    const body = Readable.toWeb(request) as ReadableStream;
    return new Request('http://form/', {
      method: 'POST',
      headers: { 'content-type': request.headers['content-type'] ?? '' },
      body,
      duplex: 'half',
    } as RequestInit).formData();
  }
  return undefined;
}

async function sign(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = await formOf(request);
  if (!form) return send(response, 413, 'text/plain; charset=utf-8', 'A picture may have 5 MB at most.\n');
  const author = String(form.get('author') ?? '')
    .trim()
    .slice(0, 80);
  const message = String(form.get('message') ?? '')
    .trim()
    .slice(0, 2000);
  if (!author || !message) return send(response, 400, 'text/plain; charset=utf-8', 'A name and a message, please.\n');
  const picture = form.get('picture');
  const key = picture instanceof File ? await pictures.store(picture) : undefined;
  await notes.add({ author, message, picture: key });
  response.writeHead(303, { location: '/' }).end();
}

async function picture(name: string, response: ServerResponse): Promise<void> {
  const { body, type } = await pictures.read(name);
  response.writeHead(200, {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=3600',
  });
  body.pipe(response);
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://host');
  const pictureName = /^\/pictures\/([a-z0-9-]+\.[a-z]+)$/.exec(pathname)?.[1];
  if (pathname === '/health') return send(response, ready ? 200 : 503, 'text/plain', ready ? 'ok\n' : 'starting\n');
  if (pathname === '/' && request.method === 'GET') {
    return send(response, 200, 'text/html; charset=utf-8', page(await notes.list()));
  }
  if (pathname === '/notes' && request.method === 'POST') return sign(request, response);
  if (pictureName && request.method === 'GET') return picture(pictureName, response);
  send(response, 404, 'text/plain', 'Not found\n');
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: Error) => {
    console.error(`${request.method} ${request.url}: ${error.message}`);
    if (response.headersSent) response.destroy();
    else
      send(
        response,
        error.name === 'NoSuchKey' ? 404 : 500,
        'text/plain',
        'Something went wrong; the log says what.\n',
      );
  });
});

async function start(): Promise<void> {
  server.listen(Number(process.env.PORT ?? 8080));
  await notes.migrate();
  ready = true;
  console.log(`guest book ready on port ${process.env.PORT ?? 8080}`);
}

process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  notes.close().finally(() => process.exit(0));
});

start().catch((error: Error) => {
  console.error(`cannot start: ${error.message}`);
  process.exit(1);
});

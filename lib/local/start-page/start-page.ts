import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CloudState } from '../services';
import { drawPage, pagePaths } from './draw-page';
import { pageScript } from './page-script';
import { pageIcon, pageStyle } from './page-style';
import { prefersHtml } from './prefers-html';
import { whatThereIs } from './what-there-is';

const parts: Readonly<Record<string, readonly [type: string, body: string]>> = {
  [pagePaths.style]: ['text/css; charset=utf-8', pageStyle],
  [pagePaths.script]: ['text/javascript; charset=utf-8', pageScript],
  [pagePaths.icon]: ['image/svg+xml', pageIcon],
};

// Everything comes from here and nothing stands in the page itself, so that a name that got through as HTML could do nothing.
const policy = [
  "default-src 'none'",
  ...["style-src 'self'", "script-src 'self'", "connect-src 'self'", "img-src 'self'"],
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ');

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Whether a browser asks for the start page or a part of it. A client of AWS never does: it signs, or does not ask for HTML. The host must be
 * this endpoint with its port, so that no page from elsewhere reads this one through a name that leads here.
 */
export function asksForPage(incoming: IncomingMessage): boolean {
  const { method, url = '', headers: sent } = incoming;
  if (method !== 'GET' || !isThisPlace(sent.host, incoming.socket.localPort)) {
    return false;
  }
  const isSigned = sent.authorization !== undefined || Object.keys(sent).some((name) => name.startsWith('x-amz-'));
  return Object.hasOwn(parts, url) || (url === '/' && !isSigned && prefersHtml(sent.accept));
}

export function answerPage({ url = '' }: IncomingMessage, response: ServerResponse, world: CloudState): void {
  const [type, body] = parts[url] ?? ['text/html; charset=utf-8', drawPage(whatThereIs(world))];
  response.writeHead(200, { ...headers, 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

function isThisPlace(host: string | undefined, port: number | undefined): boolean {
  // Browsers leave out the port that http has anyway.
  const end = port === 80 ? '(?::80)?' : `:${port}`;
  return new RegExp(`^(?:127\\.0\\.0\\.1|localhost|\\[::1\\])${end}$`, 'i').test(host ?? '');
}

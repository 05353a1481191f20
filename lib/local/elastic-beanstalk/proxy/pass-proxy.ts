import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ProxyRules, ProxyVerdict } from './proxy-rules';

const open: ProxyVerdict = { headers: () => [] };
const body = '401: this target asks for a password\n';

type Refusal = ProxyVerdict & { readonly realm: string };

/** What an instance's proxy says of a request; without rules everybody passes. */
export function verdictOf(rules: ProxyRules | undefined, incoming: IncomingMessage): ProxyVerdict {
  return rules?.judge(incoming) ?? open;
}

export function isRefused(verdict: ProxyVerdict): verdict is Refusal {
  return verdict.realm !== undefined;
}

export function refuseRequest(response: ServerResponse, verdict: Refusal): void {
  response.writeHead(401, headersOf(verdict).flat()).end(body);
}

/** The same for a connection that wants to change its protocol. */
export function refuseUpgrade(socket: Duplex, verdict: Refusal): void {
  const lines = [...headersOf(verdict), ['connection', 'close']].map((header) => header.join(': '));
  socket.end(`HTTP/1.1 401 Unauthorized\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

function headersOf(verdict: Refusal): string[][] {
  return [
    ['content-type', 'text/plain; charset=utf-8'],
    ['content-length', `${Buffer.byteLength(body)}`],
    ['www-authenticate', `Basic realm="${verdict.realm}"`],
    ...verdict.headers(401, false).map((header) => [...header]),
  ];
}

import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Probe, ProbeAnswer } from '../ports/probe';

/** Asks a URL once, follows no redirect (a login page that answers 200 is not the app), and reads no body. */
export class HttpProbe implements Probe {
  constructor(private readonly options: { /** @default 5000 */ readonly timeoutMs?: number } = {}) {}

  get(url: string): Promise<ProbeAnswer> {
    const { timeoutMs = 5000 } = this.options;
    const { protocol, hostname } = new URL(url);
    const send = protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise((resolve) => {
      const silent = (reason: string) => resolve({ kind: 'silent', reason });
      const request = send(
        url,
        {
          agent: false,
          headers: { 'user-agent': 'preview-stacks' },
          signal: AbortSignal.timeout(timeoutMs),
          ...(isLocalhost(hostname) && { lookup: loopback }),
        },
        (response) => {
          const challenge = response.headers['www-authenticate'];
          resolve({
            ...{ kind: 'answered', status: response.statusCode ?? 0 },
            ...(challenge !== undefined && { challenge }),
          });
          response.destroy();
        },
      );
      request.on('error', (error: NodeJS.ErrnoException) =>
        silent(error.name === 'AbortError' ? `no answer within ${timeoutMs} ms` : reasonOf(error)),
      );
      request.end();
    });
  }
}

/** Browsers know `x.localhost`, Node's resolver does not. */
function isLocalhost(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost');
}

const loopback: LookupFunction = (_hostname, options, callback) => {
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the resolver does not answer',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
};

function reasonOf(error: NodeJS.ErrnoException): string {
  return reasons[error.code ?? ''] ?? error.code ?? error.message;
}

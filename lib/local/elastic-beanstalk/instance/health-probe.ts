import { request } from 'node:http';

export interface ProbeResult {
  readonly healthy: boolean;
  /** `answered 500`, `refused the connection` */
  readonly words: string;
}

/** Asks an app's health path once, as a balancer does. Never rejects. */
export function probe(port: number, path: string, codes: string, timeoutMs: number): Promise<ProbeResult> {
  return new Promise<ProbeResult>((resolve) => {
    const done = (healthy: boolean, words: string) => resolve({ healthy, words: `GET ${path} ${words}` });
    const asking = request(
      {
        host: '127.0.0.1',
        port,
        path,
        agent: false,
        timeout: timeoutMs,
        headers: { 'user-agent': 'ELB-HealthChecker/2.0' },
      },
      (response) => {
        const status = response.statusCode ?? 0;
        response.resume();
        response.on('error', () => undefined);
        done(isAmong(codes, status), `answered ${status}`);
      },
    );
    asking.on('timeout', () => {
      done(false, `gave no answer in ${timeoutMs} ms`);
      asking.destroy();
    });
    asking.on('error', (error: NodeJS.ErrnoException) => done(false, wordsOf(error)));
    asking.end();
    // A path that no request can carry.
  }).catch((error: Error) => ({ healthy: false, words: `GET ${path} failed: ${error.message}` }));
}

function isAmong(codes: string, status: number): boolean {
  return codes.split(',').some((range) => {
    const [from, to] = range.split('-').map(Number);
    return from !== undefined && status >= from && status <= (to ?? from);
  });
}

function wordsOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED') {
    return 'found no server that listens on PORT';
  }
  return `failed: ${message}`;
}

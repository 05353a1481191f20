import { connect } from 'node:net';
import { LocalGuard, ownPolicy } from '../../lib/web/guard/local-guard';
import { startWebServer, type WebServer } from '../../lib/web/start-web-server';
import { webApp } from '../../lib/web/web-app';
import { ManualClock } from './manual-clock';
import { PageWorldStandIn } from './page-world-stand-in';

export interface Page {
  readonly origin: string;
  readonly port: number;
  readonly address: string;
  readonly world: PageWorldStandIn;
  readonly clock: ManualClock;
  readonly guard: LocalGuard;
  readonly defects: unknown[];
  /** The cookie that the address gives, once. */
  signIn(): Promise<string>;
  close(): Promise<void>;
}

const files = new Map([
  ['/', { type: 'text/html; charset=utf-8', body: '<!doctype html><title>Previews</title>' }],
  ['/page/style.css', { type: 'text/css; charset=utf-8', body: 'body{}' }],
]);

export async function openPage(
  more: {
    readonly readOnly?: string;
    readonly patienceMs?: number;
    readonly port?: number;
    readonly world?: PageWorldStandIn;
  } = {},
): Promise<Page> {
  const { world = new PageWorldStandIn(), readOnly, patienceMs, port = 0 } = more;
  const clock = new ManualClock();
  const defects: unknown[] = [];
  let guard!: LocalGuard;
  const server: WebServer = await startWebServer({
    port,
    ...(patienceMs !== undefined && { patienceMs }),
    serve: (taken) => {
      guard = new LocalGuard(taken, 'ada');
      const onDefect = (error: unknown) => defects.push(error);
      const common = { world, guard, files, clock, policy: ownPolicy, onDefect };
      return { app: webApp({ ...common, ...(readOnly !== undefined && { readOnly }) }), origin: guard.origin };
    },
  });
  return {
    ...{ origin: guard.origin, port: server.port, address: guard.address, world, clock, guard, defects },
    signIn: async () => {
      const answer = await fetch(guard.address, { redirect: 'manual' });
      return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    },
    close: async () => {
      guard.close();
      await server.close();
    },
  };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is answered to these bytes: no client of HTTP would send some of them. Resolves when the server ends the connection. */
export function sendRaw(port: number, text: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let got = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      got += chunk;
    });
    socket.on('error', reject).on('close', () => {
      const [head = '', body = ''] = got.split('\r\n\r\n');
      const [first = '', ...lines] = head.split('\r\n');
      const headers = lines.map((line) => [
        line.split(':')[0]?.toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]);
      resolve({ status: Number(first.split(' ')[1]), headers: Object.fromEntries(headers), body });
    });
  });
}

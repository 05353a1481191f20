import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ActRequest, ActState, BranchesAnswer, PageState, Refusal } from '../../../lib/web/api';
import { pageFiles } from '../../../lib/web/page/files';
import { readAct } from '../../../lib/web/read-act';
import { compilePage } from '../../../scripts/page/compile-page';
import { sampleAct, sampleBranches, sampleDetail, sampleState } from './page-samples';

/** The policy of the real server: what breaks it breaks the page here, too. */
const policy = [
  ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self'"],
  ...["base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"],
].join('; ');

/** What the server answers next; a test changes it. */
export interface FakePage {
  state: PageState;
  /** What is said instead. @default nothing */
  failure?: Refusal;
  /** Answers nothing at all. */
  silent?: boolean;
  /** How an act is refused. @default it begins */
  refusal?: Refusal;
  branches: BranchesAnswer;
}

/** A server of the page and its contract, without anything behind it. */
export async function fakePageServer(): Promise<{
  readonly url: string;
  readonly page: FakePage;
  /** All that was asked for. */
  readonly asked: readonly ActRequest[];
  /** Sends the state to all who listen. */
  tell(state: PageState): void;
  /** Sends what became of an act to all who listen. */
  tellAct(act: ActState): void;
  close(): Promise<void>;
}> {
  const files = await pageFiles(compilePage(join(__dirname, '../../../lib/web/page/script')));
  const page: FakePage = { state: sampleState(Date.now()), branches: sampleBranches };
  const asked: ActRequest[] = [];
  const listeners = new Set<ServerResponse>();

  const send = (event: string, data: object) => {
    for (const listener of listeners) listener.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const stream = (answer: ServerResponse) => {
    answer.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    answer.write(': begins\n\n');
  };
  const json = (answer: ServerResponse, status: number, body: object) => {
    answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

  const serve = async (request: IncomingMessage, answer: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const file = files.get(pathname);
    if (file) {
      answer.writeHead(200, {
        'content-type': file.type,
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
      });
      answer.end(file.body);
      return;
    }
    if (page.silent) return;
    if (page.failure) return json(answer, 500, page.failure);
    if (pathname === '/api/state') return json(answer, 200, page.state);
    if (pathname === '/api/branches') return json(answer, 200, page.branches);
    if (pathname === '/api/events') {
      stream(answer);
      listeners.add(answer);
      request.once('close', () => listeners.delete(answer));
      return;
    }
    if (pathname === '/api/acts' && request.headers['x-preview-stacks'] === '1') {
      let body = '';
      for await (const chunk of request) body += chunk;
      // As strict as the real one.
      const { branch: named, command: given } = readAct(JSON.parse(body));
      const act: ActRequest = { branch: named, command: given };
      asked.push(act);
      if (page.refusal) return json(answer, 403, page.refusal);
      const { branch, command } = act;
      return json(
        answer,
        202,
        sampleAct(Date.now(), branch, { id: `act-${asked.length}`, verb: command.verb, words: command.verb }),
      );
    }
    const [, id, log] = /^\/api\/previews\/([a-z0-9-]+)(\/log)?$/.exec(pathname) ?? [];
    const row = page.state.previews.find((one) => one.id === id);
    if (!row) return json(answer, 404, { code: 'not-deployed', because: `There is no preview ${id}.` });
    if (!log) return json(answer, 200, sampleDetail(row, Date.now()));
    stream(answer);
    for (let line = 0; line < 60; line += 1) {
      const text =
        line % 9 === 0
          ? '<b>\u001b[31mERROR\u001b[0m</b> connect ECONNREFUSED 10.0.1.17:5432'
          : `GET /api/items?page=${line} 200 ${3 + line} ms`;
      answer.write(`event: line\ndata: ${JSON.stringify({ at: new Date().toISOString(), service: 'web', text })}\n\n`);
    }
  };

  const server = createServer((request, answer) => void serve(request, answer));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    page,
    asked,
    tell: (state) => {
      page.state = state;
      send('state', state);
    },
    tellAct: (act) => send('act', act),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

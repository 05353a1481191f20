import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { components } from '@octokit/openapi-types';

type ShortBranch = components['schemas']['short-branch'];
type Repository = Pick<components['schemas']['full-repository'], 'full_name' | 'default_branch' | 'id'>;

/** An answer in place of the usual one. */
export interface OddAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: unknown;
  /** Never answers. */
  readonly silent?: boolean;
}

/** A GitHub that has one repository, over HTTP, with pages and bad days. */
export class StandInGitHub {
  static async start(): Promise<StandInGitHub> {
    const made = new StandInGitHub();
    await new Promise<void>((resolve) => made.server.listen(0, '127.0.0.1', resolve));
    return made;
  }

  fullName = 'acme/shop';
  defaultBranch = 'main';
  /** Branches on a page at most, whatever is asked for. */
  pageSize = 100;
  /** Requests in order, as `GET /path?query`. */
  readonly requests: string[] = [];
  /** The `authorization` headers that came. */
  readonly authorizations: (string | undefined)[] = [];
  /** Asked before every answer; undefined is the usual one. `count` is how often this URL has been asked for, from 1. */
  odd: (request: { readonly path: string; readonly page: number; readonly count: number }) => OddAnswer | undefined =
    () => undefined;
  private readonly heads = new Map<string, string>();
  private readonly server: Server = createServer((request, response) => this.answer(request, response));

  private constructor() {
    this.push('main');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  push(name: string, commit = '1'.repeat(40)): void {
    this.heads.set(name, commit);
  }

  delete(name: string): void {
    this.heads.delete(name);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.url);
    const page = Number(url.searchParams.get('page') ?? 1);
    this.requests.push(`${request.method} ${url.pathname}${url.search}`);
    this.authorizations.push(request.headers.authorization);
    const count = this.requests.filter((one) => one === this.requests.at(-1)).length;
    const { status, headers, body, silent } = this.odd({ path: url.pathname, page, count }) ?? this.usual(url, page);
    if (silent) return;
    const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body ?? { message: 'none' }));
  }

  private usual(url: URL, page: number): OddAnswer {
    const path = url.pathname;
    const root = [`/repos/${this.fullName}`, '/repositories/1'].find(
      (one) => path === one || path.startsWith(`${one}/`),
    );
    if (root === undefined) return { status: 404, body: { message: 'Not Found' } };
    if (path === root) return { status: 200, body: this.repository() };
    if (path === `${root}/branches`) return this.list(url, page);
    const name = decodeURIComponent(path.slice(`${root}/branches/`.length));
    const commit = this.heads.get(name);
    if (commit === undefined) return { status: 404, body: { message: 'Branch not found' } };
    return { status: 200, body: this.branch(name, commit) };
  }

  private list(url: URL, page: number): OddAnswer {
    const size = Math.min(this.pageSize, Number(url.searchParams.get('per_page') ?? 30));
    const all = [...this.heads].sort(([one], [other]) => (one < other ? -1 : 1));
    const rest = all.length > page * size;
    const next = `<${this.url}/repositories/1/branches?per_page=${size}&page=${page + 1}>; rel="next"`;
    return {
      status: 200,
      body: all.slice((page - 1) * size, page * size).map(([name, commit]) => this.branch(name, commit)),
      ...(rest && { headers: { link: next } }),
    };
  }

  private branch(name: string, sha: string): ShortBranch {
    return { name, commit: { sha, url: `${this.url}/repos/${this.fullName}/commits/${sha}` }, protected: false };
  }

  private repository(): Repository {
    return { id: 1, full_name: this.fullName, default_branch: this.defaultBranch };
  }
}

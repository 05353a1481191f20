import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { components } from '@octokit/openapi-types';
import { accessRoutes, requiresAuthentication } from './github/access-routes';
import { branchRoutes } from './github/branch-routes';
import { collaboratorRoutes } from './github/collaborator-routes';
import { commentRoutes, say } from './github/comment-routes';
import { commitStatusRoutes } from './github/commit-status-routes';
import { deploymentRoutes } from './github/deployment-routes';
import { type Commented, EventFiles } from './github/event-files';
import { pullRequestRoutes } from './github/pull-request-routes';
import { SignInRoutes } from './github/sign-in-routes';
import {
  type StandInComment,
  type StandInCommitStatus,
  type StandInDeployment,
  type StandInDispatch,
  StandInState,
} from './github/state';
import { notFound, type OddAnswer, ok, type Route, type StandInUser } from './github/wire';
import { workflowRoutes } from './github/workflow-routes';

export type { OddAnswer } from './github/wire';

export interface AskedOfGitHub {
  readonly method: string;
  readonly path: string;
  readonly page: number;
  /** How often this URL has been asked for with this method, from 1. */
  readonly count: number;
}

/**
 * A GitHub that has one repository, over HTTP, with pages of 2, several users and bad days. A caller with a token is `preview-bot[bot]`
 * unless `signIn` said otherwise; a caller without one may read.
 */
export class StandInGitHub extends StandInState {
  static async start(): Promise<StandInGitHub> {
    const made = new StandInGitHub();
    await new Promise<void>((resolve) => made.server.listen(0, '127.0.0.1', resolve));
    return made;
  }

  /** Requests in order, as `GET /path?query`. */
  readonly requests: string[] = [];
  /** The same with what they carried. */
  readonly received: {
    readonly method: string;
    readonly path: string;
    readonly body: Readonly<Record<string, unknown>>;
  }[] = [];
  /** The `authorization` headers that came. */
  readonly authorizations: (string | undefined)[] = [];
  /** Asked before every answer; undefined is the usual one. */
  odd: (asked: AskedOfGitHub) => OddAnswer | undefined = () => undefined;
  /** The app by which people sign in elsewhere. */
  readonly signIns = new SignInRoutes(this);
  /** Requests left in this hour. */
  remaining = 5000;
  private readonly signedIn = new Map<string, string>();
  private readonly server: Server = createServer((request, response) => this.receive(request, response));
  private readonly routes: readonly Route[];
  private readonly eventFiles = new EventFiles();

  private constructor() {
    super();
    const url = () => this.url;
    this.routes = [
      ...accessRoutes(this),
      ...branchRoutes(this, url),
      ...deploymentRoutes(this, url),
      ...pullRequestRoutes(this, url),
      ...commentRoutes(this, url),
      ...commitStatusRoutes(this),
      ...collaboratorRoutes(this),
      ...workflowRoutes(this, url),
    ];
    this.push('main');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  push(name: string, commit = '1'.repeat(40)): void {
    this.heads.set(name, commit);
    this.commits.add(commit);
  }

  delete(name: string): void {
    this.heads.delete(name);
  }

  /** A caller with this token is this user. */
  signIn(token: string, login: string): void {
    this.signedIn.set(token, login);
  }

  /** Gives a user a role in the repository: `admin`, `maintain`, `write`, `triage`, `read`, or one that an organization made. */
  allow(login: string, role: string): void {
    this.user(login);
    this.roles.set(login.toLowerCase(), role);
  }

  /** Returns its number. `from`: `owner/name` of a fork, null for one that was deleted since. */
  openPullRequest(
    branch: string,
    {
      from = this.fullName,
      author = 'ann',
      title = `About ${branch}`,
    }: { readonly from?: string | null; readonly author?: string; readonly title?: string } = {},
  ): number {
    const number = this.opened.length + 1;
    this.opened.push({ number, branch, title, from, author: this.user(author).login, open: true, locked: false });
    return number;
  }

  closePullRequest(number: number): void {
    for (const one of this.opened) if (one.number === number) one.open = false;
  }

  lockPullRequest(number: number): void {
    for (const one of this.opened) if (one.number === number) one.locked = true;
  }

  /** Oldest first, by everybody. */
  comments(pullRequest?: number): readonly StandInComment[] {
    return this.said.filter((one) => pullRequest === undefined || one.pullRequest === pullRequest);
  }

  /** Oldest first, each with its statuses. */
  deployments(environment?: string): readonly StandInDeployment[] {
    return this.deployed.filter((one) => environment === undefined || one.body.environment === environment);
  }

  /** Commit statuses, oldest first. */
  statuses(commit?: string): readonly StandInCommitStatus[] {
    return this.marked.filter((one) => commit === undefined || one.sha === commit);
  }

  /** A user comments; returns the comment's id. */
  say(pullRequest: number, body: string, login: string): number {
    return say(this, pullRequest, body, login).id;
  }

  /** Somebody comments; returns the comment's id and the path of the file with which GitHub starts a job for it. */
  commented(comment: Commented): { readonly id: number; readonly file: string } {
    const said = say(this, comment.number, comment.body, comment.login);
    return { id: said.id, file: this.eventFiles.write(this, said, comment) };
  }

  /** Reactions to a comment, oldest first, as `eyes by preview-bot[bot]`. */
  reactions(comment: number): readonly string[] {
    const found = this.said.find((one) => one.id === comment);
    return found?.reactions.map(({ content, login }) => `${content} by ${login}`) ?? [];
  }

  /** Workflows that were started by hand, oldest first. */
  dispatches(): readonly StandInDispatch[] {
    return this.dispatched;
  }

  /** A person deletes a comment. */
  deleteComment(id: number): void {
    const found = this.said.findIndex((one) => one.id === id);
    if (found >= 0) this.said.splice(found, 1);
  }

  /** A person deletes a deployment. */
  deleteDeployment(id: number): void {
    const found = this.deployed.findIndex((one) => one.id === id);
    if (found >= 0) this.deployed.splice(found, 1);
  }

  async stop(): Promise<void> {
    this.eventFiles.remove();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => this.answer(request, response, Buffer.concat(chunks).toString('utf8')));
  }

  private answer(request: IncomingMessage, response: ServerResponse, sent: string): void {
    const url = new URL(request.url ?? '/', this.url);
    const { method = 'GET' } = request;
    const page = Number(url.searchParams.get('page') ?? 1);
    const body = (sent === '' ? {} : JSON.parse(sent)) as Record<string, unknown>;
    this.requests.push(`${method} ${url.pathname}${url.search}`);
    this.received.push({ method, path: url.pathname, body });
    this.authorizations.push(request.headers.authorization);
    const count = this.requests.filter((one) => one === this.requests.at(-1)).length;
    const odd = this.odd({ method, path: url.pathname, page, count });
    if (odd?.silent) return;
    const user = this.userOf(request.headers.authorization);
    const usual = () =>
      this.signIns.answer(method, url, body, request.headers.authorization) ?? this.usual(method, url, body, user);
    if (odd?.cut === undefined) {
      this.send(response, odd ?? usual());
      return;
    }
    if (odd.cut === 'after') usual();
    request.socket.destroy();
  }

  private send(response: ServerResponse, { status, headers, body }: OddAnswer): void {
    this.remaining -= 1;
    const limits = {
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': String(this.remaining),
      'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600),
    };
    const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
    response.writeHead(status, { 'content-type': type, ...limits, ...headers });
    if (status === 204) response.end();
    else response.end(typeof body === 'string' ? body : JSON.stringify(body ?? { message: 'none' }));
  }

  private usual(
    method: string,
    { pathname, searchParams: query }: URL,
    body: Readonly<Record<string, unknown>>,
    user: StandInUser | undefined,
  ): OddAnswer {
    if (`${method} ${pathname}` === 'GET /rate_limit') return this.rateLimit();
    if (`${method} ${pathname}` === 'POST /graphql') return viewer(body, user);
    // GitHub knows a repository by its name in any case.
    const asked = `${pathname}/`.toLowerCase();
    const root = [`/repos/${this.fullName}`, '/repositories/1'].find((one) =>
      asked.startsWith(`${one}/`.toLowerCase()),
    );
    if (root === undefined) return notFound;
    const request = { method, path: pathname.slice(root.length), query, body, user };
    for (const route of this.routes) {
      const answer = route(request);
      if (answer) return answer;
    }
    return notFound;
  }

  private userOf(authorization: string | undefined): StandInUser | undefined {
    if (authorization === undefined) return undefined;
    return this.user(this.signedIn.get(authorization.replace(/^(token|bearer) /i, '')) ?? 'preview-bot[bot]');
  }

  private rateLimit(): OddAnswer {
    const reset = Math.floor(Date.now() / 1000) + 3600;
    const core: components['schemas']['rate-limit'] = {
      limit: 5000,
      remaining: this.remaining,
      reset,
      used: 5000 - this.remaining,
    };
    return ok({ resources: { core, search: core }, rate: core } satisfies components['schemas']['rate-limit-overview']);
  }
}

/** GraphQL answers one question: who am I. */
function viewer({ query }: Readonly<Record<string, unknown>>, user: StandInUser | undefined): OddAnswer {
  if (user === undefined) return requiresAuthentication;
  if (typeof query !== 'string' || !/\bviewer\s*\{\s*login\s+databaseId\s*\}/.test(query)) {
    return ok({ errors: [{ type: 'undefinedField', message: 'the stand-in knows only viewer { login databaseId }' }] });
  }
  return ok({ data: { viewer: { login: user.login, databaseId: user.id } } });
}

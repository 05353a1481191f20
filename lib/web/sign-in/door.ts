import type { Permission } from '../../ports/conversations';
import type { SignedIn } from '../../ports/sign-in';
import { cookiesNamed } from '../guard/cookies';
import { refusalOf } from '../refusal-of';
import { Attempts, attemptMs, type Begun } from './attempts';
import { Pace } from './pace';
import { type PlainPage, plainPage } from './plain-page';
import { returnTo } from './return-to';
import type { TeamGuardOptions } from './team-guard-options';

/** Sent when GitHub sends a browser back, which a page of another site does: so it cannot be Strict. */
const attemptName = '__Host-preview-sign-in';
const attemptCookie = (value: string, seconds: number) =>
  `${attemptName}=${value}; HttpOnly; Secure; SameSite=Lax; Path=/; Max-Age=${seconds}`;

type Failure = Pick<PlainPage, 'status' | 'text'> & { readonly code: string; readonly choose?: true };

/** The way in: to GitHub and back. */
export class Door {
  private readonly attempts: Attempts;
  private readonly inAll: Pace;
  private readonly ofPerson: Pace;

  /** @param letIn makes a session, and returns its cookie */
  constructor(
    private readonly options: TeamGuardOptions,
    private readonly letIn: (person: SignedIn, permission: Permission) => string,
  ) {
    this.attempts = new Attempts(options.clock, `${options.origin}/sign-in/back`);
    this.inAll = new Pace(options.clock, { each: 60, all: 60 });
    this.ofPerson = new Pace(options.clock, { each: 10, all: 60 });
  }

  async answer(request: Request): Promise<Response | undefined> {
    const { pathname, searchParams: query } = new URL(request.url);
    const to = returnTo(query.get('to'));
    if (pathname === '/sign-in') return this.welcome(to);
    if (pathname === '/sign-in/begin') return this.begin(to, query.has('choose'));
    return pathname === '/sign-in/back' ? this.back(request, query) : undefined;
  }

  private welcome(to: string): Response {
    const text = `The previews of ${this.options.repository} are shown to those who have access to the repository.`;
    return plainPage({ ...{ status: 200, title: 'Sign in', text }, links: [linkTo('Sign in with GitHub', to)] });
  }

  private begin(to: string, choose: boolean): Response {
    const attempt = this.attempts.begin(to);
    const location = this.options.signIn.address(attempt, choose);
    const headers = { location, 'set-cookie': attemptCookie(attempt.browser, attemptMs / 1000) };
    return new Response(null, { status: 303, headers });
  }

  private async back(request: Request, query: URLSearchParams): Promise<Response> {
    const attempt = this.attempts.end(query.get('state') ?? '', cookiesNamed(attemptName, request));
    const found = attempt === undefined ? notBegun : await this.whoCame(attempt, query);
    const gone = attemptCookie('', 0);
    if ('status' in found) {
      if (found.code !== 'no-access') this.options.report({ kind: 'sign-in-failed', code: found.code });
      const links = [linkTo('Sign in again', attempt?.to ?? '/', found.choose)];
      return plainPage({ ...found, title: 'You are not signed in', links, headers: { 'set-cookie': gone } });
    }
    const { person, permission } = found;
    this.options.report({ kind: 'signed-in', login: person.login, permission });
    const headers = new Headers({ 'content-type': 'text/html; charset=utf-8' });
    const page = plainPage({
      ...{ status: 200, title: 'You are signed in', text: `As ${person.login}.`, onward: found.to },
      links: [{ to: found.to, words: 'To the previews' }],
    });
    // Not a redirect: it would still come from GitHub, and the browser would not send a cookie that is Strict.
    headers.append('set-cookie', this.letIn(person, permission));
    headers.append('set-cookie', gone);
    return new Response(page.body, { status: 200, headers });
  }

  private async whoCame(
    attempt: Begun,
    query: URLSearchParams,
  ): Promise<Failure | { readonly person: SignedIn; readonly permission: Permission; readonly to: string }> {
    const { signIn, access, repository, report, onDefect } = this.options;
    if (query.get('error') === 'access_denied') return declined;
    if (query.has('error')) {
      const code = (query.get('error') ?? '').replace(/[^a-z_]/g, '').slice(0, 60);
      return {
        status: 502,
        code,
        text: `GitHub does not let this app sign anyone in (${code}). Ask those who run it.`,
      };
    }
    // Each asks GitHub, and anyone can send a code.
    if (!this.inAll.allows('anyone')) return tooOften;
    try {
      const person = await signIn.who(query.get('code') ?? '', attempt);
      if (person === undefined) return notTaken;
      if (!this.ofPerson.allows(String(person.id))) return tooOften;
      const permission = await access(person);
      if (permission !== 'none') return { person, permission, to: attempt.to };
      report({ kind: 'no-access', login: person.login });
      const text = `${person.login} has no access to ${repository}. Ask an admin of the repository, or sign in with another account.`;
      return { status: 403, code: 'no-access', text, choose: true };
    } catch (error) {
      const { code, because } = refusalOf(error, onDefect);
      return { status: 502, code, text: because };
    }
  }
}

const notBegun: Failure = {
  ...{ status: 400, code: 'sign-in-not-begun' },
  text: 'This browser did not begin this sign-in, it has ended already, or it took more than 10 minutes.',
};
const declined: Failure = { status: 403, code: 'sign-in-declined', text: 'You did not agree at GitHub.' };
const notTaken: Failure = {
  ...{ status: 400, code: 'sign-in-not-taken' },
  text: 'GitHub does not know this sign-in any more, or your address of mail there is not verified.',
};
const tooOften: Failure = {
  ...{ status: 429, code: 'asked-too-often' },
  text: 'That is more than 10 times in a minute, or more than 60 by all. Sign in again in a minute.',
};

function linkTo(words: string, to: string, choose = false): { readonly to: string; readonly words: string } {
  return { words, to: `/sign-in/begin?${new URLSearchParams({ to, ...(choose && { choose: '1' }) })}` };
}

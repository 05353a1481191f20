import { createHash } from 'node:crypto';
import { PreviewError } from '../errors';
import type { Attempt, SignedIn, SignIn } from '../ports/sign-in';
import { fieldsOf, isFields, numberField, textField } from './calls/fields';
import { notCredible } from './calls/github-error';
import { defaultBaseUrl } from './calls/open-octokit';
import { sameOriginFetch } from './calls/same-origin-fetch';
import { isLogin } from './is-login';

export interface GitHubAppAccess {
  readonly clientId: string;
  /** Never to be shown. */
  readonly clientSecret: string;
  /** The GitHub that people see. @default 'https://github.com' */
  readonly web?: string | undefined;
  /** API root, for GitHub Enterprise. @default 'https://api.github.com' */
  readonly baseUrl?: string | undefined;
  /** Milliseconds until a request must be answered. @default 15000 */
  readonly timeoutMs?: number;
}

/**
 * An OAuth app of GitHub (docs.github.com, "Authorizing OAuth apps", read on 2026-11-28). It asks for no scope: such a token reads what is public
 * anyway. GitHub takes the proof of RFC 7636, with S256 alone, since 2025-07-14 (github.blog, changelog of that day).
 */
export class GitHubSignIn implements SignIn {
  private readonly web: string;
  private readonly api: string;
  private readonly timeoutMs: number;

  constructor(private readonly access: GitHubAppAccess) {
    this.web = (access.web || 'https://github.com').replace(/\/+$/, '');
    this.api = (access.baseUrl || defaultBaseUrl).replace(/\/+$/, '');
    this.timeoutMs = access.timeoutMs ?? 15_000;
  }

  address({ state, verifier, back }: Attempt, choose = false): string {
    const asked = new URL(`${this.web}/login/oauth/authorize`);
    const parameters = {
      client_id: this.access.clientId,
      redirect_uri: back,
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      // Who has no account cannot have a right.
      allow_signup: 'false',
      ...(choose && { prompt: 'select_account' }),
    };
    for (const [name, value] of Object.entries(parameters)) asked.searchParams.set(name, value);
    return asked.href;
  }

  async who(code: string, { verifier, back }: Omit<Attempt, 'state'>): Promise<SignedIn | undefined> {
    const token = await this.tokenFor(code, verifier, back);
    return token === undefined ? undefined : this.personOf(token);
  }

  private async tokenFor(code: string, verifier: string, back: string): Promise<string | undefined> {
    const what = 'the code of a sign-in';
    const { clientId, clientSecret } = this.access;
    const said = await this.ask(what, `${this.web}/login/oauth/access_token`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ client_id: clientId, client_secret: clientSecret },
        ...{ code, redirect_uri: back, code_verifier: verifier },
      }),
    });
    // GitHub refuses with 200 (docs.github.com, "Troubleshooting OAuth app access token request errors", read on 2026-11-28).
    if (isFields(said) && said.error !== undefined) return refused(said.error);
    return textField(fieldsOf(said, what), 'access_token', what);
  }

  private async personOf(token: string): Promise<SignedIn> {
    const what = 'who signed in';
    const headers = { accept: 'application/vnd.github+json', authorization: `Bearer ${token}` };
    const person = fieldsOf(await this.ask(what, `${this.api}/user`, { headers }), what);
    const found = { login: textField(person, 'login', what), id: numberField(person, 'id', what) };
    if (!isLogin(found.login) || !Number.isSafeInteger(found.id) || found.id <= 0 || person.type !== 'User') {
      throw notCredible(what, 'it is no person');
    }
    return found;
  }

  /** The errors hold nothing of what was sent: that is a secret, a code or a token. */
  private async ask(what: string, url: string, init: RequestInit & { headers: Record<string, string> }) {
    const headers = { ...init.headers, 'user-agent': 'preview-stacks' };
    let response: Response;
    let text: string;
    try {
      response = await sameOriginFetch(url, this.timeoutMs)(url, { ...init, headers });
      text = await response.text();
    } catch {
      throw unavailable(what, 'no answer came');
    }
    if (response.status === 404) throw unknownApp('not-found');
    if (response.status !== 200) throw unavailable(what, `HTTP ${response.status}`);
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw notCredible(what, 'it is no JSON');
    }
  }
}

/** What is the person's to repeat is no error; what is the app's stops every sign-in, and those who run it have to hear it. */
function refused(error: unknown): undefined {
  if (error === 'bad_verification_code' || error === 'unverified_user_email') return undefined;
  throw unknownApp(
    String(error)
      .replace(/[^a-z_]/g, '')
      .slice(0, 60),
  );
}

function unknownApp(said: string): PreviewError {
  return new PreviewError('sign-in-refused', `GitHub does not let this OAuth app sign anyone in: ${said}`, {
    fault: 'world',
    hint: 'Check GITHUB_OAUTH_CLIENT_ID, GITHUB_OAUTH_CLIENT_SECRET, and that the callback URL of the app is <url>/sign-in/back.',
  });
}

function unavailable(what: string, why: string): PreviewError {
  return new PreviewError('github-unavailable', `GitHub did not answer ${what}: ${why}`, {
    fault: 'world',
    hint: 'Check the network and GITHUB_API_URL, and repeat later.',
  });
}

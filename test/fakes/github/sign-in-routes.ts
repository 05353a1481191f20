import { createHash } from 'node:crypto';
import type { Schemas, StandInState } from './state';
import { notFound, type OddAnswer, ok, type StandInUser } from './wire';

interface Given {
  readonly login: string;
  readonly back: string;
  readonly challenge: string | null;
}

/** An OAuth app of GitHub: the page at which a person agrees, codes that are good once, and tokens. It redirects and refuses as GitHub does. */
export class SignInRoutes {
  /** Who sits before the browser and agrees; undefined for someone who declines. */
  visitor: string | undefined;
  /** The app as it is registered. */
  readonly app = { id: 'Iv1.0123456789abcdef', secret: 'app-secret-of-the-test', back: '' };
  private readonly codes = new Map<string, Given>();
  private readonly tokens = new Map<string, string>();

  constructor(private readonly state: StandInState) {}

  answer(
    method: string,
    { pathname, searchParams: query }: URL,
    body: Readonly<Record<string, unknown>>,
    authorization: string | undefined,
  ): OddAnswer | undefined {
    const asked = `${method} ${pathname}`;
    if (asked === 'GET /login/oauth/authorize') return this.authorize(query);
    if (asked === 'POST /login/oauth/access_token') return this.exchange(body);
    return asked === 'GET /user' ? this.whoHas(authorization) : undefined;
  }

  /** A code for this person, as the browser brings it back. */
  private codeFor(given: Given): string {
    const code = createHash('sha256').update(String(this.state.nextId())).digest('hex').slice(0, 20);
    this.codes.set(code, given);
    return code;
  }

  private authorize(query: URLSearchParams): OddAnswer {
    if (query.get('client_id') !== this.app.id) return notFound;
    const back = query.get('redirect_uri') ?? this.app.back;
    const state = query.get('state');
    if (back !== this.app.back) return this.sendBack(state, { error: 'redirect_uri_mismatch' });
    if (this.visitor === undefined) return this.sendBack(state, { error: 'access_denied' });
    const method = query.get('code_challenge_method');
    const challenge = query.get('code_challenge');
    if (challenge !== null && (method !== 'S256' || !/^[\w-]{43}$/.test(challenge))) return { status: 400, body: {} };
    return this.sendBack(state, { code: this.codeFor({ login: this.visitor, back, challenge }) });
  }

  private sendBack(state: string | null, said: Readonly<Record<string, string>>): OddAnswer {
    const parameters = new URLSearchParams({ ...said, ...(state !== null && { state }) });
    return { status: 302, headers: { location: `${this.app.back}?${parameters}` }, body: '' };
  }

  private exchange(body: Readonly<Record<string, unknown>>): OddAnswer {
    const { client_id: id, client_secret: secret, code, redirect_uri: back, code_verifier: verifier } = body;
    if (id !== this.app.id || secret !== this.app.secret) return refused('incorrect_client_credentials');
    const given = this.codes.get(String(code));
    this.codes.delete(String(code));
    if (given === undefined) return refused('bad_verification_code');
    if (back !== undefined && back !== given.back) return refused('redirect_uri_mismatch');
    const proof = createHash('sha256').update(String(verifier)).digest('base64url');
    if (given.challenge !== null && given.challenge !== proof) return refused('bad_verification_code');
    const token = `gho_${this.state.nextId()}`;
    this.tokens.set(token, given.login);
    return ok({ access_token: token, token_type: 'bearer', scope: '' });
  }

  private whoHas(authorization = ''): OddAnswer {
    const login = this.tokens.get(authorization.replace(/^bearer /i, ''));
    if (login === undefined) return { status: 401, body: { message: 'Bad credentials' } };
    const user: StandInUser = this.state.user(login);
    return ok({ login: user.login, id: user.id, type: user.type } satisfies Pick<
      Schemas['public-user'],
      'login' | 'id' | 'type'
    >);
  }
}

function refused(error: string): OddAnswer {
  return ok({ error, error_description: `refused: ${error}`, error_uri: `/apps/troubleshooting/#${error}` });
}

/** An answer over HTTP. */
export interface OddAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: unknown;
  /** Never answers. */
  readonly silent?: boolean;
  /** Cuts the connection: after the usual thing was done, or before. */
  readonly cut?: 'before' | 'after';
}

export interface StandInUser {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Bot';
}

export interface StandInRequest {
  readonly method: string;
  /** Below the repository: `/branches`, empty for the repository itself. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Undefined for those who do not sign in. */
  readonly user: StandInUser | undefined;
}

/** Matches a request below the repository; undefined when it is not meant. */
export type Route = (request: StandInRequest) => OddAnswer | undefined;

/** A route by its method and path; what stands in parentheses of the pattern is given, decoded. */
export function route(
  method: string,
  pattern: RegExp,
  answer: (request: StandInRequest, ...parts: string[]) => OddAnswer,
): Route {
  return (request) => {
    const match = request.method === method ? pattern.exec(request.path) : null;
    return match ? answer(request, ...match.slice(1).map(decodeURIComponent)) : undefined;
  };
}

export const ok = (body: unknown, status = 200): OddAnswer => ({ status, body });
export const notFound: OddAnswer = { status: 404, body: { message: 'Not Found' } };

/** GitHub's 422, with the field that it does not like. */
export function invalid(resource: string, field: string, code: 'missing_field' | 'invalid' | 'custom', message = '') {
  const error = { resource, field, code, ...(message && { message }) };
  return { status: 422, body: { message: 'Validation Failed', errors: [error], status: '422' } };
}

/** The first wrong field of a request; undefined when all are right. */
export function faultOf(
  resource: string,
  body: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<string, Rule>>,
): OddAnswer | undefined {
  for (const [field, { required, fits, message }] of Object.entries(rules)) {
    const value = body[field];
    if (value === undefined || value === null) {
      if (required) return invalid(resource, field, 'missing_field');
    } else if (!fits(value)) {
      return invalid(resource, field, 'custom', message);
    }
  }
  return undefined;
}

interface Rule {
  readonly required?: boolean;
  readonly fits: (value: unknown) => boolean;
  readonly message: string;
}

export const text: Rule = { fits: (value) => typeof value === 'string', message: 'is not a string' };
export const flag: Rule = { fits: (value) => typeof value === 'boolean', message: 'is not a boolean' };
export const webAddress: Rule = {
  fits: (value) => typeof value === 'string' && /^https?:\/\/\S+$/.test(value),
  message: 'must use http(s) scheme',
};
export const upTo = (characters: number): Rule => ({
  fits: (value) => typeof value === 'string' && [...value].length <= characters,
  message: `is too long (maximum is ${characters} characters)`,
});
export const oneOf = (...values: readonly string[]): Rule => ({
  fits: (value) => values.includes(String(value)),
  message: 'is not included in the list',
});
export const required = (rule: Rule): Rule => ({ ...rule, required: true });

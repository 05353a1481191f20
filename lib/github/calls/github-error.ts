import { PreviewError } from '../../errors';
import type { Permission } from './call-table';
import { missingRight } from './missing-right';
import { type Failure, rateLimitOf } from './rate-limit';

/** What was asked, for the words of an error. */
export interface Asked {
  /** As the object of a sentence: `the branches of acme/shop`. */
  readonly what: string;
  readonly right: Permission;
  /** Never to be shown. @default none: the calls are anonymous */
  readonly token?: string | undefined;
  /** What is asked may have been done although the answer is lost. @default false */
  readonly doubtful?: boolean;
}

/** What a bad answer of GitHub means. We cannot know what is there or was done, so the fault is always the world's. */
export function gitHubError(error: unknown, { what, right, token, doubtful = false }: Asked, now: Date): PreviewError {
  if (error instanceof PreviewError) return error;
  const { status, response, message: raw = '' } = error as Failure;
  const message = hide(raw, token);
  const headers = response?.headers ?? {};
  const make = (code: string, text: string, hint: string) =>
    new PreviewError(code, text, { fault: 'world', hint, cause: { status, message: message.slice(0, 300) } });

  const limit = rateLimitOf(error, now);
  if (limit) {
    const until = limit.until.toISOString().replace(/\.\d+Z$/, 'Z');
    return make(
      'github-rate-limit',
      `GitHub's rate limit is used up until ${until} (${what})`,
      token ? 'Repeat it then.' : 'Give a GITHUB_TOKEN, or repeat it then.',
    );
  }
  if (status === 401) {
    return token
      ? make('github-refused', `GitHub does not accept the token (${what})`, 'Check GITHUB_TOKEN.')
      : make('github-refused', `GitHub asks for a token (${what})`, 'Give a GITHUB_TOKEN.');
  }
  if (status === 403) {
    const closed = /\barchived\b/i.test(message)
      ? 'the repository is archived and can only be read'
      : /\block(ed)?\b/i.test(message) && 'the conversation is locked';
    if (closed)
      return make('github-read-only', `GitHub refuses ${what}: ${closed}`, 'Unlock it, or switch this output off.');
    const { permission, hint } = missingRight(headers, right, token !== undefined);
    return make(
      'github-right-missing',
      `GitHub refuses ${what}: the token lacks ${permission} (${oneLine(message)})`,
      hint,
    );
  }
  if (status === 451) {
    return make('github-refused', `GitHub refuses ${what} (HTTP 451)`, 'Ask the owner of the repository.');
  }
  if (status === 404) {
    const lacks = right === 'none' ? '' : ` or that lacks ${right}`;
    return make(
      'github-not-found',
      `GitHub knows no ${what}, or the token may not see it`,
      `Check \`github\` in the settings file and GITHUB_TOKEN: a private repository answers so to a token that may not see it${lacks}.`,
    );
  }
  if (status !== undefined && status >= 400 && status < 500 && status !== 408) {
    return make(
      'github-rejected',
      `GitHub rejects ${what} (HTTP ${status}): ${oneLine(message)}`,
      'Fix what GitHub names; if nothing is wrong there, report it.',
    );
  }
  const why = status === undefined || status === 500 ? oneLine(message) : `HTTP ${status}`;
  return make(
    'github-unavailable',
    `GitHub did not answer ${what}: ${why}${doubtful ? '; it may have been made all the same' : ''}`,
    'Check the network and GITHUB_API_URL, and repeat later.',
  );
}

/** An answer that came, and that GitHub would not give. */
export function notCredible(what: string, why: string): PreviewError {
  return new PreviewError('github-not-credible', `the answer to ${what} is not GitHub's: ${why}`, {
    fault: 'world',
    hint: 'Check GITHUB_API_URL and whether a proxy answers in its place.',
  });
}

function oneLine(message: string): string {
  return message.split('\n')[0]?.slice(0, 200) ?? '';
}

/** A header that cannot be sent is quoted in the error with the token in it, cut anywhere at white space. */
function hide(message: string, token: string | undefined): string {
  const parts = (token ?? '').split(/\s+/).filter((part) => part !== '');
  return parts.reduce((text, part) => text.replaceAll(part, '***'), message);
}

import { PreviewError } from '../errors';

/** What an answer of GitHub that is no good means. Whatever it is, nobody knows which branches exist: the fault is the world's. */
export function gitHubError(error: unknown, asked: string): PreviewError {
  if (error instanceof PreviewError) return error;
  const { status, message = '' } = error as { status?: number; message?: string };
  const make = (code: string, text: string, hint: string) =>
    new PreviewError(code, text, { fault: 'world', hint, cause: { status, message: message.slice(0, 300) } });
  const limited = status === 429 || (status === 403 && /rate limit/i.test(message));
  if (limited)
    return make(
      'github-rate-limit',
      `GitHub's rate limit is used up (${asked})`,
      'Give a GITHUB_TOKEN, or wait an hour.',
    );
  if (status === 401)
    return make('github-refused', `GitHub does not accept the token (${asked})`, 'Check GITHUB_TOKEN.');
  if (status === 403 || status === 451) {
    return make(
      'github-refused',
      `GitHub refuses ${asked} (HTTP ${status})`,
      'Give a GITHUB_TOKEN that may read the contents of the repository.',
    );
  }
  if (status === 404) {
    return make(
      'github-not-found',
      `GitHub knows no ${asked}, or the token may not see it`,
      'Check `github` in the settings file and what GITHUB_TOKEN may read.',
    );
  }
  const why = status === undefined || status === 500 ? oneLine(message) : `HTTP ${status}`;
  return make(
    'github-unavailable',
    `GitHub did not answer ${asked}: ${why}`,
    'Check the network and GITHUB_API_URL, and repeat later.',
  );
}

/** An answer that came, and that GitHub would not give. */
export function notCredible(asked: string, why: string): PreviewError {
  return new PreviewError('github-not-credible', `the answer to ${asked} is not GitHub's: ${why}`, {
    fault: 'world',
    hint: 'Check GITHUB_API_URL and whether a proxy answers in its place.',
  });
}

function oneLine(message: string): string {
  return message.split('\n')[0]?.slice(0, 200) ?? '';
}

import { PreviewError } from '../../errors';

/**
 * The origin that people see, of the value of `--url`. Only this machine itself is believed without TLS: there a browser keeps cookies that are
 * for TLS alone, too.
 *
 * @throws PreviewError `option-invalid`
 */
export function publicOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Compared as a text: an address that the browser would write otherwise would never be its origin.
  const isPlain = url !== undefined && (text === url.origin || text === `${url.origin}/`);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(url.hostname));
  if (isPlain && isSafe) return url.origin;
  throw new PreviewError('option-invalid', `--url is "${text}"`, {
    fault: 'user',
    hint: 'It takes the address that people open, without a path and in small letters: https://previews.acme.dev. `http:` is for localhost alone.',
  });
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host.endsWith('.localhost');
}

import type { Invocation } from '../command';

/** Opens a URL in the browser of the person at this computer; false where there is none. */
export function browse(url: string, { env }: Pick<Invocation, 'env'>): Promise<boolean> {
  const { openInBrowser } = require('../../machine/browser') as typeof import('../../machine/browser');
  return openInBrowser(url, { env });
}

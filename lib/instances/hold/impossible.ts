import { PreviewError } from '../../errors';

/** No instance can be held here, and why. */
export function impossible(because: string, hint: string): PreviewError {
  return new PreviewError('hold-impossible', `No instance can be held: ${because}`, { fault: 'user', hint });
}

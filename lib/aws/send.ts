import { PreviewError } from '../errors';
import { toPreviewError } from './errors';

/**
 * Sends one request and throws what it fails with as a PreviewError.
 *
 * @param action what is asked, as IAM names it: `s3:PutObject`
 */
export async function ask<T>(action: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw toPreviewError(error, action);
  }
}

/** An answer without the part that was asked for is an error, never "none" (trap T33). */
export function given<T>(part: T | undefined, name: string, action: string): T {
  if (part !== undefined) return part;
  throw new PreviewError('aws-answer-strange', `the answer to ${action} has no ${name}`, {
    fault: 'world',
    hint: 'Check proxies, and AWS_ENDPOINT_URL if it is set.',
  });
}

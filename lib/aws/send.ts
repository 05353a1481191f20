import { PreviewError } from '../errors';
import { toPreviewError } from './errors';

/**
 * Sends one request and turns its failure into a PreviewError.
 *
 * @param action as IAM names it: `s3:PutObject`
 */
export async function send<T>(action: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw toPreviewError(error, action);
  }
}

/** A missing field in an answer is an error, never "none" (trap T33). */
export function requireField<T>(part: T | undefined, name: string, action: string): T {
  if (part !== undefined) return part;
  throw new PreviewError('aws-answer-strange', `the answer to ${action} has no ${name}`, {
    fault: 'world',
    hint: 'Check proxies, and AWS_ENDPOINT_URL if it is set.',
  });
}

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

import { PreviewError } from '../errors';

/** The answer, or undefined when GitHub answers 404. */
export async function undefinedOn404<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof PreviewError && error.code === 'github-not-found') return undefined;
    throw error;
  }
}

/**
 * The same for a change. GitHub answers 404 also to a token that may only read, so a second request reads the thing: it is gone only when
 * that answers 404 too.
 *
 * @param look reads the thing
 */
export async function undefinedIfGone<T>(changing: Promise<T>, look: () => Promise<unknown>): Promise<T | undefined> {
  try {
    return await changing;
  } catch (error) {
    if (!(error instanceof PreviewError && error.code === 'github-not-found')) throw error;
    if ((await undefinedOn404(look())) === undefined) return undefined;
    throw new PreviewError('github-right-missing', `${error.message}: it can be read and not be changed`, {
      fault: 'world',
      hint: error.hint ?? '',
      cause: error.cause,
    });
  }
}

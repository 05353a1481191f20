import { PreviewError } from '../errors';

/** What was asked for, or undefined when GitHub knows no such thing. */
export async function orGone<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof PreviewError && error.code === 'github-not-found') return undefined;
    throw error;
  }
}

/**
 * The same for what is to be changed. GitHub answers 404 also to a token that may read it and not change it: only what cannot be read either is gone.
 *
 * @param look asks for the thing itself
 */
export async function changedOrGone<T>(changing: Promise<T>, look: () => Promise<unknown>): Promise<T | undefined> {
  try {
    return await changing;
  } catch (error) {
    if (!(error instanceof PreviewError && error.code === 'github-not-found')) throw error;
    if ((await orGone(look())) === undefined) return undefined;
    throw new PreviewError('github-right-missing', `${error.message}: it can be read and not be changed`, {
      fault: 'world',
      hint: error.hint ?? '',
      cause: error.cause,
    });
  }
}

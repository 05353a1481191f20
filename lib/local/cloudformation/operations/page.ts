import { validationError } from '../validation-error';

/** One page of a listing. `NextToken` is absent on the last. Throws ValidationError for a token that is none of ours. */
export function page<T>(
  items: readonly T[],
  size: number,
  token: string | undefined,
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const start = token === undefined || token === '' ? 0 : Number(/^page-(\d+)$/.exec(token)?.[1]);
  if (!Number.isInteger(start)) {
    throw validationError('NextToken is invalid');
  }
  const end = start + size;
  return { items: items.slice(start, end), ...(end < items.length ? { NextToken: `page-${end}` } : {}) };
}

/**
 * Pages newest first. The token counts from the oldest, so that what is added while a client turns pages moves nothing.
 */
export function pageNewestFirst<T>(
  oldestFirst: readonly T[],
  size: number,
  token: string | undefined,
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const end = token === undefined || token === '' ? oldestFirst.length : Number(/^before-(\d+)$/.exec(token)?.[1]);
  if (!Number.isInteger(end)) {
    throw validationError('NextToken is invalid');
  }
  const start = Math.max(0, end - size);
  return {
    items: oldestFirst.slice(start, end).reverse(),
    ...(start > 0 ? { NextToken: `before-${start}` } : {}),
  };
}

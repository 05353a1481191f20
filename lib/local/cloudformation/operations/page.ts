import { type Page, pageBackwards, pageOf } from '../../http/page';
import type { QueryParams } from '../../http/query-params';

interface Listed<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly NextToken?: string;
}

/** One page of a listing. */
export function page<T>(all: readonly T[], size: number, params: QueryParams): Listed<T> {
  return listed(pageOf(all, asked(size, params)));
}

/** One page of a listing whose last entry comes first. */
export function pageNewestFirst<T>(oldestFirst: readonly T[], size: number, params: QueryParams): Listed<T> {
  return listed(pageBackwards(oldestFirst, asked(size, params)));
}

function asked(size: number, params: QueryParams) {
  return { token: params.text('NextToken'), size, invalidToken: 'ValidationError' };
}

function listed<T>({ items, next }: Page<T>): Listed<T> {
  return { items, NextToken: next };
}

import type { QueryParams } from '../../http/query-params';
import type { ServiceRequest } from '../../http/service';
import type { Engine } from '../execution/engine';
import { knownStack } from './known-stack';
import { page } from './page';
import { shownStack, shownSummary } from './shown-stack';

/** DescribeStacks: one by name or ARN, or all that are not deleted, page by page. */
export function describeStacks(engine: Engine, params: QueryParams, request: ServiceRequest, pageSize: number): object {
  if (params.text('StackName')) {
    return { Stacks: [shownStack(knownStack(engine, params, request))] };
  }
  const living = engine.store.in(request.region).filter(({ status }) => status !== 'DELETE_COMPLETE');
  const { items, NextToken } = page(newestFirst(living), pageSize, params);
  return { Stacks: items.map(shownStack), NextToken };
}

/** ListStacks, with or without a filter by status. */
export function listStacks(engine: Engine, params: QueryParams, request: ServiceRequest, pageSize: number): object {
  const filter = params.texts('StackStatusFilter');
  const chosen = engine.store.in(request.region).filter(({ status }) => filter.length === 0 || filter.includes(status));
  const { items, NextToken } = page(newestFirst(chosen), pageSize, params);
  return { StackSummaries: items.map(shownSummary), NextToken };
}

function newestFirst<T extends { readonly createdAt: number }>(stacks: readonly T[]): readonly T[] {
  return stacks.toSorted((left, right) => right.createdAt - left.createdAt);
}

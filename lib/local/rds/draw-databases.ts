import { AwsError } from '../http/aws-error';
import type { QueryParams } from '../http/query-params';

export function drawTags(tags: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** RDS's filters. @param fields what each may be compared with. Throws AwsError for one that is not here. */
export function fits(params: QueryParams, fields: Readonly<Record<string, readonly string[]>>): boolean {
  return params.structures('Filters').every((filter) => {
    const name = filter.required('Name');
    const values = fields[name];
    if (!values) {
      throw new AwsError('InvalidParameterValue', `Unrecognized filter name: ${name}`);
    }
    return filter.texts('Values').some((value) => values.includes(value));
  });
}

export function paged<T>(
  params: QueryParams,
  all: readonly T[],
): { readonly page: readonly T[]; readonly Marker?: string } {
  const from = Number(params.text('Marker') ?? 0);
  const next = from + (params.number('MaxRecords') ?? 100);
  return { page: all.slice(from, next), Marker: next < all.length ? String(next) : undefined };
}

import { AwsError } from '../http/aws-error';
import { pageOf } from '../http/page';
import type { QueryParams } from '../http/query-params';

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
): { readonly items: readonly T[]; readonly Marker?: string } {
  const { items, next } = pageOf(all, {
    token: params.text('Marker'),
    size: params.number('MaxRecords') ?? 100,
    invalidToken: 'InvalidParameterValue',
  });
  return { items, Marker: next };
}

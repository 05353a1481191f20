import { AwsError } from '../http/aws-error';
import { pageAsked } from '../http/page';
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
  const { items, next } = pageAsked(all, params, {
    ...{ token: 'Marker', size: 'MaxRecords', sizes: [20, 100] },
    ...{ invalidToken: 'InvalidParameterValue', invalidSize: 'InvalidParameterValue' },
    // Recorded: turbot/steampipe-plugin-aws, table_aws_rds_db_cluster_snapshot.go.
    refusal: (given) => `Invalid value ${given} for MaxRecords. Must be between 20 and 100`,
  });
  return { items, Marker: next };
}

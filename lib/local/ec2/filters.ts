import { AwsError } from '../http/aws-error';
import type { QueryParams } from '../http/query-params';
import { fitsWildcards } from '../http/wildcards';

type Value = string | boolean | readonly string[];

/** What a request can choose by. */
export interface Choosable<T> {
  id(one: T): string;
  /** @default it has none, and no filters of tags */
  tags?(one: T): Readonly<Record<string, string>>;
  /** By the name of the filter. */
  readonly fields: Readonly<Record<string, (one: T) => Value>>;
}

/**
 * Those that the request names by id and by filter. EC2's filters must all fit, each by any of its values; `*` and `?` are wildcards.
 * A filter that fits nothing is no error. Throws AwsError for an id that does not exist and for a filter that is not here.
 */
export function choose<T>(
  params: QueryParams,
  idName: string,
  missing: string,
  all: readonly T[],
  view: Choosable<T>,
): readonly T[] {
  const ids = params.texts(idName);
  const known = new Set(all.map((one) => view.id(one)));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    throw new AwsError(missing, `The ID '${unknown.join(', ')}' does not exist`);
  }
  const filters = params.structures('Filter').map((filter) => {
    const patterns = filter.texts('Value');
    return { read: reader(view, filter.required('Name')), patterns };
  });
  return all.filter(
    (one) =>
      (ids.length === 0 || ids.includes(view.id(one))) &&
      filters.every(({ read, patterns }) =>
        read(one).some((value) => patterns.some((pattern) => fitsWildcards(pattern, value))),
      ),
  );
}

function reader<T>({ tags, fields }: Choosable<T>, name: string): (one: T) => readonly string[] {
  if (tags && name === 'tag-key') {
    return (one) => Object.keys(tags(one));
  }
  if (tags && name.startsWith('tag:')) {
    return (one) => {
      const value = tags(one)[name.slice(4)];
      return value === undefined ? [] : [value];
    };
  }
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) {
    throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
  }
  return (one) => {
    const value = field(one);
    return typeof value === 'object' ? value : [String(value)];
  };
}

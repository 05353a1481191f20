import { AwsError } from '../http/aws-error';

export interface Filterable {
  readonly tags: Readonly<Record<string, string>>;
  /** By the name of the filter. */
  readonly fields: Readonly<Record<string, string | boolean | readonly string[]>>;
}

export interface Filter {
  readonly name: string;
  readonly values: readonly string[];
}

/** EC2's filters: all must fit, each by any of its values; `*` and `?` are wildcards. Throws AwsError for a filter that is not here. */
export function filtered(one: Filterable, filters: readonly Filter[]): boolean {
  return filters.every(({ name, values }) => {
    const patterns = values.map(patternOf);
    return candidates(one, name).some((candidate) => patterns.some((pattern) => pattern.test(candidate)));
  });
}

function candidates(one: Filterable, name: string): readonly string[] {
  if (name === 'tag-key') {
    return Object.keys(one.tags);
  }
  if (name.startsWith('tag:')) {
    const value = one.tags[name.slice(4)];
    return value === undefined ? [] : [value];
  }
  const field = Object.hasOwn(one.fields, name) ? one.fields[name] : undefined;
  if (field === undefined) {
    throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
  }
  return Array.isArray(field) ? field : [String(field)];
}

function patternOf(value: string): RegExp {
  const source = value
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's');
}

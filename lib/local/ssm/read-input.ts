import { AwsError } from '../http/aws-error';
import type { JsonInput } from '../http/json-service';

export function textOf(input: JsonInput, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

/** Throws AwsError ValidationException. */
export function requiredText(input: JsonInput, name: string): string {
  const value = textOf(input, name);
  if (value === undefined || value === '') {
    throw new AwsError('ValidationException', `The request must contain the parameter ${name}`);
  }
  return value;
}

export function textsOf(input: JsonInput, name: string): readonly string[] {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** One page of a list; the token says where the next begins. */
export function pageOf<T>(
  all: readonly T[],
  input: JsonInput,
  most = 50,
): { readonly page: readonly T[]; readonly NextToken?: string } {
  const from = Number(textOf(input, 'NextToken') ?? '0');
  if (!Number.isInteger(from) || from < 0) {
    throw new AwsError('InvalidNextToken', 'The specified token is not valid.');
  }
  const to = from + Math.min(most, Number(input.MaxResults ?? most));
  return { page: all.slice(from, to), NextToken: to < all.length ? String(to) : undefined };
}

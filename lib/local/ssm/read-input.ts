import { AwsError } from '../http/aws-error';
import type { JsonInput } from '../http/json-service';
import { pageAsked } from '../http/page';

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

/** The parameters of a document, by name. */
export function parametersOf(input: JsonInput): Readonly<Record<string, readonly string[]>> {
  const given = (input.Parameters ?? {}) as Record<string, unknown>;
  return Object.fromEntries(Object.keys(given).map((name) => [name, textsOf(given, name)]));
}

/** One page of a list. */
export function paged<T>(
  all: readonly T[],
  input: JsonInput,
  most = 50,
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const asked = { text: (name: string) => (input[name] === undefined ? undefined : String(input[name])) };
  const { items, next } = pageAsked(all, asked, {
    ...{ token: 'NextToken', size: 'MaxResults', sizes: [1, most] },
    ...{ invalidToken: 'InvalidNextToken', invalidSize: 'ValidationException' },
  });
  return { items, NextToken: next };
}

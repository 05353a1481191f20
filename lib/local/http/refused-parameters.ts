import { AwsError } from './aws-error';

/** Parameters that AWS has and that would be ignored here, by operation: a request with one of them is refused. */
export type RefusedParameters = Readonly<Record<string, readonly string[]>>;

/** Throws AwsError for a parameter that the endpoint does not have. `false` asks for nothing. */
export function refuseParameters(
  refused: RefusedParameters | undefined,
  operation: string,
  sent: (name: string) => unknown,
  code: string,
): void {
  for (const name of refused?.[operation] ?? []) {
    const value = sent(name);
    if (value !== undefined && value !== false && value !== 'false') {
      throw new AwsError(code, `The parameter ${name} of ${operation} is not supported by this local endpoint.`);
    }
  }
}

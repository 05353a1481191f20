import type { ServiceSettings } from './settings';

/**
 * The names by which a service gets its database or its files besides those that it always gets, each with what it holds. One that the
 * service has by itself is its own.
 */
export function givenNames<Field extends string>(
  environment: Readonly<Record<string, Field | 'none'>>,
  { environment: plain, secrets }: Pick<ServiceSettings, 'environment' | 'secrets'>,
): readonly (readonly [name: string, field: Field])[] {
  return Object.entries(environment).flatMap(([name, field]) =>
    field === 'none' || Object.hasOwn(plain, name) || Object.hasOwn(secrets, name) ? [] : [[name, field as Field]],
  );
}

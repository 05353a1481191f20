import type { Properties } from './resource-type';

/** The value of a property; the engine has checked its type already. */
export function textOf(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return value === undefined || value === null ? undefined : String(value);
}

/** Of a property that the specification requires. */
export function requiredText(properties: Properties, name: string): string {
  return textOf(properties, name) ?? '';
}

export function numberOf(properties: Properties, name: string): number | undefined {
  const value = properties[name];
  return value === undefined ? undefined : Number(value);
}

/** Templates may say "true". */
export function flagOf(properties: Properties, name: string): boolean | undefined {
  const value = properties[name];
  return value === undefined ? undefined : value === true || value === 'true';
}

export function textsOf(properties: Properties, name: string): readonly string[] {
  const value = properties[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export function recordOf(properties: Properties, name: string): Properties | undefined {
  const value = properties[name];
  return isProperties(value) ? value : undefined;
}

export function recordsOf(properties: Properties, name: string): readonly Properties[] {
  const value = properties[name];
  return Array.isArray(value) ? value.filter(isProperties) : [];
}

function isProperties(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

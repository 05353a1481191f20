/** Longest service: see `environmentName` in resource-names.ts. */
const serviceLimit = 7;

/** Why this cannot be the name of a service, or `undefined` when it can. */
export function serviceNameFault(name: string): string | undefined {
  if (name.length > serviceLimit) return `has ${name.length} characters; ${serviceLimit} are allowed`;
  if (!/^[a-z][a-z0-9]*$/.test(name)) return 'must be lower-case letters and digits, starting with a letter';
  return undefined;
}

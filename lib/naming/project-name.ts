import type { TargetKind } from './target';

/** Longest project: see `environmentName` in resource-names.ts. */
export const projectLimit = 10;

/**
 * Why this cannot be the name of a project, or `undefined` when it can.
 *
 * Stack names of two projects never meet: if they did, one name would be `<p>-` and the other's, so that the second project
 * starts with `<p>-preview` (the only suffix of a stack name that goes on freely; `<p>-application` is over the limit). A role
 * for `<p>-preview-*` would reach the second project's production as well, and one for `<p>-staging-*` that of a project `<p>-staging`.
 * So these words stand first or nowhere.
 */
export function projectNameFault(name: string): string | undefined {
  if (name.length > projectLimit) return `has ${name.length} characters; ${projectLimit} are allowed`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    return 'must be lower-case letters, digits and single hyphens, starting with a letter';
  }
  const kind = name
    .split('-')
    .slice(1)
    .find((part) => kinds.includes(part));
  if (kind === undefined) return undefined;
  return `has the part "${kind}", so that its stacks would be taken for those of another project`;
}

const kinds: readonly string[] = ['preview', 'staging', 'production'] satisfies TargetKind[];

/** Longest service: see `environmentName` in resource-names.ts. */
const serviceLimit = 7;

/** Why this cannot be the name of a service, or `undefined` when it can. */
export function serviceNameFault(name: string): string | undefined {
  if (name.length > serviceLimit) return `has ${name.length} characters; ${serviceLimit} are allowed`;
  if (!/^[a-z][a-z0-9]*$/.test(name)) return 'must be lower-case letters and digits, starting with a letter';
  return undefined;
}

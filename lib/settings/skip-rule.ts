import { globMatches } from './glob';

/** Branches that say by their name that they need no preview, in any folder: `docs-no-infra`, `feature/x-no-infra`. */
const always = { suffix: '-no-infra', pattern: '*-no-infra' };

/** The pattern by which this branch gets no preview, or `undefined` when it gets one. */
export function skipReason(settings: { readonly skip: readonly string[] }, branch: string): string | undefined {
  if (branch.endsWith(always.suffix)) return always.pattern;
  return settings.skip.find((pattern) => globMatches(pattern, branch));
}

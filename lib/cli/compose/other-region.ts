import type { ResolvedSettings } from '../../settings/resolve';

/** The region of the other stage, when it is another one of the same account; credentials see no stack of another account. */
export function otherRegion({ values, otherStage }: ResolvedSettings): string | undefined {
  if (otherStage === undefined || otherStage.region === values.region) return undefined;
  return otherStage.account === values.account ? otherStage.region : undefined;
}

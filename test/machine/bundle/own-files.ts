import { hookPaths } from '../../../lib/machine/bundle/hooks/with-hooks';

/** The names of a bundle's files less those that every bundle gets. */
export function ownFiles(names: readonly string[]): string[] {
  return names.filter((name) => !hookPaths.includes(name));
}

import { accessHookPaths } from '../../../lib/machine/bundle/hooks/access-hook';

/** The names of a bundle's files less those that every bundle gets. */
export function ownFiles(names: readonly string[]): string[] {
  return names.filter((name) => !accessHookPaths.includes(name));
}

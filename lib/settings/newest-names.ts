import { globMatches } from './glob';

/**
 * Names of the snapshots of an instance that a preview's role may restore when settings ask for the newest: automatic ones, which RDS
 * names after the instance and the minute, and those that people name after the instance and the day. `?` is one character, `*` any run:
 * wider names would let in an instance whose identifier begins alike.
 */
export function newestNames(instance: string): readonly string[] {
  const name = instance.toLowerCase();
  return [`rds:${name}-????-??-??-??-??`, `${name}-????-??-??*`];
}

export function isNewestName(instance: string, snapshot: string): boolean {
  return newestNames(instance).some((pattern) => globMatches(pattern, snapshot));
}

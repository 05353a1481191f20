import { readOwnership } from '../naming/ownership-tags';
import { formerName } from '../naming/repository-identity';
import { namesOf } from '../naming/resource-names';
import type { Stage } from '../naming/target';
import type { Stack } from '../ports/stacks';
import { isOwnedBy, type Owner, previewPrefix } from './preview';

/** Stacks of this project whose tags name another repository: one that was renamed, or two projects with one name. */
export interface ForeignRepository {
  /** Its identity, as the tags have it: foreign text. */
  readonly repository: string;
  /** Names of its stacks of previews. */
  readonly previews: readonly string[];
  /** Stages that it has here. */
  readonly stages: readonly Stage[];
}

/** The other repositories that have stacks of this project, by name. Pure. */
export function foreignRepositories(stacks: readonly Stack[], owner: Owner): readonly ForeignRepository[] {
  const found = new Map<string, { readonly previews: string[]; readonly stages: Stage[] }>();
  for (const { name, parentId, tags } of stacks) {
    const ownership = parentId === undefined ? readOwnership(tags) : undefined;
    if (ownership?.project !== owner.project || isOwnedBy(ownership, owner)) continue;
    const { repository, targetKind } = ownership;
    const one = found.get(repository) ?? { previews: [], stages: [] };
    // Inner stacks carry the tags, too (trap T6): the name has to be the target's.
    if (targetKind === 'preview') {
      if (name.startsWith(previewPrefix(owner.project))) one.previews.push(name);
    } else if (name === namesOf(owner.project, { kind: targetKind }).stackName) one.stages.push(targetKind);
    if (one.previews.length + one.stages.length > 0) found.set(repository, one);
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([repository, { previews, stages }]) => ({ repository, previews: previews.sort(), stages: stages.sort() }));
}

/** So many are named; a project can have a hundred. */
const named = 5;

/** What there is, for people. */
export function foreignText({ repository, previews, stages }: ForeignRepository): string {
  const several = previews.length === 1 ? '1 preview' : `${previews.length} previews`;
  const what = [...(previews.length > 0 ? [several] : []), ...stages].join(', ').replace(/, (?=[^,]*$)/, ' and ');
  const more = previews.length > named ? ` and ${previews.length - named} more` : '';
  const which = previews.length > 0 ? `: ${previews.slice(0, named).join(', ')}${more}` : '';
  const verb = previews.length + stages.length === 1 ? 'is' : 'are';
  return `${what} of ${repository} ${verb} left alone${which}`;
}

/** What to do about it. */
export function formerlyHint(repository: string): string {
  return `If this repository was renamed, set formerly: ['${formerName(repository)}'] in the settings file; docs/renaming.md says what else is to do.`;
}

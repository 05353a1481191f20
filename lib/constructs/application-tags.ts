import { ownershipTagKeys } from '../naming/ownership-tags';
import type { Stage } from '../naming/target';

/** Marks an application stack. It has no `target` tag, so that nobody takes it for the stack of an environment. */
const stageKey = 'preview-stacks:application';

export function applicationTags(project: string, repository: string, stage: Stage): Readonly<Record<string, string>> {
  return { [ownershipTagKeys.project]: project, [ownershipTagKeys.repository]: repository, [stageKey]: stage };
}

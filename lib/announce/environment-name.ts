import type { TargetKind } from '../naming/target';

/** Name of a target among GitHub's environments, and the end of its commit status. */
export function environmentName(kind: TargetKind, targetId: string): string {
  return kind === 'preview' ? `preview/${targetId}` : kind;
}

import { previewId } from './preview-id';
import type { Target } from './target';

/** `production`, `staging` or the id of a preview, which is neither: both are reserved words. */
export function targetId(project: string, target: Target): string {
  return target.kind === 'preview' ? previewId(project, target.branch) : target.kind;
}

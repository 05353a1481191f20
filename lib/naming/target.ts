import { previewId } from './preview-id';

/** What is deployed. A preview is known by the raw name of its branch. */
export type Target =
  | { readonly kind: 'production' }
  | { readonly kind: 'staging' }
  | { readonly kind: 'preview'; readonly branch: string };

/** The kinds of target, in the order in which settings are inherited. */
export type TargetKind = Target['kind'];

/** Which application stack a target belongs to: previews live in staging's. */
export type Stage = 'production' | 'staging';

export function stageOf(target: Target): Stage {
  return target.kind === 'production' ? 'production' : 'staging';
}

/** `production`, `staging` or the id of a preview, which is neither: both are reserved words. */
export function targetId(project: string, target: Target): string {
  return target.kind === 'preview' ? previewId(project, target.branch) : target.kind;
}

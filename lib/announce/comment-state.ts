import type { Ending } from './ending';

/** What a preview's comment says of it; `deploying` is said while nobody knows the end. */
export type CommentState =
  | { readonly kind: 'deploying' }
  /** It was deployed before the pull request was there. */
  | { readonly kind: 'standing'; readonly url: string; readonly since: Date }
  | Ending;

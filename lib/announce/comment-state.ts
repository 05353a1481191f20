import type { Ending } from './ending';

/** What a preview's comment says of it; `deploying` is said while nobody knows the end. */
export type CommentState = { readonly kind: 'deploying' } | Ending;

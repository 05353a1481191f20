import type { Permission } from '../../ports/conversations';

/** Who comes to the page of a team, and who goes. Nothing of it is a secret. */
export type SignInEvent =
  | { readonly kind: 'signed-in'; readonly login: string; readonly permission: Permission }
  | { readonly kind: 'signed-out'; readonly login: string }
  | { readonly kind: 'no-access'; readonly login: string }
  | { readonly kind: 'permission-changed'; readonly login: string; readonly from: Permission; readonly to: Permission }
  /** GitHub could not be asked: nothing is shown until it answers again. */
  | { readonly kind: 'permission-unknown'; readonly login: string; readonly code: string }
  | { readonly kind: 'sign-in-failed'; readonly code: string };

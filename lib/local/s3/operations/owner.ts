import { createHash } from 'node:crypto';

/** The canonical user of an account: 64 hexadecimal digits. */
export function accountOwner(accountId: string): { readonly ID: string; readonly DisplayName: string } {
  return { ID: createHash('sha256').update(accountId).digest('hex'), DisplayName: accountId };
}

import type { ServiceSettings } from '../settings';
import type { AccessSettings } from './access-settings';

/** Names the path that stays open; where it is, a password is asked for. */
export const openPathProperty = 'PREVIEW_STACKS_ACCESS_OPEN';

/** The secret that each setting names, as the environment gets it. */
export const accessSecretProperties = {
  password: 'PREVIEW_STACKS_ACCESS_PASSWORD',
  users: 'PREVIEW_STACKS_ACCESS_USERS',
} as const;

/** The ARNs that `access` names, by the property that holds the value of each; empty when no password is asked for. */
export function accessSecrets({ password, users }: Pick<AccessSettings, 'password' | 'users'>): Record<string, string> {
  const named = { [accessSecretProperties.password]: password, [accessSecretProperties.users]: users };
  return Object.fromEntries(
    Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== 'none'),
  );
}

/** Whether who looks at the target must say a password. */
export function asksForPassword(access: Pick<AccessSettings, 'password' | 'users'>): boolean {
  return Object.keys(accessSecrets(access)).length > 0;
}

/**
 * What the access hook of a bundle goes by (docs/access.md). Only public services have it: who calls another is inside. The path says by itself that
 * a password is wanted, so that a secret that does not come leaves nothing open.
 */
export function accessProperties(
  access: AccessSettings,
  { kind, healthPath }: Pick<ServiceSettings, 'kind' | 'healthPath'>,
): { readonly environment: Readonly<Record<string, string>>; readonly secrets: Readonly<Record<string, string>> } {
  if (kind !== 'public') return { environment: {}, secrets: {} };
  return {
    environment: {
      ...(asksForPassword(access) && { [openPathProperty]: healthPath }),
      ...(!access.index && { PREVIEW_STACKS_ACCESS_INDEX: 'no' }),
    },
    secrets: accessSecrets(access),
  };
}

import type { Conversations, Permission } from '../../ports/conversations';
import type { SignedIn } from '../../ports/sign-in';

/** Asks what a person may do here. Throws when that cannot be known. */
export type Access = (person: SignedIn) => Promise<Permission>;

/** Who may only read, may look. Of a repository that anybody may read that would be everyone with an account: there only those see it who may write. */
export function accessBy(conversations: Pick<Conversations, 'permission' | 'isPublic'>): Access {
  return async ({ login, id }) => {
    const permission = await conversations.permission(login, id);
    return permission === 'read' && (await conversations.isPublic()) ? 'none' : permission;
  };
}

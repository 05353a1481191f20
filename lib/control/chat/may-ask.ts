import type { ChatAsked, ChatCommands, ChatMember } from '../../ports/chat-commands';
import type { Clock } from '../../ports/clock';
import type { Permission } from '../../ports/conversations';
import type { SlackControlSettings } from '../../settings/ci-settings';

/** What someone may, or why nothing. */
export type ChatRight =
  | { readonly permission: Extract<Permission, 'admin' | 'write'> }
  | {
      readonly permission: 'none';
      /** Stable, for the audit. */
      readonly code: 'asked-by-program' | 'asked-from-elsewhere' | 'asked-by-guest' | 'asked-without-right';
      readonly because: string;
    };

/** Who may is asked again after it. */
const groupMs = 5 * 60_000;

/** Whether someone in a chat may ask, by settings and by what the chat says now. What the chat does not say is a no. */
export class MayAsk {
  private readonly groups = new Map<string, { readonly until: number; readonly users: readonly string[] }>();

  constructor(
    private readonly chat: Pick<ChatCommands, 'member' | 'group'>,
    private readonly clock: Clock,
  ) {}

  /** @throws PreviewError (fault world) when the chat does not answer: then no one may */
  async right(asked: ChatAsked, settings: SlackControlSettings): Promise<ChatRight> {
    if (asked.byProgram) return program;
    if (asked.team !== settings.team || asked.isShared) return elsewhere;
    const member = await this.chat.member(asked.user);
    const refused = refusedMember(member, settings.team);
    if (refused) return refused;
    if (settings.admins?.includes(asked.user)) return { permission: 'admin' };
    if (settings.users?.includes(asked.user)) return { permission: 'write' };
    if (settings.group !== undefined && (await this.membersOf(settings.group)).includes(asked.user)) {
      return { permission: 'write' };
    }
    return {
      permission: 'none',
      code: 'asked-without-right',
      because: `You (${asked.user}) may not ask here: control.slack of the settings names who may.`,
    };
  }

  private async membersOf(group: string): Promise<readonly string[]> {
    const now = this.clock.now().getTime();
    const kept = this.groups.get(group);
    if (kept && now < kept.until) return kept.users;
    // Old members are not kept for when Slack does not answer: who left the group may be among them.
    this.groups.delete(group);
    const users = await this.chat.group(group);
    this.groups.set(group, { until: now + groupMs, users });
    return users;
  }
}

const program = {
  permission: 'none',
  code: 'asked-by-program',
  because: 'A bot or an app asks, and only people may.',
} as const;

const elsewhere = {
  permission: 'none',
  code: 'asked-from-elsewhere',
  because: 'Only members of our own workspace may ask, in channels that no other workspace shares.',
} as const;

function refusedMember(member: ChatMember | undefined, team: string): ChatRight | undefined {
  if (member === undefined || member.isStranger || member.team !== team) return elsewhere;
  if (member.isProgram) return program;
  if (member.isGuest || member.isGone) {
    return { permission: 'none', code: 'asked-by-guest', because: 'Guests may not ask, nor those who have left.' };
  }
  return undefined;
}

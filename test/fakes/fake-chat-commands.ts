import type { ChatAnswer, ChatAsked, ChatCommands, ChatConnection, ChatMember } from '../../lib/ports/chat-commands';
import { FaultSwitch } from './fault-switch';

/** A chat in memory. */
export class FakeChatCommands implements ChatCommands {
  readonly faults = new FaultSwitch<'member' | 'group' | 'team' | 'ack' | 'answer'>();
  readonly members = new Map<string, ChatMember>();
  readonly groups = new Map<string, readonly string[]>();
  /** What happened, in order: `ack <event>`, `answer <event>: <text>`. */
  readonly log: string[] = [];
  readonly answers: (ChatAnswer & { readonly event: string })[] = [];
  /** How often a group was asked for. */
  groupsAsked = 0;
  private waiting: ChatAsked[] = [];
  private wake: () => void = () => undefined;
  private count = 0;

  constructor(private readonly ownTeam = 'T1') {}

  /** Someone who may be asked about. */
  person(user: string, change: Partial<ChatMember> = {}): void {
    this.members.set(user, {
      ...{ team: this.ownTeam, isGone: false, isProgram: false, isGuest: false, isStranger: false },
      ...change,
    });
  }

  /** @returns the event, to be delivered again */
  ask(text: string, change: Partial<ChatAsked> = {}): string {
    this.count += 1;
    const event = change.event ?? `Ev${this.count}`;
    this.waiting.push({
      ...{ event, kind: 'mention', user: 'U1', team: this.ownTeam, channel: 'C1' },
      ...{ isShared: false, byProgram: false, text },
      ack: async () => {
        this.log.push(`ack ${event}`);
        this.faults.trip('ack');
      },
      answer: async (answer) => {
        this.faults.trip('answer');
        this.log.push(`answer ${event}: ${answer.text}`);
        this.answers.push({ event, ...answer });
      },
      ...change,
    });
    this.wake();
    return event;
  }

  async *asked(signal: AbortSignal, heard: (state: ChatConnection) => void): AsyncIterable<ChatAsked> {
    heard({ state: 'open' });
    const end = () => this.wake();
    signal.addEventListener('abort', end);
    try {
      while (!signal.aborted) {
        const [next, ...others] = this.waiting;
        this.waiting = others;
        if (next) yield next;
        else {
          await new Promise<void>((resolve) => {
            this.wake = resolve;
          });
        }
      }
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  async team(): Promise<string> {
    this.faults.trip('team');
    return this.ownTeam;
  }

  async member(user: string): Promise<ChatMember | undefined> {
    this.faults.trip('member');
    return this.members.get(user);
  }

  async group(id: string): Promise<readonly string[]> {
    this.groupsAsked += 1;
    this.faults.trip('group');
    return this.groups.get(id) ?? [];
  }
}

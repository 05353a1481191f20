import type { AskedPullRequest, Conversations, Permission, Reaction } from '../../lib/ports/conversations';
import { FaultSwitch } from './fault-switch';

/** Those who ask in pull requests, in memory. */
export class FakeConversations implements Conversations {
  readonly faults = new FaultSwitch<'permission' | 'pullRequest' | 'react' | 'isPublic'>();
  /** Methods called, as `permission ann`, `react 7 eyes`. */
  readonly calls: string[] = [];
  /** By login in lower case; others have none. */
  readonly permissions = new Map<string, Permission>();
  /** Numbers of accounts by login in lower case. */
  readonly ids = new Map<string, number>();
  readonly pullRequests = new Map<number, AskedPullRequest>();
  /** Comments that are there, each with its reactions, oldest first. */
  readonly comments = new Map<number, Set<Reaction>>();
  readableByAll = false;

  async permission(login: string, id?: number): Promise<Permission> {
    this.calls.push(`permission ${login}`);
    this.faults.trip('permission');
    if (id !== undefined && this.ids.get(login.toLowerCase()) !== id) return 'none';
    return this.permissions.get(login.toLowerCase()) ?? 'none';
  }

  async pullRequest(number: number): Promise<AskedPullRequest | undefined> {
    this.calls.push(`pullRequest ${number}`);
    this.faults.trip('pullRequest');
    return this.pullRequests.get(number);
  }

  async react(comment: number, reaction: Reaction): Promise<'done' | 'gone'> {
    this.calls.push(`react ${comment} ${reaction}`);
    this.faults.trip('react');
    const reactions = this.comments.get(comment);
    reactions?.add(reaction);
    return reactions ? 'done' : 'gone';
  }

  async isPublic(): Promise<boolean> {
    this.calls.push('isPublic');
    this.faults.trip('isPublic');
    return this.readableByAll;
  }

  /** Somebody opens a pull request of this repository; what is not given is as usual. */
  open(number: number, pull: Partial<Omit<AskedPullRequest, 'number'>> = {}): AskedPullRequest {
    const opened: AskedPullRequest = {
      number,
      open: true,
      branch: 'login',
      commit: '1'.repeat(40),
      isOurs: true,
      author: 'ann',
      ...pull,
    };
    this.pullRequests.set(number, opened);
    return opened;
  }
}

import { PreviewError } from '../../lib/errors';
import type { Comment, OpenPullRequest, PullRequest, PullRequests } from '../../lib/ports/pull-requests';
import { FaultSwitch } from './fault-switch';

export interface FakeComment extends Comment {
  readonly pullRequest: number;
  readonly author: string;
}

/** Pull requests and what is said there, in memory. */
export class FakePullRequests implements PullRequests {
  readonly faults = new FaultSwitch<'ofBranch' | 'allOpen' | 'ownComments' | 'comment' | 'edit' | 'remove'>();
  /** Methods called, as `comment 1`, `edit 7`. */
  readonly calls: string[] = [];
  /** Whom the token stands for. */
  me = 'preview-bot';
  private readonly opened: (OpenPullRequest & { open: boolean; fork: boolean })[] = [];
  private readonly said = new Map<number, FakeComment>();
  private lastComment = 0;

  async *ofBranch(branch: string, which: 'open' | 'all'): AsyncIterable<PullRequest> {
    this.calls.push(`ofBranch ${branch} ${which}`);
    this.faults.trip('ofBranch');
    for (const one of [...this.opened].reverse()) {
      if (one.branch === branch && !one.fork && (which === 'all' || one.open))
        yield { number: one.number, open: one.open };
    }
  }

  async *allOpen(): AsyncIterable<OpenPullRequest> {
    this.calls.push('allOpen');
    this.faults.trip('allOpen');
    for (const { open, fork, ...one } of [...this.opened].reverse()) if (open && !fork) yield one;
  }

  async *ownComments(pullRequest: number, text: string): AsyncIterable<Comment> {
    this.calls.push(`ownComments ${pullRequest}`);
    this.faults.trip('ownComments');
    for (const { id, body, author } of this.comments(pullRequest)) {
      if (author === this.me && body.includes(text)) yield { id, body };
    }
  }

  async comment(pullRequest: number, body: string): Promise<Comment> {
    this.calls.push(`comment ${pullRequest}`);
    this.faults.trip('comment');
    if (!this.opened.some((one) => one.number === pullRequest)) {
      throw new PreviewError('github-not-found', `no pull request ${pullRequest}`, { fault: 'world' });
    }
    const { id } = this.say(pullRequest, body, this.me);
    return { id, body };
  }

  async edit(comment: number, body: string): Promise<'edited' | 'gone'> {
    this.calls.push(`edit ${comment}`);
    this.faults.trip('edit');
    const found = this.said.get(comment);
    if (found) this.said.set(comment, { ...found, body });
    return found ? 'edited' : 'gone';
  }

  async remove(comment: number): Promise<void> {
    this.calls.push(`remove ${comment}`);
    this.faults.trip('remove');
    this.said.delete(comment);
  }

  /** Somebody opens a pull request; returns its number. */
  open(
    branch: string,
    {
      fork = false,
      title = `About ${branch}`,
      author = 'ann',
    }: { fork?: boolean; title?: string; author?: string } = {},
  ): number {
    const number = this.opened.length + 1;
    const url = `https://github.com/acme/shop/pull/${number}`;
    this.opened.push({ number, title, author, branch, url, open: true, fork });
    return number;
  }

  close(number: number): void {
    for (const one of this.opened) if (one.number === number) one.open = false;
  }

  /** Somebody says something. */
  say(pullRequest: number, body: string, author: string): FakeComment {
    this.lastComment += 1;
    const made = { id: this.lastComment, pullRequest, body, author };
    this.said.set(made.id, made);
    return made;
  }

  /** A person deletes a comment. */
  forget(comment: number): void {
    this.said.delete(comment);
  }

  /** Oldest first, by everybody; for assertions. */
  comments(pullRequest: number): FakeComment[] {
    return [...this.said.values()].filter((one) => one.pullRequest === pullRequest);
  }
}

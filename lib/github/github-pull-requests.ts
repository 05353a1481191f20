import type { Comment, OpenPullRequest, PullRequest, PullRequests } from '../ports/pull-requests';
import { type Fields, fieldsOf, isFields, listOf, numberField, textField } from './calls/fields';
import type { GitHubCalls } from './calls/github-calls';
import type { GitHubViewer } from './github-viewer';
import { undefinedIfGone } from './undefined-on-404';

/** GitHub's pull requests and what we say there. */
export class GitHubPullRequests implements PullRequests {
  constructor(
    private readonly calls: GitHubCalls,
    private readonly viewer: GitHubViewer,
  ) {}

  async *ofBranch(branch: string, which: 'open' | 'all'): AsyncIterable<PullRequest> {
    const what = `the pull requests of branch ${branch}`;
    const query = {
      head: `${this.calls.place.owner}:${branch}`,
      state: which,
      sort: 'created',
      direction: 'desc',
    } as const;
    for await (const page of this.calls.pages('pullRequests', what, query)) {
      for (const entry of listOf(page, what)) {
        const fields = fieldsOf(entry, what);
        const open = textField(fields, 'state', what) === 'open';
        // The owner may have a fork of his own under another name, and a head that GitHub cannot read filters nothing.
        if (this.isOurs(fields.head, branch) && (which === 'all' || open)) {
          yield { number: numberField(fields, 'number', what), open };
        }
      }
    }
  }

  async *allOpen(): AsyncIterable<OpenPullRequest> {
    const what = 'the open pull requests';
    const query = { state: 'open', sort: 'created', direction: 'desc' } as const;
    for await (const page of this.calls.pages('pullRequests', what, query)) {
      for (const entry of listOf(page, what)) {
        const fields = fieldsOf(entry, what);
        const { head, user } = fields;
        if (textField(fields, 'state', what) !== 'open' || !isFields(head) || !this.isHere(head)) continue;
        yield {
          number: numberField(fields, 'number', what),
          title: textField(fields, 'title', what),
          author: isFields(user) && typeof user.login === 'string' ? user.login : '',
          branch: textField(head, 'ref', what),
          url: textField(fields, 'html_url', what),
        };
      }
    }
  }

  async *ownComments(pullRequest: number, text: string): AsyncIterable<Comment> {
    const what = `the comments on pull request ${pullRequest}`;
    for await (const page of this.calls.pages('comments', what, { issue_number: pullRequest })) {
      for (const entry of listOf(page, what)) {
        const fields = fieldsOf(entry, what);
        // Not every listing has a body for every comment: what has none cannot hold the text.
        if (typeof fields.body !== 'string' || !fields.body.includes(text)) continue;
        if (await this.viewer.wrote(fields.user)) yield readComment(fields, what);
      }
    }
  }

  /** Asked for once: when the answer is lost, GitHub may have made it; then the next run finds it with `ownComments`. */
  async comment(pullRequest: number, body: string): Promise<Comment> {
    const what = `a comment on pull request ${pullRequest}`;
    const { data } = await this.calls.ask('createComment', what, { issue_number: pullRequest, body });
    return readComment(fieldsOf(data, what), what);
  }

  async edit(comment: number, body: string): Promise<'edited' | 'gone'> {
    const editing = this.calls.ask('editComment', `comment ${comment}`, { comment_id: comment, body });
    return (await undefinedIfGone(editing, () => this.look(comment))) ? 'edited' : 'gone';
  }

  async remove(comment: number): Promise<void> {
    const removing = this.calls.ask('deleteComment', `comment ${comment}`, { comment_id: comment });
    await undefinedIfGone(removing, () => this.look(comment));
  }

  private look(comment: number): Promise<unknown> {
    return this.calls.ask('comment', `comment ${comment}`, { comment_id: comment });
  }

  private isOurs(head: unknown, branch: string): boolean {
    return isFields(head) && head.ref === branch && this.isHere(head);
  }

  /** The repository of a head is null when the fork was deleted. */
  private isHere({ repo }: Fields): boolean {
    const fullName = isFields(repo) ? repo.full_name : undefined;
    return typeof fullName === 'string' && fullName.toLowerCase() === this.calls.repository.toLowerCase();
  }
}

function readComment(fields: Fields, what: string): Comment {
  return { id: numberField(fields, 'id', what), body: textField(fields, 'body', what) };
}

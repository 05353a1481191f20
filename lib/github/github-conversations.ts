import type { AskedPullRequest, Conversations, Permission, Reaction } from '../ports/conversations';
import { fieldsOf, isFields, numberField, textField } from './calls/fields';
import type { GitHubCalls } from './calls/github-calls';
import { notCredible } from './calls/github-error';
import { checkNotMoved } from './check-not-moved';
import { isLogin } from './is-login';
import { undefinedIfGone, undefinedOn404 } from './undefined-on-404';

/**
 * github/rest-api-description by way of @octokit/openapi-types 29.0.1 (2026): `permission` has one of these, also for the roles maintain (write),
 * triage (read) and those that an organization made itself.
 */
const permissions: readonly Permission[] = ['admin', 'write', 'read', 'none'];

/** Who asks in the pull requests of a repository on GitHub. */
export class GitHubConversations implements Conversations {
  constructor(private readonly calls: GitHubCalls) {}

  async permission(name: string, id?: number): Promise<Permission> {
    if (!isLogin(name)) return 'none';
    const what = `the permission of ${name}`;
    // 404 also where the token may not see the repository: then no name may anything.
    const answer = await undefinedOn404(this.calls.ask('permission', what, { username: name }));
    if (answer === undefined) return 'none';
    const data = fieldsOf(answer.data, what);
    if (isFields(data.user) && textField(data.user, 'login', what).toLowerCase() !== name.toLowerCase()) {
      throw notCredible(what, 'it is that of somebody else');
    }
    // The login changed hands since.
    if (id !== undefined && (!isFields(data.user) || data.user.id !== id)) return 'none';
    const said = textField(data, 'permission', what);
    const permission = permissions.find((known) => known === said);
    if (permission === undefined) throw notCredible(what, `it knows no permission ${said.slice(0, 40)}`);
    return permission;
  }

  async pullRequest(number: number): Promise<AskedPullRequest | undefined> {
    const what = `pull request ${number}`;
    const answer = await undefinedOn404(this.calls.ask('pullRequest', what, { pull_number: number }));
    if (answer === undefined) return undefined;
    const data = fieldsOf(answer.data, what);
    const head = fieldsOf(data.head, what);
    const commit = textField(head, 'sha', what);
    if (numberField(data, 'number', what) !== number) throw notCredible(what, 'it has another number');
    if (!/^[0-9a-f]{40,64}$/.test(commit)) throw notCredible(what, 'its head is no commit');
    const ours = textField(fieldsOf(fieldsOf(data.base, what).repo, what), 'full_name', what);
    checkNotMoved(this.calls.repository, ours);
    return {
      number,
      open: textField(data, 'state', what) === 'open',
      branch: textField(head, 'ref', what),
      commit,
      // The repository of a head is null when the fork was deleted.
      isOurs: isFields(head.repo) && String(head.repo.full_name).toLowerCase() === ours.toLowerCase(),
      // GitHub shows an account that was deleted under this name.
      author: isFields(data.user) ? textField(data.user, 'login', what) : 'ghost',
    };
  }

  async react(comment: number, reaction: Reaction): Promise<'done' | 'gone'> {
    const what = `comment ${comment}`;
    const reacting = this.calls.ask('react', `a reaction to ${what}`, { comment_id: comment, content: reaction });
    const look = () => this.calls.ask('comment', what, { comment_id: comment });
    return (await undefinedIfGone(reacting, look)) ? 'done' : 'gone';
  }

  async isPublic(): Promise<boolean> {
    const what = `repository ${this.calls.repository}`;
    const data = fieldsOf((await this.calls.ask('repository', what, {})).data, what);
    checkNotMoved(this.calls.repository, textField(data, 'full_name', what));
    if (typeof data.private !== 'boolean') throw notCredible(what, 'it does not say whether it is private');
    // `visibility` is absent on older servers. `internal` is for the members of an enterprise.
    return !data.private && (data.visibility === undefined || data.visibility === 'public');
  }
}

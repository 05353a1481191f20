import { PreviewError, survivable } from '../errors';
import type { ForgeRateLimit, ForgeRight, ForgeRightFinding, ForgeRights } from '../ports/forge-rights';
import { fieldsOf, isFields, listOf, numberField } from './calls/fields';
import type { Answer, GitHubCalls } from './calls/github-calls';
import type { GitHubViewer } from './github-viewer';

/** No commit and no branch can have this name. */
const nowhere = '0'.repeat(40);

type Finding = Omit<ForgeRightFinding, 'right'>;

/**
 * Detects the permissions of the token without writing: it sends invalid requests. GitHub checks the permission first, so 403 means no
 * permission and 422 means permission.
 */
export class GitHubRights implements ForgeRights {
  constructor(
    private readonly calls: GitHubCalls,
    private readonly viewer: GitHubViewer,
  ) {}

  async login(): Promise<string | undefined> {
    return this.calls.access.token ? this.viewer.login() : undefined;
  }

  async rateLimit(): Promise<ForgeRateLimit | undefined> {
    const what = 'the rate limit';
    let answer: Answer;
    try {
      answer = await this.calls.ask('rateLimit', what, {});
    } catch (error) {
      // GitHub Enterprise without limits.
      if (error instanceof PreviewError && error.code === 'github-not-found') return undefined;
      throw error;
    }
    const core = fieldsOf(fieldsOf(fieldsOf(answer.data, what).resources, what).core, what);
    return {
      limit: numberField(core, 'limit', what),
      remaining: numberField(core, 'remaining', what),
      resetsAt: new Date(numberField(core, 'reset', what) * 1000),
    };
  }

  async check(): Promise<readonly ForgeRightFinding[]> {
    const repository = await this.found('repository', () => this.calls.ask('repository', this.calls.repository, {}));
    const unseen = repository.answer === undefined ? repository.finding : undefined;
    const fields = isFields(repository.answer?.data) ? repository.answer.data : {};
    const closed: Finding | undefined = fields.archived === true ? archived : undefined;
    const write = (ask: () => Promise<Finding>) => unseen ?? this.needsToken() ?? closed ?? ask();
    const made = async (right: ForgeRight, finding: Finding | Promise<Finding>) => ({ right, ...(await finding) });
    return [
      await made('read branches', unseen ?? this.readBranches()),
      await made('write deployments', await write(() => this.writeDeployments())),
      await made('write commit statuses', await write(() => this.writeStatuses())),
      await made('write pull-request comments', await write(() => this.writeComments(repository.answer))),
    ];
  }

  private needsToken(): Finding | undefined {
    if (this.calls.access.token) return undefined;
    return { state: 'missing', reason: 'there is no token', hint: 'Give a GITHUB_TOKEN.' };
  }

  private async readBranches(): Promise<Finding> {
    const { finding } = await this.found('a page of branches', async () => {
      const what = `the branches of ${this.calls.repository}`;
      return this.calls.ask('branches', what, { per_page: 1 });
    });
    return finding;
  }

  private writeDeployments(): Promise<Finding> {
    return this.tried('a deployment of a commit that does not exist', () =>
      this.calls.ask('createDeployment', 'a deployment, on trial,', {
        ref: nowhere,
        auto_merge: false,
        required_contexts: [],
        environment: 'preview-stacks-doctor',
      }),
    );
  }

  private writeStatuses(): Promise<Finding> {
    return this.tried('a status on a commit that does not exist', () =>
      this.calls.ask('setCommitStatus', 'a commit status, on trial,', {
        sha: nowhere,
        state: 'pending',
        context: 'preview-stacks-doctor',
      }),
    );
  }

  /** A comment can be tried only where there is a pull request: an empty one is rejected. */
  private async writeComments(repository: Answer | undefined): Promise<Finding> {
    const what = `the pull requests of ${this.calls.repository}`;
    const listing = await this.found('the list of pull requests', () =>
      this.calls.ask('pullRequests', what, { state: 'all', per_page: 1 }),
    );
    if (listing.answer === undefined) return listing.finding;
    const newest = listOf(listing.answer.data, what)[0];
    if (newest === undefined) {
      return byScopes(repository) ?? { state: 'unknown', reason: 'there is no pull request yet to try a comment on' };
    }
    const number = numberField(fieldsOf(newest, what), 'number', what);
    return this.tried(`an empty comment on pull request ${number}`, () =>
      this.calls.ask('createComment', 'a comment, on trial,', { issue_number: number, body: '' }),
    );
  }

  private async found(
    what: string,
    ask: () => Promise<Answer>,
  ): Promise<{ readonly answer?: Answer; readonly finding: Finding }> {
    try {
      return { answer: await ask(), finding: { state: 'granted', reason: `${what} could be read` } };
    } catch (error) {
      return { finding: refusal(error) };
    }
  }

  private async tried(what: string, ask: () => Promise<Answer>): Promise<Finding> {
    try {
      await ask();
      return { state: 'granted', reason: `GitHub took ${what}` };
    } catch (error) {
      if (error instanceof PreviewError && error.code === 'github-rejected') {
        return { state: 'granted', reason: `GitHub looked at ${what} and rejected only its content` };
      }
      return refusal(error);
    }
  }
}

const archived: Finding = {
  state: 'missing',
  reason: 'the repository is archived and can only be read',
  hint: 'Take it out of the archive, or switch these outputs off.',
};

/** Classic tokens say what they may do; the others do not, and undefined is the answer. */
function byScopes(repository: Answer | undefined): Finding | undefined {
  const header = repository?.headers['x-oauth-scopes'];
  if (repository === undefined || header === undefined) return undefined;
  const scopes = String(header).split(/,\s*/);
  const isPublic = isFields(repository.data) && repository.data.private === false;
  const found = scopes.find((scope) => scope === 'repo' || (isPublic && scope === 'public_repo'));
  return found === undefined
    ? { state: 'missing', reason: 'the token has not the scope `repo`', hint: 'Give GITHUB_TOKEN the scope `repo`.' }
    : { state: 'granted', reason: `the token has the scope \`${found}\`` };
}

/** What an error says about a right: a refusal, or nothing. */
function refusal(error: unknown): Finding {
  const { code, message, hint } = survivable(error);
  const refused = ['github-refused', 'github-right-missing', 'github-not-found'].includes(code);
  return { state: refused ? 'missing' : 'unknown', reason: message, ...(hint !== undefined && { hint }) };
}

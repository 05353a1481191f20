import { PreviewError } from '../errors';
import { checkBranch } from '../naming/branch';
import { githubIdentity } from '../naming/repository-identity';
import type { Branch, SourceRepository } from '../ports/source-repository';
import { gitHubError, notCredible } from './github-error';
import { nextPage } from './next-page';
import { defaultBaseUrl, type GitHubAccess, type GitHubClient, openOctokit } from './open-octokit';
import { type Repository, readBranch, readBranches, readRepository } from './read-answer';

/** Branches as GitHub's API shows them. Every doubt is an error: what is not seen would be deleted. */
export class GitHubSourceRepository implements SourceRepository {
  readonly identity: string;
  private readonly place: { readonly owner: string; readonly repo: string };
  private client: Promise<GitHubClient> | undefined;

  /**
   * @param repository `owner/name`
   */
  constructor(
    private readonly repository: string,
    private readonly access: GitHubAccess = {},
  ) {
    const [owner = '', repo = ''] = repository.split('/');
    this.place = { owner, repo };
    this.identity = githubIdentity(repository);
  }

  async *branches(): AsyncIterable<Branch> {
    await this.readRepository();
    const asked = `the branches of ${this.repository}`;
    // Octokit's own paging takes a 409 for the end of the list and an empty body for an empty page.
    for (let page: number | undefined = 1; page !== undefined; ) {
      const answer = await this.get(asked, '/repos/{owner}/{repo}/branches', { per_page: 100, page });
      yield* readBranches(answer.data, asked);
      page = nextPage(answer.link, page, this.access.baseUrl || defaultBaseUrl, asked);
    }
  }

  async branch(name: string): Promise<Branch | undefined> {
    const found = await this.readBranch(checkBranch(name));
    if (found?.name === name) return found;
    // 404 is also the answer to those who may not look, and a renamed branch redirects: only who sees the default branch sees that another is missing.
    const { defaultBranch } = await this.readRepository();
    if (name !== defaultBranch && (await this.readBranch(defaultBranch))?.name === defaultBranch) return undefined;
    throw notCredible(
      `branch ${name} of ${this.repository}`,
      `the default branch ${defaultBranch} is not to be seen either`,
    );
  }

  async defaultBranch(): Promise<string | undefined> {
    return (await this.readRepository()).defaultBranch;
  }

  private async readBranch(branch: string): Promise<Branch | undefined> {
    const asked = `branch ${branch} of ${this.repository}`;
    try {
      const { data } = await this.get(asked, '/repos/{owner}/{repo}/branches/{branch}', { branch });
      return readBranch(data, asked);
    } catch (error) {
      if (error instanceof PreviewError && error.code === 'github-not-found') return undefined;
      throw error;
    }
  }

  private async readRepository(): Promise<Repository> {
    const asked = `repository ${this.repository}`;
    const repository = readRepository((await this.get(asked, '/repos/{owner}/{repo}', {})).data, asked);
    if (repository.fullName.toLowerCase() === this.repository.toLowerCase()) return repository;
    throw new PreviewError('github-moved', `repository ${this.repository} is now ${repository.fullName}`, {
      fault: 'world',
      hint: `Set \`github: '${repository.fullName}'\` in the settings file; stacks of the old name stay until they are destroyed.`,
    });
  }

  private async get(
    asked: string,
    route: string,
    parameters: Readonly<Record<string, string | number>>,
  ): Promise<{ readonly data: unknown; readonly link: string | undefined }> {
    this.client ??= openOctokit(this.access);
    try {
      const octokit = await this.client;
      const answer = await octokit.request(`GET ${route}`, { ...this.place, ...parameters });
      if (answer.status === 200) return { data: answer.data, link: answer.headers.link };
      throw notCredible(asked, `HTTP ${answer.status}`);
    } catch (error) {
      throw gitHubError(error, asked);
    }
  }
}

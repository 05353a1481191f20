import { PreviewError } from '../errors';
import { checkBranch } from '../naming/branch';
import { githubIdentity } from '../naming/repository-identity';
import type { Branch, SourceRepository } from '../ports/source-repository';
import type { GitHubCalls } from './calls/github-calls';
import { notCredible } from './calls/github-error';
import { type Repository, readBranch, readBranches, readRepository } from './calls/read-answer';

/** Branches as GitHub's API shows them. Every doubt is an error: what is not seen would be deleted. */
export class GitHubSourceRepository implements SourceRepository {
  readonly identity: string;

  constructor(private readonly calls: GitHubCalls) {
    this.identity = githubIdentity(calls.repository);
  }

  async *branches(): AsyncIterable<Branch> {
    await this.readRepository();
    const asked = `the branches of ${this.calls.repository}`;
    for await (const page of this.calls.pages('branches', asked, {})) yield* readBranches(page, asked);
  }

  async branch(name: string): Promise<Branch | undefined> {
    const found = await this.readBranch(checkBranch(name));
    if (found?.name === name) return found;
    // 404 also means "no access", and a renamed branch redirects. Only if we can read the default branch does 404 mean "deleted".
    const { defaultBranch } = await this.readRepository();
    if (name !== defaultBranch && (await this.readBranch(defaultBranch))?.name === defaultBranch) return undefined;
    throw notCredible(
      `branch ${name} of ${this.calls.repository}`,
      `the default branch ${defaultBranch} is not to be seen either`,
    );
  }

  async defaultBranch(): Promise<string | undefined> {
    return (await this.readRepository()).defaultBranch;
  }

  private async readBranch(branch: string): Promise<Branch | undefined> {
    const asked = `branch ${branch} of ${this.calls.repository}`;
    try {
      const { data } = await this.calls.ask('branch', asked, { branch });
      return readBranch(data, asked);
    } catch (error) {
      if (error instanceof PreviewError && error.code === 'github-not-found') return undefined;
      throw error;
    }
  }

  private async readRepository(): Promise<Repository> {
    const asked = `repository ${this.calls.repository}`;
    const repository = readRepository((await this.calls.ask('repository', asked, {})).data, asked);
    if (repository.fullName.toLowerCase() === this.calls.repository.toLowerCase()) return repository;
    throw new PreviewError('github-moved', `repository ${this.calls.repository} is now ${repository.fullName}`, {
      fault: 'world',
      hint: `Set \`github: '${repository.fullName}'\` and \`formerly: ['${this.calls.repository}']\` in the settings file, and run deploy-application for each stage.`,
    });
  }
}

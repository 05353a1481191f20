import { PreviewError } from '../errors';
import { checkBranch } from '../naming/branch';
import { githubIdentity, nameOnGitHub } from '../naming/repository-identity';
import type { Branch, SourceRepository } from '../ports/source-repository';
import { type GitHubCalls, placeOf } from './calls/github-calls';
import { notCredible } from './calls/github-error';
import { type Repository, readBranch, readBranches, readRepository } from './calls/read-answer';
import { checkNotMoved } from './check-not-moved';

/** Branches as GitHub's API shows them. Every doubt is an error: what is not seen would be deleted. */
export class GitHubSourceRepository implements SourceRepository {
  readonly identity: string;

  /** @param formerly former names of the repository, as settings write them */
  constructor(
    private readonly calls: GitHubCalls,
    private readonly formerly: readonly string[] = [],
  ) {
    this.identity = githubIdentity(calls.repository);
  }

  async *branches(): AsyncIterable<Branch> {
    await this.checkFormerNames(await this.readRepository());
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

  /**
   * GitHub redirects from a former name until someone takes it. What has such a name then is another repository, and its previews would
   * lose their branches here.
   */
  private async checkFormerNames({ fullName }: Repository): Promise<void> {
    for (const name of this.formerly.flatMap((written) => nameOnGitHub(written) ?? [])) {
      const asked = `repository ${name}`;
      const found = await unlessMissing(async () =>
        readRepository((await this.calls.ask('repository', asked, {}, placeOf(name))).data, asked),
      );
      if (found === undefined || found.fullName.toLowerCase() === fullName.toLowerCase()) continue;
      throw new PreviewError(
        'former-name-taken',
        `settings say that ${this.calls.repository} was called ${name}, and GitHub has another repository of that name`,
        {
          fault: 'world',
          hint: `Take '${name}' out of formerly, or choose another project name: its previews are its own.`,
        },
      );
    }
  }

  private async readBranch(branch: string): Promise<Branch | undefined> {
    const asked = `branch ${branch} of ${this.calls.repository}`;
    return unlessMissing(async () => readBranch((await this.calls.ask('branch', asked, { branch })).data, asked));
  }

  private async readRepository(): Promise<Repository> {
    const asked = `repository ${this.calls.repository}`;
    const repository = readRepository((await this.calls.ask('repository', asked, {})).data, asked);
    checkNotMoved(this.calls.repository, repository.fullName);
    return repository;
  }
}

/** Undefined where GitHub knows no such thing, or the token may not see it. */
async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof PreviewError && error.code === 'github-not-found') return undefined;
    throw error;
  }
}

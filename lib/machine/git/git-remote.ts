import { PreviewError } from '../../errors';
import { checkBranch } from '../../naming/branch';
import { remoteIdentity } from '../../naming/repository-identity';
import type { Branch, SourceRepository } from '../../ports/source-repository';
import { noRepository } from './git-checkout';
import { type RemoteRefs, readRemoteRefs } from './remote-refs';
import { type GitOptions, gitComplaint, runGit } from './run-git';

/** Branches as a git remote shows them; asks the remote each time, never the local copies of its branches. */
export class GitRemote implements SourceRepository {
  /**
   * @throws PreviewError `remote-missing` when the working copy has no such remote
   */
  static async open(remote: string, options: GitOptions): Promise<GitRemote> {
    const answer = await runGit(['remote', 'get-url', '--', remote], options);
    const url = answer.stdout.toString('utf8').trimEnd();
    if (answer.code === 0 && url !== '') return new GitRemote(remoteIdentity(url), remote, options);
    if (/^fatal: not a git repository/m.test(answer.stderr)) throw noRepository(options.folder, answer);
    throw new PreviewError('remote-missing', `there is no git remote "${remote}": ${gitComplaint(answer)}`, {
      fault: 'user',
      hint:
        remote === 'origin'
          ? 'Run `git remote add origin <url>`, or set `remote` in the settings file to a name that `git remote` prints, or `github` to the repository.'
          : 'Set `remote` in the settings file to a name that `git remote` prints, or `github` to the repository.',
    });
  }

  private constructor(
    readonly identity: string,
    private readonly remote: string,
    private readonly options: GitOptions,
  ) {}

  async *branches(): AsyncIterable<Branch> {
    yield* (await this.refs('refs/heads/*')).branches;
  }

  async branch(name: string): Promise<Branch | undefined> {
    // git takes the name for a pattern, but accepts no branch whose name holds one.
    const { branches } = await this.refs(`refs/heads/${checkBranch(name)}`);
    return branches.find((branch) => branch.name === name);
  }

  async defaultBranch(): Promise<string | undefined> {
    return (await this.refs('HEAD')).defaultBranch;
  }

  private async refs(pattern: string): Promise<RemoteRefs> {
    const answer = await runGit(['ls-remote', '--symref', '--', this.remote, pattern], this.options);
    if (answer.code === 0) return readRemoteRefs(answer.stdout.toString('utf8'));
    throw new PreviewError(
      'remote-unreachable',
      `the git remote "${this.remote}" did not answer: ${gitComplaint(answer)}`,
      {
        fault: 'world',
        hint: `Check the network and that \`git ls-remote ${this.remote}\` works here.`,
      },
    );
  }
}

import { PreviewError } from '../../errors';
import type { Checkout, CiRun, Standing } from '../../ports/checkout';
import type { CiFacts } from '../ci/ci';
import { inCi, readCiVariables } from '../ci/ci-variables';
import type { ProgramResult } from '../run-program';
import { gitComplaint, hintAfter, runGit } from './run-git';

/** The git working copy that holds a folder, and what CI says about it. */
export class GitCheckout implements Checkout {
  private readonly ci: CiFacts | undefined;
  private head: Promise<string> | undefined;

  constructor(private readonly options: { readonly folder: string; readonly environment: NodeJS.ProcessEnv }) {
    this.ci = readCiVariables(options.environment);
  }

  async branch(): Promise<string | undefined> {
    const ci = await this.ciHere();
    if (ci?.branch !== undefined) return ci.branch;
    const answer = await runGit(['symbolic-ref', '--quiet', 'HEAD'], this.options);
    if (answer.code === 1) return undefined;
    const ref = answer.stdout.toString('utf8').trimEnd();
    if (answer.code !== 0) throw noRepository(this.options.folder, answer);
    return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
  }

  async commit(): Promise<string> {
    const ci = await this.ciHere();
    return ci?.commit ?? this.readHead();
  }

  async foreign(): Promise<string | undefined> {
    return this.ci?.foreign;
  }

  async tree(commit: string): Promise<string | undefined> {
    const answer = await runGit(
      ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{tree}`],
      this.options,
    );
    const sha = answer.stdout.toString('utf8').trim();
    return answer.code === 0 && /^[0-9a-f]{40,64}$/.test(sha) ? sha : undefined;
  }

  async standing(other: string): Promise<Standing> {
    const commit = await this.commit();
    const [older, newer] = await Promise.all([this.isAncestor(commit, other), this.isAncestor(other, commit)]);
    if (older) return 'behind';
    if (newer) return 'ahead';
    if (older === undefined || newer === undefined) return 'unknown';
    // Where the history is cut off, a "no" may only mean that the way between the two is not here.
    const { stdout } = await runGit(['rev-parse', '--is-shallow-repository'], this.options);
    return stdout.toString('utf8').trim() === 'false' ? 'apart' : 'unknown';
  }

  async inJob(): Promise<boolean> {
    return inCi(this.options.environment);
  }

  async subject(): Promise<string> {
    const answer = await runGit(['log', '-1', '--format=%s', await this.commit()], this.options);
    // A shallow clone may lack the head of a pull request; then there is no message to show.
    return answer.code === 0 ? answer.stdout.toString('utf8').trim() : '';
  }

  async person(): Promise<string | undefined> {
    const answer = await runGit(['config', '--get', 'user.name'], this.options);
    return answer.code === 0 ? answer.stdout.toString('utf8').trim() || undefined : undefined;
  }

  async run(): Promise<CiRun | undefined> {
    return this.ci?.run;
  }

  /**
   * CI's words count for the commit that CI names or checked out; in any other working copy on the same machine, git's do. A job of a pull
   * request names the request's head, whatever is checked out: it has to be that head, or a merge of it.
   *
   * @throws PreviewError `checkout-not-the-head`
   */
  private async ciHere(): Promise<CiFacts | undefined> {
    const { commit, checkedOut } = this.ci ?? {};
    if (checkedOut === undefined) return this.ci;
    const head = await this.readHead();
    if (head === commit) return this.ci;
    if (commit === undefined || commit === checkedOut) return head === checkedOut ? this.ci : undefined;
    if ((await this.parents()).includes(commit)) return this.ci;
    throw notTheHead(head, commit);
  }

  /** As the commit names them: a shallow clone has them not, and knows their names. */
  private async parents(): Promise<readonly string[]> {
    const answer = await runGit(['cat-file', 'commit', 'HEAD'], this.options);
    const [headers = ''] = answer.stdout.toString('utf8').split('\n\n');
    return answer.code === 0 ? [...headers.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, sha = '']) => sha) : [];
  }

  /** Undefined when one of the two is not here. */
  private async isAncestor(older: string, newer: string): Promise<boolean | undefined> {
    const args = ['merge-base', '--is-ancestor', '--end-of-options', older, newer];
    const { code } = await runGit(args, this.options);
    return code === 0 ? true : code === 1 ? false : undefined;
  }

  private readHead(): Promise<string> {
    this.head ??= (async () => {
      const answer = await runGit(['rev-parse', '--verify', 'HEAD^{commit}'], this.options);
      const sha = answer.stdout.toString('utf8').trim();
      if (answer.code === 0 && /^[0-9a-f]{40,64}$/.test(sha)) return sha;
      throw noRepository(this.options.folder, answer);
    })();
    return this.head;
  }
}

function notTheHead(head: string, commit: string): PreviewError {
  return new PreviewError(
    'checkout-not-the-head',
    `This job is of a pull request with the head ${commit}; checked out is ${head}, which is neither that commit nor a merge of it`,
    {
      fault: 'user',
      hint: 'Let the job run on `push` or `pull_request`, and check out what that event is about: `pull_request_target` checks out the base.',
    },
  );
}

export function noRepository(folder: string, answer: ProgramResult): PreviewError {
  return new PreviewError('checkout-unreadable', `git knows no commit in ${folder}: ${gitComplaint(answer)}`, {
    fault: 'user',
    hint: hintAfter(answer, 'Run this inside a git working copy that has a commit.'),
  });
}

import { PreviewError } from '../../errors';
import type { CallParameters } from './call-parameters';
import { type Call, type CallName, callTable } from './call-table';
import { gitHubError, notCredible } from './github-error';
import { nextPage, perPage } from './next-page';
import { defaultBaseUrl, type GitHubAccess, type GitHubClient, openOctokit } from './open-octokit';
import { Patience } from './patience';

export interface Answer {
  /** Not looked at yet: what answers need not be GitHub. */
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/**
 * The one way to GitHub of a process, for one repository. All callers share one client, one budget of waiting and one of content made.
 *
 * A call that makes something (a comment, a deployment) is sent once. After a 500 or a cut connection we cannot know whether GitHub did it:
 * the error says that, and the next run looks before it makes another. Rate limits are waited for even then: what they refuse was not done. All other calls are repeated, as their last answer counts.
 */
export class GitHubCalls {
  readonly place: { readonly owner: string; readonly repo: string };
  private client: Promise<GitHubClient> | undefined;
  private made = 0;
  private readonly patience: Patience;

  /**
   * @param repository `owner/name`
   */
  constructor(
    readonly repository: string,
    readonly access: GitHubAccess,
  ) {
    this.patience = new Patience(access);
    this.place = placeOf(repository);
  }

  /** Calls made so far that create content and notify people. */
  get created(): number {
    return this.made;
  }

  /**
   * @param what for errors, as the object of a sentence
   * @param place of another repository than this one
   * @throws PreviewError (fault world): `github-…`, see docs/errors.md; the signal's reason when it ended a wait
   */
  async ask<Name extends CallName>(
    name: Name,
    what: string,
    parameters: CallParameters<Name>,
    place = this.place,
  ): Promise<Answer> {
    const call: Call = callTable[name];
    const { token, clock, signal } = this.access;
    const asked = { what, right: call.right, token, doubtful: call.onceOnly ?? false };
    if (call.creates) this.count(what);
    try {
      this.client ??= openOctokit(this.access);
      const octokit = await this.client;
      return await this.patience.during(call, async () => {
        // The address of GraphQL is not below that of REST on GitHub Enterprise: Octokit knows.
        if (call.route === 'POST /graphql') return { data: await octokit.graphql({ ...parameters }), headers: {} };
        const { status, data, headers } = await octokit.request(call.route, { ...place, ...parameters });
        if (status !== call.yes && status !== call.alsoYes) throw notCredible(what, `HTTP ${status}`);
        return { data, headers };
      });
    } catch (error) {
      throw error === signal?.reason ? error : gitHubError(error, asked, clock.now());
    }
  }

  /** Page by page, for as long as the consumer asks; a page that is no list, or not the next one, is an error. */
  async *pages<Name extends 'branches' | 'deployments' | 'pullRequests' | 'comments'>(
    name: Name,
    what: string,
    parameters: CallParameters<Name>,
  ): AsyncIterable<unknown> {
    const last = callTable[name].route.split('/').at(-1) ?? '';
    // Octokit's own paging takes a 409 for the end of the list and an empty body for an empty page.
    for (let page: number | undefined = 1; page !== undefined; ) {
      const { data, headers } = await this.ask(name, what, { ...parameters, per_page: perPage, page });
      yield data;
      page = nextPage(headers, { page, data, last, baseUrl: this.access.baseUrl || defaultBaseUrl, what });
    }
  }

  private count(what: string): void {
    const { maxCreated = 400 } = this.access;
    if (this.made >= maxCreated) {
      throw new PreviewError(
        'github-write-budget',
        `${what} is left out: this run has made ${this.made} entries on GitHub, which allows 500 an hour`,
        { fault: 'world', hint: 'Run it again in an hour: what is left is done then.' },
      );
    }
    this.made += 1;
  }
}

/** @param repository `owner/name` */
export function placeOf(repository: string): GitHubCalls['place'] {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
}

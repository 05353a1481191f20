import type { Clock } from '../../../ports/clock';
import type { OpenPullRequest, PullRequests } from '../../../ports/pull-requests';
import type { Branch, SourceRepository } from '../../../ports/source-repository';
import { Remembered } from './remembered';

const minute = 60_000;

/**
 * What a page that asks every few seconds keeps of branches and pull requests. GitHub answers 5,000 requests an hour to a person's token, and 60 to
 * who has none (docs.github.com, "Rate limits for the REST API", read in November 2026); one look at 500 branches takes twelve.
 */
export class ForgeMemory {
  private readonly heads: Remembered<Branch>;
  private readonly names: Remembered<string | undefined>;
  private readonly pulls: Remembered<OpenPullRequest>;

  /** @param hasToken whether the forge knows who asks */
  constructor(clock: Pick<Clock, 'now'>, hasToken: boolean) {
    const keptMs = hasToken ? minute : 15 * minute;
    this.heads = new Remembered(clock, keptMs);
    this.names = new Remembered(clock, keptMs);
    this.pulls = new Remembered(clock, keptMs);
  }

  /**
   * The repository, with its branches as they were a moment ago.
   *
   * @param changed when a preview was last changed: then its branch was pushed to before. @default that is not known
   */
  repository(own: SourceRepository, changed: () => Date | undefined = () => undefined): SourceRepository {
    return {
      identity: own.identity,
      branch: (name) => own.branch(name),
      branches: () => this.heads.list(() => own.branches(), changed()),
      defaultBranch: async () => {
        for await (const name of this.names.list(() => nameOf(own))) return name;
        return undefined;
      },
    };
  }

  pullRequests(own: Pick<PullRequests, 'allOpen'>): AsyncIterable<OpenPullRequest> {
    return this.pulls.list(() => own.allOpen());
  }

  /** After an act: what it changed is asked for anew. */
  forget(): void {
    for (const one of [this.heads, this.names, this.pulls]) one.forget();
  }
}

async function* nameOf(repository: SourceRepository): AsyncIterable<string | undefined> {
  yield await repository.defaultBranch();
}

import { pageOf } from './paging';
import type { PullRequestState, Schemas, StandInPullRequest, StandInState } from './state';
import { invalid, oneOf, type Route, route } from './wire';

type Simple = Schemas['pull-request-simple'];
type Shown = Pick<Simple, 'number' | 'state' | 'locked'> & {
  readonly head: Pick<Simple['head'], 'label' | 'ref'> & {
    /** Null for a deleted fork, which GitHub's own description leaves out. */
    readonly repo: Pick<NonNullable<Simple['head']['repo']>, 'full_name'> | null;
  };
};

export function pullRequestRoutes(state: StandInState, url: () => string): readonly Route[] {
  return [
    route('GET', /^\/pulls$/, (request) => {
      const which = (request.query.get('state') ?? 'open') as PullRequestState;
      if (!oneOf('open', 'closed', 'all').fits(which)) return invalid('PullRequest', 'state', 'invalid');
      const head = request.query.get('head') ?? '';
      const wanted = state.opened.filter((one) => {
        // GitHub filters nothing by a head without an owner.
        const fits = !head.includes(':') || labelOf(one) === head;
        return fits && (which === 'all' || one.open === (which === 'open'));
      });
      const oldestFirst = request.query.get('direction') === 'asc';
      const entries = wanted.map(shown);
      return pageOf(oldestFirst ? entries : entries.reverse(), request, { pageSize: state.pageSize, url: url() });
    }),
  ];
}

function labelOf({ from, branch }: StandInPullRequest): string {
  return `${from?.split('/')[0] ?? 'unknown'}:${branch}`;
}

function shown(pull: StandInPullRequest): Shown {
  const { number, open, locked, branch, from } = pull;
  return {
    number,
    state: open ? 'open' : 'closed',
    locked,
    head: { label: labelOf(pull), ref: branch, repo: from === null ? null : { full_name: from } },
  };
}

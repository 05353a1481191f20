import { pageOf } from './paging';
import type { PullRequestState, Schemas, StandInPullRequest, StandInState } from './state';
import { invalid, notFound, ok, oneOf, type Route, route } from './wire';

type Simple = Schemas['pull-request-simple'];
type Shown = Pick<Simple, 'number' | 'state' | 'locked' | 'title' | 'html_url'> & {
  readonly user: { readonly login: string };
  readonly base: { readonly repo: Pick<Simple['base']['repo'], 'full_name'> };
  readonly head: Pick<Simple['head'], 'label' | 'ref' | 'sha'> & {
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
      const entries = wanted.map((one) => shown(state, one));
      return pageOf(oldestFirst ? entries : entries.reverse(), request, { pageSize: state.pageSize, url: url() });
    }),
    route('GET', /^\/pulls\/(\d+)$/, (_request, number = '') => {
      const found = state.opened.find((one) => one.number === Number(number));
      return found ? ok(shown(state, found)) : notFound;
    }),
  ];
}

function labelOf({ from, branch }: StandInPullRequest): string {
  return `${from?.split('/')[0] ?? 'unknown'}:${branch}`;
}

function shown(state: StandInState, pull: StandInPullRequest): Shown {
  const { number, title, open, locked, branch, from, author } = pull;
  const sha = from === state.fullName ? state.heads.get(branch) : undefined;
  return {
    number,
    title,
    html_url: `https://github.com/${state.fullName}/pull/${number}`,
    state: open ? 'open' : 'closed',
    locked,
    user: { login: author },
    base: { repo: { full_name: state.fullName } },
    head: {
      label: labelOf(pull),
      ref: branch,
      sha: sha ?? 'f'.repeat(40),
      repo: from === null ? null : { full_name: from },
    },
  };
}

import { pageOf } from './paging';
import type { Schemas, StandInState } from './state';
import { notFound, ok, type Route, route } from './wire';

type Repository = Pick<
  Schemas['full-repository'],
  'full_name' | 'default_branch' | 'id' | 'archived' | 'private' | 'visibility'
> & {
  readonly owner: Pick<Schemas['simple-user'], 'id' | 'login'>;
};

export function branchRoutes(state: StandInState, url: () => string): readonly Route[] {
  const branch = (name: string, sha: string): Schemas['short-branch'] => ({
    name,
    commit: { sha, url: `${url()}/repos/${state.fullName}/commits/${sha}` },
    protected: false,
  });
  return [
    route('GET', /^$/, () => {
      const { fullName: full_name, defaultBranch: default_branch, archived, numbers, visibility } = state;
      const owner = { id: numbers.owner, login: state.owner };
      const shown: Repository = {
        id: numbers.id,
        owner,
        full_name,
        default_branch,
        archived,
        private: visibility !== 'public',
        visibility,
      };
      return ok(shown);
    }),
    route('GET', /^\/actions\/oidc\/customization\/sub$/, () => ok(state.subjects)),
    route('GET', /^\/branches$/, (request) => {
      const all = [...state.heads].sort(([one], [other]) => (one < other ? -1 : 1));
      const entries = all.map(([name, sha]) => branch(name, sha));
      return pageOf(entries, request, { pageSize: state.pageSize, url: url() });
    }),
    route('GET', /^\/branches\/(.+)$/, (_request, name = '') => {
      const sha = state.heads.get(name);
      return sha === undefined ? { ...notFound, body: { message: 'Branch not found' } } : ok(branch(name, sha));
    }),
  ];
}

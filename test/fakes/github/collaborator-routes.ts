import type { Schemas, StandInState } from './state';
import { notFound, ok, type Route, route } from './wire';

type Shown = Pick<Schemas['repository-collaborator-permission'], 'permission' | 'role_name'> & {
  readonly user: { readonly login: string; readonly id: number };
};

/** The base of each role, as GitHub's description of the call has it; a role that an organization made may come with any. */
const bases: Readonly<Record<string, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
};

export function collaboratorRoutes(state: StandInState): readonly Route[] {
  return [
    route('GET', /^\/collaborators\/([^/]+)\/permission$/, (_request, login = '') => {
      const found = state.person(login);
      if (found === undefined) return { ...notFound, body: { message: `${login} is not a user` } };
      const role = state.roles.get(login.toLowerCase());
      // Everybody can read what is public, and only members what is not.
      const other = state.visibility === 'public' ? 'read' : 'none';
      const shown: Shown = {
        permission: role === undefined ? other : (bases[role] ?? 'write'),
        role_name: role ?? (other === 'read' ? 'read' : ''),
        user: { login: found.login, id: found.id },
      };
      return ok(shown);
    }),
  ];
}

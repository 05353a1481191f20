import type { CommitStatusBody, Schemas, StandInState } from './state';
import { faultOf, ok, oneOf, type Route, required, route, text, upTo, webAddress } from './wire';

type Shown = Pick<Schemas['status'], 'id' | 'state' | 'context' | 'description' | 'target_url'>;

export function commitStatusRoutes(state: StandInState): readonly Route[] {
  return [
    route('POST', /^\/statuses\/([^/]+)$/, ({ body }, sha = '') => {
      const fault = faultOf('Status', body, {
        state: required(oneOf('error', 'failure', 'pending', 'success')),
        context: text,
        description: upTo(140),
        target_url: webAddress,
      });
      if (fault) return fault;
      if (!state.commits.has(sha)) return { status: 422, body: { message: `No commit found for SHA: ${sha}` } };
      const asked = body as CommitStatusBody;
      const made = { context: 'default', ...asked, id: state.nextId(), sha };
      state.marked.push(made);
      const { id, state: set, context, description = null, target_url = null } = made;
      return ok({ id, state: set, context, description, target_url } satisfies Shown, 201);
    }),
  ];
}

import type { StandInRight, StandInState } from './state';
import type { OddAnswer, Route, StandInRequest } from './wire';

/** Which right a request takes; the names are those of GitHub's headers. */
const rights: readonly (readonly [RegExp, StandInRight])[] = [
  [/^\/branches/, 'contents'],
  [/^\/actions/, 'actions'],
  [/^\/deployments/, 'deployments'],
  [/^\/statuses/, 'statuses'],
  [/^\/(pulls|issues)/, 'pull_requests'],
];

/** Refuses what the one who asks may not do; GitHub looks at that before anything else. */
export function accessRoutes(state: StandInState): readonly Route[] {
  return [
    (request) => {
      const writes = request.method !== 'GET';
      if (writes && request.user === undefined) return requiresAuthentication;
      if (writes && state.archived) {
        return { status: 403, body: { message: 'Repository was archived so is read-only.' } };
      }
      const right = rights.find(([pattern]) => pattern.test(request.path))?.[1];
      return right !== undefined && state.denied.has(right) ? refused(request, right) : undefined;
    },
  ];
}

export const requiresAuthentication: OddAnswer = { status: 401, body: { message: 'Requires authentication' } };

function refused({ method }: StandInRequest, right: StandInRight): OddAnswer {
  return {
    status: 403,
    headers: { 'x-accepted-github-permissions': `${right}=${method === 'GET' ? 'read' : 'write'}` },
    body: { message: 'Resource not accessible by integration' },
  };
}

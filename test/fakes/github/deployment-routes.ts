import { pageOf } from './paging';
import type { DeploymentBody, DeploymentStatusBody, Schemas, StandInDeployment, StandInState } from './state';
import {
  faultOf,
  flag,
  notFound,
  type OddAnswer,
  ok,
  oneOf,
  type Route,
  required,
  route,
  text,
  upTo,
  webAddress,
} from './wire';

type Shown = Pick<
  Schemas['deployment'],
  | 'id'
  | 'sha'
  | 'ref'
  | 'task'
  | 'environment'
  | 'description'
  | 'created_at'
  | 'transient_environment'
  | 'production_environment'
>;

export function deploymentRoutes(state: StandInState, url: () => string): readonly Route[] {
  const paged = { pageSize: () => state.pageSize };
  const find = (id: string) => state.deployed.find((one) => one.id === Number(id));
  return [
    route('GET', /^\/deployments$/, (request) => {
      const wanted = state.deployed.filter(({ body, sha }) =>
        Object.entries({ task: body.task, environment: body.environment, ref: body.ref, sha }).every(
          ([name, value]) => !request.query.has(name) || request.query.get(name) === value,
        ),
      );
      return pageOf(wanted.map(shown).reverse(), request, { pageSize: paged.pageSize(), url: url() });
    }),
    route('POST', /^\/deployments$/, (request) => {
      const fault = faultOf('Deployment', request.body, {
        ref: required(text),
        task: text,
        environment: text,
        description: upTo(140),
        auto_merge: flag,
        transient_environment: flag,
        production_environment: flag,
      });
      if (fault) return fault;
      const body: DeploymentBody = {
        task: 'deploy',
        environment: 'production',
        ...request.body,
        ref: String(request.body.ref),
      };
      return create(state, body, request.user?.login ?? '');
    }),
    route('GET', /^\/deployments\/(\d+)$/, (_request, id = '') => {
      const found = find(id);
      return found ? ok(shown(found)) : notFound;
    }),
    route('GET', /^\/deployments\/(\d+)\/statuses$/, (request, id = '') => {
      const found = find(id);
      if (!found) return notFound;
      return pageOf([...found.statuses].reverse(), request, { pageSize: paged.pageSize(), url: url() });
    }),
    route('POST', /^\/deployments\/(\d+)\/statuses$/, (request, id = '') => {
      const found = find(id);
      if (!found) return notFound;
      const fault = faultOf('DeploymentStatus', request.body, {
        state: required(oneOf('error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success')),
        description: upTo(140),
        environment_url: webAddress,
        log_url: webAddress,
        auto_inactive: flag,
      });
      return fault ?? setStatus(state, found, request.body as DeploymentStatusBody);
    }),
  ];
}

/** By default GitHub merges the default branch in, and waits for every check: both are bad days for a deploy. */
function create(state: StandInState, body: DeploymentBody, login: string): OddAnswer {
  const sha = state.heads.get(body.ref) ?? (state.commits.has(body.ref) ? body.ref : undefined);
  if (sha === undefined) return { status: 422, body: { message: `No ref found for: ${body.ref}` } };
  if (body.auto_merge !== false) {
    return { status: 202, body: { message: `Auto-merged ${state.defaultBranch} into ${body.ref} on deployment.` } };
  }
  if (body.required_contexts?.length !== 0) {
    return { status: 409, body: { message: `Conflict: Commit status checks failed for ${body.ref}.` } };
  }
  const made: StandInDeployment = {
    id: state.nextId(),
    creator: state.user(login),
    createdAt: new Date().toISOString(),
    sha,
    body,
    statuses: [],
  };
  state.deployed.push(made);
  return ok(shown(made), 201);
}

function setStatus(state: StandInState, found: StandInDeployment, body: DeploymentStatusBody): OddAnswer {
  const status = { id: state.nextId(), ...body };
  found.statuses.push(status);
  if (body.state === 'success' && body.auto_inactive !== false) {
    for (const other of state.deployed) {
      const spared = other.body.transient_environment === true || other.body.production_environment === true;
      if (other.id === found.id || spared || other.body.environment !== found.body.environment) continue;
      if (other.statuses.at(-1)?.state === 'success') other.statuses.push({ id: state.nextId(), state: 'inactive' });
    }
  }
  return ok(status, 201);
}

function shown({ id, sha, createdAt, body }: StandInDeployment): Shown {
  return {
    id,
    sha,
    ref: body.ref,
    task: body.task ?? 'deploy',
    environment: body.environment ?? 'production',
    description: body.description ?? null,
    created_at: createdAt,
    transient_environment: body.transient_environment ?? false,
    production_environment: body.production_environment ?? body.environment === 'production',
  };
}

import type { Schemas, StandInState } from './state';
import { faultOf, flag, notFound, type OddAnswer, ok, type Route, required, route, text } from './wire';

/** Starting workflows by hand. Words of the refusals: issues of benc-uk/workflow-dispatch and of convictional/trigger-workflow-and-wait, 2022–2026. */
export function workflowRoutes(state: StandInState, url: () => string): readonly Route[] {
  return [
    route('POST', /^\/actions\/workflows\/([^/]+)\/dispatches$/, ({ body, user }, workflow = '') => {
      if (!state.workflows.has(workflow)) return notFound;
      const fault = faultOf('WorkflowDispatch', body, { ref: required(text), return_run_details: flag });
      if (fault) return fault;
      const branch = String(body.ref).replace(/^refs\/heads\//, '');
      if (!state.heads.has(branch)) return rejected(`No ref found for: ${body.ref}`);
      if (state.workflows.get(workflow)?.has(branch) === false) {
        return rejected("Workflow does not have 'workflow_dispatch' trigger");
      }
      const runId = state.nextId();
      state.dispatched.push({ workflow, branch, login: user?.login ?? '', runId });
      if (body.return_run_details !== true) return { status: 204 };
      const page = `${url()}/${state.fullName}/actions/runs/${runId}`;
      return ok({
        workflow_run_id: runId,
        run_url: `${url()}/repos/${state.fullName}/actions/runs/${runId}`,
        html_url: page,
      } satisfies Schemas['workflow-dispatch-response']);
    }),
  ];
}

function rejected(message: string): OddAnswer {
  return { status: 422, body: { message } };
}

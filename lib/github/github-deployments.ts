import type {
  Deployment,
  DeploymentRequest,
  DeploymentState,
  DeploymentStatus,
  Deployments,
  ShownStatus,
} from '../ports/deployments';
import { shortHash } from '../text/short-hash';
import { type Fields, fieldsOf, listOf, numberField, textField } from './calls/fields';
import type { GitHubCalls } from './calls/github-calls';
import { notCredible } from './calls/github-error';
import { cutDescription } from './cut-description';
import { undefinedIfGone, undefinedOn404 } from './undefined-on-404';

/** Marks the deployments of this program among those of others. */
const task = 'deploy:preview-stacks';

const states: readonly DeploymentState[] = [
  'pending',
  'queued',
  'in_progress',
  'success',
  'failure',
  'error',
  'inactive',
];

/** GitHub's list of deployments. */
export class GitHubDeployments implements Deployments {
  constructor(private readonly calls: GitHubCalls) {}

  async *list({ environment }: { readonly environment?: string } = {}): AsyncIterable<Deployment> {
    const what = `the deployments of ${this.calls.repository}`;
    const query = { task, ...(environment !== undefined && { environment }) };
    for await (const page of this.calls.pages('deployments', what, query)) {
      for (const entry of listOf(page, what)) {
        const fields = fieldsOf(entry, what);
        // A server that does not know the filter must not make others' deployments ours.
        if (fields.task !== task || (environment !== undefined && fields.environment !== environment)) continue;
        yield readDeployment(fields, what);
      }
    }
  }

  async status(id: number): Promise<ShownStatus | undefined> {
    const what = `the statuses of deployment ${id}`;
    // GitHub lists the newest first.
    const answer = await undefinedOn404(this.calls.ask('deploymentStatuses', what, { deployment_id: id, per_page: 1 }));
    const newest = answer && listOf(answer.data, what)[0];
    if (newest === undefined) return undefined;
    const fields = fieldsOf(newest, what);
    const said = textField(fields, 'state', what);
    const state = states.find((known) => known === said);
    if (state === undefined) throw notCredible(what, `it knows no state ${said.slice(0, 40)}`);
    const { environment_url: url, log_url: logUrl, description } = fields;
    return {
      state,
      ...(typeof description === 'string' && description !== '' && { description }),
      ...(typeof url === 'string' && url !== '' && { url }),
      ...(typeof logUrl === 'string' && logUrl !== '' && { logUrl }),
    };
  }

  /** Asked for once: when the answer is lost, GitHub may have made it; then the next run finds it with `list`. */
  async create(request: DeploymentRequest): Promise<Deployment> {
    const { environment, commit, description, production, transient } = request;
    const what = `a deployment of ${shortHash(commit)} to ${environment}`;
    const { data } = await this.calls.ask('createDeployment', what, {
      ref: commit,
      task,
      environment,
      description: cutDescription(description),
      // Trap T40: by default GitHub merges the default branch in, and waits for all checks, our own job among them.
      auto_merge: false,
      required_contexts: [],
      production_environment: production,
      transient_environment: transient,
    });
    return readDeployment(fieldsOf(data, what), what);
  }

  async setStatus(id: number, { state, description, url, logUrl }: DeploymentStatus): Promise<'set' | 'gone'> {
    const what = `the status of deployment ${id}`;
    const setting = this.calls.ask('setDeploymentStatus', what, {
      deployment_id: id,
      state,
      description: cutDescription(description),
      ...(url !== undefined && { environment_url: url }),
      ...(logUrl !== undefined && { log_url: logUrl }),
      // It would leave out transient ones and those that are not a success: who deploys marks the former ones himself.
      auto_inactive: false,
    });
    const look = () => this.calls.ask('deployment', `deployment ${id}`, { deployment_id: id });
    return (await undefinedIfGone(setting, look)) ? 'set' : 'gone';
  }
}

function readDeployment(fields: Fields, what: string): Deployment {
  const createdAt = new Date(textField(fields, 'created_at', what));
  if (Number.isNaN(createdAt.getTime())) throw notCredible(what, 'its created_at is no time');
  return {
    id: numberField(fields, 'id', what),
    environment: textField(fields, 'environment', what),
    commit: textField(fields, 'sha', what),
    createdAt,
  };
}

import { cutDescription } from '../../lib/github/cut-description';
import type {
  Deployment,
  DeploymentRequest,
  DeploymentStatus,
  Deployments,
  ShownStatus,
} from '../../lib/ports/deployments';
import { FaultSwitch } from './fault-switch';

export interface FakeDeployment extends Deployment {
  readonly request: DeploymentRequest;
  /** Oldest first. */
  readonly statuses: DeploymentStatus[];
}

/** Deployments in memory, each a second younger than the one before. */
export class FakeDeployments implements Deployments {
  readonly faults = new FaultSwitch<'list' | 'status' | 'create' | 'setStatus'>();
  /** Methods called, as `create preview/x`, `setStatus 1 success`. */
  readonly calls: string[] = [];
  private readonly kept = new Map<number, FakeDeployment>();
  private count = 0;

  async *list(query: { readonly environment?: string } = {}): AsyncIterable<Deployment> {
    this.calls.push(`list ${query.environment ?? '*'}`);
    this.faults.trip('list');
    for (const { id, environment, commit, createdAt } of this.all().reverse()) {
      if (query.environment === undefined || query.environment === environment)
        yield { id, environment, commit, createdAt };
    }
  }

  async status(id: number): Promise<ShownStatus | undefined> {
    this.calls.push(`status ${id}`);
    this.faults.trip('status');
    return this.kept.get(id)?.statuses.at(-1);
  }

  async create(request: DeploymentRequest): Promise<Deployment> {
    this.calls.push(`create ${request.environment}`);
    this.faults.trip('create');
    this.count += 1;
    const { environment, commit } = request;
    const made = { id: this.count, environment, commit, createdAt: new Date(Date.UTC(2025, 0, 1, 0, 0, this.count)) };
    this.kept.set(made.id, { ...made, request, statuses: [] });
    return made;
  }

  async setStatus(id: number, status: DeploymentStatus): Promise<'set' | 'gone'> {
    this.calls.push(`setStatus ${id} ${status.state}`);
    this.faults.trip('setStatus');
    const found = this.kept.get(id);
    found?.statuses.push({ ...status, description: cutDescription(status.description) });
    return found ? 'set' : 'gone';
  }

  /** Oldest first, with every status; for assertions. */
  all(environment?: string): FakeDeployment[] {
    return [...this.kept.values()].filter((one) => environment === undefined || one.environment === environment);
  }

  /** A person deletes it. */
  forget(id: number): void {
    this.kept.delete(id);
  }
}

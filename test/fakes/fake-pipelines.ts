import { PreviewError } from '../../lib/errors';
import type { Pipelines, StartedPipeline } from '../../lib/ports/pipelines';
import { FaultSwitch } from './fault-switch';

/** A CI in memory. */
export class FakePipelines implements Pipelines {
  readonly faults = new FaultSwitch<'start'>();
  /** Branches that have a pipeline; undefined: every one has. */
  branches: ReadonlySet<string> | undefined;
  /** Branches whose pipeline was started, oldest first. */
  readonly started: string[] = [];

  constructor(private readonly ci: StartedPipeline['ci'] = 'GitHub Actions') {}

  async start(branch: string): Promise<StartedPipeline> {
    this.faults.trip('start');
    if (this.branches?.has(branch) === false) {
      throw new PreviewError('pipeline-not-started', `the pipeline of branch ${branch} was not started`, {
        fault: 'world',
        hint: `Push ${branch}.`,
      });
    }
    this.started.push(branch);
    return { ci: this.ci, url: `https://ci.example.com/runs/${this.started.length}` };
  }
}

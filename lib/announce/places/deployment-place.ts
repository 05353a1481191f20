import type { Deployments } from '../../ports/deployments';
import { webAddress } from '../../text/markdown';
import { shortHash } from '../../text/short-hash';
import type { Ending } from '../ending';
import { stateOfEnding } from '../ending';
import { backText, type Subject } from '../subject';
import { type Former, formerDeployments, isUnfinished } from './former-deployments';
import type { Place, Trace } from './place';

/** GitHub's deployments: one for each deploy, and never two of an environment that say they are deploying or active. */
export class DeploymentPlace implements Place {
  readonly name = 'deployment';
  private opened: { readonly id: number; readonly commit: string } | undefined;
  private former: readonly Former[] | undefined;

  constructor(private readonly deployments: Deployments) {}

  async started(subject: Subject): Promise<void> {
    const id = await this.open(subject);
    await this.deployments.setStatus(id, {
      state: 'in_progress',
      description: subject.back ? `Rolling ${backText(subject.back)}` : `Deploying ${shortHash(subject.commit)}`,
      ...logOf(subject),
    });
    await this.endUnfinished(subject, id);
  }

  async ended(subject: Subject, ending: Ending, done: (trace: Trace) => void): Promise<void> {
    // A rule is no deploy.
    if (ending.kind === 'skipped') return;
    const ready = ending.kind === 'ready';
    const status = {
      ...stateOfEnding(ending, subject.back && backText(subject.back)),
      ...logOf(subject),
      ...(ready && { url: ending.running.url }),
    };
    // Opened here when that failed at the start, or when the deploy used a kept bundle of another commit.
    const same = this.opened?.commit === subject.commit;
    if (!same) this.former = undefined;
    let id = this.opened && same ? this.opened.id : await this.open(subject);
    if ((await this.deployments.setStatus(id, status)) === 'gone') {
      id = await this.open(subject);
      await this.deployments.setStatus(id, status);
    }
    done({ deployment: id });
    if (this.former === undefined) await this.endUnfinished(subject, id);
    if (ready) await this.retire();
  }

  private async open(subject: Subject): Promise<number> {
    const { environment, commit, target, settings } = subject;
    const { id } = await this.deployments.create({
      environment,
      commit,
      description: `${settings.project}: ${environment}`,
      production: target.kind === 'production',
      transient: target.kind === 'preview',
    });
    this.opened = { id, commit };
    return id;
  }

  /** A cancelled run could not set its final status, so the next run does. */
  private async endUnfinished({ environment }: Subject, before: number): Promise<void> {
    const former = await formerDeployments(this.deployments, environment, before);
    for (const { id, state } of former) {
      if (!isUnfinished(state)) continue;
      await this.deployments.setStatus(id, {
        state: 'error',
        description: 'The run was cut short; a later one went on',
      });
    }
    this.former = former;
  }

  /** GitHub does not do this by itself for environments that will be gone one day (trap T40). */
  private async retire(): Promise<void> {
    for (const { id, state } of this.former ?? []) {
      if (state !== 'success') continue;
      await this.deployments.setStatus(id, { state: 'inactive', description: 'A later deploy took its place' });
    }
  }
}

function logOf({ run }: Subject): { readonly logUrl?: string } {
  const logUrl = webAddress(run?.url);
  return logUrl === undefined ? {} : { logUrl };
}

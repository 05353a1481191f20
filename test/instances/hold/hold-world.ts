import { hold } from '../../../lib/instances/hold/hold';
import type { HoldRequest, ReleaseRequest } from '../../../lib/instances/hold/hold-request';
import { release, releaseDue } from '../../../lib/instances/hold/release';
import type { PreviewRecord } from '../../../lib/ports/record';
import { environmentsIn } from '../../../lib/stacks/revise/deployed-template';
import { sizesOf } from '../../../lib/stacks/revise/sizes';
import { DeployWorld, names, preview } from '../../deploy/deploy-world';

export const environmentName = names.environmentName('web');
export const hour = 3_600_000;
export const octocat = 'octocat';

/** A world in which a preview is deployed, and its service has a group whose sizes are those of the deployed template. */
export class HoldWorld extends DeployWorld {
  constructor() {
    super();
    this.checkout.currentRun = { actor: octocat };
    const settled = this.stacks.onSettled;
    this.stacks.onSettled = (stack) => {
      settled(stack);
      if (stack.name === names.stackName && stack.status.endsWith('COMPLETE')) this.resize();
    };
  }

  /** After a deploy with these sizes. */
  static async deployed(instances = { min: 1, max: 1 }): Promise<HoldWorld> {
    const world = new HoldWorld();
    world.settings = { ...world.settings, services: { web: { instances } } };
    await world.deploy();
    world.events.length = 0;
    world.stacks.calls.length = 0;
    return world;
  }

  hold(more: Partial<HoldRequest> = {}) {
    return hold(this, { settings: this.request().settings, signal: this.abort.signal, ...more });
  }

  release(more: Partial<ReleaseRequest> = {}) {
    return release(this, { settings: this.request().settings, signal: this.abort.signal, ...more });
  }

  releaseDue() {
    return releaseDue(this, { settings: this.request().settings, signal: this.abort.signal });
  }

  /** Writes into the record of the preview, as a job of any branch may. */
  async forge(facts: Partial<PreviewRecord>): Promise<void> {
    const at = await this.location();
    const found = await this.records.read(at);
    if (found) await this.records.write(at, { ...found.record, ...facts }, found.etag);
  }

  async held() {
    return (await this.record())?.held;
  }

  /** The sizes in the deployed template. */
  async deployedSizes() {
    const environment = environmentsIn(await this.stacks.template(await this.stackId())).get(environmentName);
    return environment && sizesOf(environment);
  }

  holdSteps(): readonly string[] {
    return this.events.flatMap((event) => (event.kind === 'hold-step' ? [event.step] : []));
  }

  serving(): readonly string[] {
    return this.groups.ids(environmentName, 'InService');
  }

  standing(): readonly string[] {
    return this.groups.ids(environmentName, 'Standby');
  }

  private async location() {
    return { bucket: 'bundles-staging', targetId: names.targetId, stackId: await this.stackId() };
  }

  private async stackId(): Promise<string> {
    return (await this.stacks.find(names.stackName))?.id ?? '';
  }

  /** Not by a request: what tests let fail are those of the product. */
  private resize(): void {
    const { body } = this.stacks.changes.at(-1)?.template ?? {};
    const environment = body === undefined ? undefined : environmentsIn(body).get(environmentName);
    const sizes = environment && sizesOf(environment);
    if (sizes) this.groups.size(environmentName, sizes.min, sizes.max);
  }
}

export { names, preview };

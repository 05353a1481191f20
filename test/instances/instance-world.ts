import { ownershipTags } from '../../lib/naming/ownership-tags';
import { namesOf } from '../../lib/naming/resource-names';
import type { PreviewRecord } from '../../lib/ports/record';
import type { Stack } from '../../lib/ports/stacks';
import type { SettingsLayer } from '../../lib/settings/settings';
import { FakeAccountWorld } from '../fakes/fake-account-world';

const target = { kind: 'preview', branch: 'login-page' } as const;
const names = namesOf('shop', target);

/** A preview that runs in two instances. */
export class InstanceWorld extends FakeAccountWorld {
  readonly environmentName = names.environmentName('web');
  layer: SettingsLayer = {};

  constructor() {
    super(['login-page'], ['staging']);
    this.environments.script(this.environmentName);
    this.environments.setInstances(this.environmentName, 'i-00000000000000002', 'i-00000000000000001');
    // One more than Beanstalk lists, as when it leaves out what stands by.
    this.groups.size(this.environmentName, 3, 3);
  }

  get settings() {
    return this.settingsFor(target, { preview: this.layer });
  }

  addStack(facts: Partial<Stack> = {}): Stack {
    const tags = ownershipTags({ project: 'shop', repository: this.repository.identity, target });
    return this.stacks.add({ name: names.stackName, tags, ...facts });
  }

  /** Its stack with a record that says this. */
  async add(record: Partial<PreviewRecord> = {}, facts: Partial<Stack> = {}): Promise<Stack> {
    const stack = this.addStack(facts);
    await this.records.write(
      { bucket: 'bundles-staging', targetId: names.targetId, stackId: stack.id },
      {
        ...{ format: 1, stackId: stack.id, branch: target.branch, commit: '1'.repeat(40), deploys: [], platforms: {} },
        ...{ seed: { state: 'none', database: '' }, asleep: false, ...record },
      },
      undefined,
    );
    return stack;
  }
}

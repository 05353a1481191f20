import { deploy } from '../../lib/deploy/deploy';
import type { DeployPorts, DeployRequest } from '../../lib/deploy/deploy-request';
import { ownershipTags } from '../../lib/naming/ownership-tags';
import { namesOf } from '../../lib/naming/resource-names';
import type { Target } from '../../lib/naming/target';
import type { SettingsLayer } from '../../lib/settings/settings';
import { FakeAccountWorld } from '../fakes/fake-account-world';
import type { FakeStacks } from '../fakes/fake-stacks';

const branch = 'login-page';
export const preview: Target = { kind: 'preview', branch };
export const names = namesOf('shop', preview);
export const url = 'https://login-page.preview.acme.dev';
export const commit = '1111111111111111111111111111111111111111';

/** A world in which the application stacks exist, the branch is pushed, and a deploy goes well. */
export class DeployWorld extends FakeAccountWorld {
  /** Identifier of the database that a settled stack has. */
  database = 'db-1';
  settings: SettingsLayer = { seed: { service: 'web', command: 'npm run seed' } };
  /** What production has of its own. */
  production: SettingsLayer = {};
  private versions = 0;

  constructor() {
    super(['main', 'production', branch], ['staging', 'production']);
    this.stacks.outputsOf = () => ({ Version: `version-${this.versions}`, DatabaseIdentifier: this.database });
    this.stacks.onSettled = (stack) => {
      if (!/^(CREATE|UPDATE)_COMPLETE$/.test(stack.status)) return;
      // The fake hands outputs out before it settles: the version of this deploy is the one that they name.
      this.environments.script(this.environmentOf(stack.name), { versionLabel: stack.outputs.Version ?? '' });
      this.versions += 1;
    };
    this.probe.otherwise = { kind: 'answered', status: 200 };
  }

  ports(): DeployPorts {
    return this;
  }

  request(target: Target = preview, more: Partial<DeployRequest> = {}): DeployRequest {
    return {
      settings: this.settingsFor(target, {
        base: { healthTimeoutMinutes: 1 },
        production: this.production,
        preview: this.settings,
      }),
      root: '/app',
      signal: this.abort.signal,
      ...more,
    };
  }

  deploy(target: Target = preview, more: Partial<DeployRequest> = {}) {
    return deploy(this.ports(), this.request(target, more));
  }

  /** A stack of the target with its tags, as an earlier deploy left it. */
  addStack(facts: Parameters<FakeStacks['add']>[0] | { status: string }, target: Target = preview) {
    const tags = ownershipTags({ project: 'shop', repository: this.repository.identity, target });
    return this.stacks.add({ name: namesOf('shop', target).stackName, tags, ...facts });
  }

  /** The record of the live stack of a target. */
  async record(target: Target = preview) {
    const { stackName, targetId, stage } = namesOf('shop', target);
    const stack = await this.stacks.find(stackName);
    return stack && this.records.peek({ bucket: `bundles-${stage}`, targetId, stackId: stack.id });
  }

  kinds(): string[] {
    return this.events.map((event) => event.kind);
  }

  /** Steps that ended, in order. */
  steps(): string[] {
    return this.events.flatMap((event) => (event.kind === 'step-finished' ? [event.step] : []));
  }

  private environmentOf(stackName: string): string {
    if (stackName === 'shop-staging' || stackName === 'shop-production') return `${stackName}--web`;
    return namesOf('shop', preview).environmentName('web');
  }
}

/** The PreviewError that a promise is rejected with, by its code and message. */
export async function failure(
  work: Promise<unknown>,
): Promise<{ code: string; message: string; exitCode: number; hint?: string }> {
  try {
    await work;
  } catch (error) {
    return error as { code: string; message: string; exitCode: number; hint?: string };
  }
  throw new Error('nothing was thrown');
}

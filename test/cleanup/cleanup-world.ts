import { cleanup } from '../../lib/cleanup/cleanup';
import type { CleanupRequest } from '../../lib/cleanup/cleanup-request';
import { ownershipTags } from '../../lib/naming/ownership-tags';
import { namesOf } from '../../lib/naming/resource-names';
import type { Target } from '../../lib/naming/target';
import type { PreviewRecord } from '../../lib/ports/record';
import type { Stack } from '../../lib/ports/stacks';
import type { CleanupSettings } from '../../lib/settings/settings';
import { FakeAccountWorld } from '../fakes/fake-account-world';

const bucket = 'bundles-staging';
/** Before any grace. */
const longAgo = new Date('2026-11-01T00:00:00Z');

/** The stacks of staging's account, the branches, and what lies in the bundle bucket. */
export class CleanupWorld extends FakeAccountWorld {
  policy: Partial<CleanupSettings> = {};

  constructor() {
    super(['main', 'alive-one'], ['staging']);
  }

  settings(target: Target = { kind: 'preview', branch: 'main' }) {
    return this.settingsFor(target, {
      production: { terminationProtection: false },
      preview: { cleanup: this.policy },
    });
  }

  cleanup(more: Partial<CleanupRequest> = {}) {
    const request = { settings: this.settings(), execute: true, signal: this.abort.signal, ...more };
    return cleanup(this, request);
  }

  /** A preview whose branch may or may not exist, with a bundle; by default an old one. */
  addPreview(branch: string, facts: Partial<Stack> = {}, repository = this.repository.identity): Stack {
    const target: Target = { kind: 'preview', branch };
    const { stackName, targetId } = namesOf('shop', target);
    const tags = ownershipTags({ project: 'shop', repository, target });
    this.bundles.add({ bucket, targetId, hash: 'a'.repeat(64) });
    return this.stacks.add({ name: stackName, tags, createdAt: longAgo, ...facts });
  }

  /** What the preview of a branch is called, and its tags. */
  addable(branch: string) {
    const target: Target = { kind: 'preview', branch };
    const names = namesOf('shop', target);
    const tags = ownershipTags({ project: 'shop', repository: this.repository.identity, target });
    return { stackName: names.stackName, environmentPrefix: names.environmentName(''), tags };
  }

  async addRecord(branch: string, stack: Stack, facts: Partial<PreviewRecord> = {}): Promise<void> {
    const { targetId } = namesOf('shop', { kind: 'preview', branch });
    const record: PreviewRecord = {
      format: 1,
      stackId: stack.id,
      branch,
      commit: '1'.repeat(40),
      deploys: [],
      seed: { state: 'done', database: '' },
      platforms: {},
      asleep: false,
      ...facts,
    };
    await this.records.write({ bucket, targetId, stackId: stack.id }, record, undefined);
  }

  /** What the stack owns and cannot delete while it holds something. */
  addBucket(stack: Stack, name: string, versions: number, logicalId = 'Bucket'): void {
    const resource = { logicalId, physicalId: name, type: 'AWS::S3::Bucket', status: 'DELETE_FAILED' };
    this.stacks.setResources(stack.id, [resource]);
    this.buckets.fill(name, versions);
  }

  /** Nothing was deleted: no stack, no object. */
  get untouched(): boolean {
    return (
      this.stacks.removals.length === 0 &&
      [this.buckets, this.bundles, this.retained].every(({ calls }) => calls.length === 0)
    );
  }

  async livingNames(): Promise<string[]> {
    return this.stacks.all.map(({ name }) => name);
  }

  async exists(stack: Stack): Promise<boolean> {
    return (await this.stacks.find(stack.id))?.status !== 'DELETE_COMPLETE';
  }
}

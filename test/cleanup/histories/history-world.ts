import { cleanup } from '../../../lib/cleanup/cleanup';
import type { CleanupPorts, CleanupReport } from '../../../lib/cleanup/cleanup-request';
import { previewId } from '../../../lib/naming/preview-id';
import type { Stack } from '../../../lib/ports/stacks';
import { CleanupWorld } from '../cleanup-world';
import { haunted } from './haunted';
import { bucketOf } from './names';
import { Oracle } from './oracle';
import { Random } from './random';
import { isForeign, Troubles } from './troubles';

const settings = new CleanupWorld().settings();
const silent = { emit: () => undefined };

/** A world in which things happen between any two requests, by a seed. */
export class HistoryWorld extends CleanupWorld {
  readonly random: Random;
  /** What clocks, lists and neighbours do wrong. Numbers of its own, so that the rest of a history stays that of its seed. */
  readonly troubles: Troubles;
  readonly oracle: Oracle;
  /** Called before every request of a cleaner. */
  meanwhile: () => void = () => undefined;
  private deploys = 0;

  constructor(seed: number) {
    super();
    this.random = new Random(seed);
    this.troubles = new Troubles(this, seed);
    this.bundles.now = () => this.clock.now();
    this.oracle = new Oracle(this, () => this.troubles.partial);
    this.repository.delete('alive-one');
    this.stacks.operationMs = 200;
    this.stacks.failureOf = (stack, operation) =>
      operation === 'delete' && this.buckets.versions(bucketOf(stack.name)) > 0 ? {} : undefined;
    this.stacks.onSettled = ({ name, status }) => {
      if (status === 'DELETE_COMPLETE') this.buckets.drop(bucketOf(name));
    };
  }

  /** One cleaner, to its end or to its interruption. */
  async clean(signal?: AbortSignal): Promise<CleanupReport | undefined> {
    const { account, heartbeats, troubles } = this;
    const { stacks, buckets, bundles, records, retained } = this;
    const watch = this.oracle.watcher();
    const { clock, repository } = troubles;
    const seen = haunted({ stacks, buckets, bundles, records, retained, repository }, (method, argument) => {
      this.meanwhile();
      watch(method, argument);
    });
    // A cleaner that outlasts its hour keeps its clock, and sees how far that one is from AWS's.
    const ahead = stacks.aheadMs;
    const ports: CleanupPorts = {
      ...{ account, clock, heartbeats, progress: silent },
      ...seen,
      stacks: Object.create(seen.stacks, { clockAheadMs: { value: () => ahead } }) as typeof seen.stacks,
    };
    // Who waits for what never ends waits for the whole time of a run.
    const maxMinutes = stacks.endless.size > 0 ? { maxMinutes: 5 } : {};
    const request = { settings, execute: true, maxShare: 1, ...maxMinutes, ...(signal && { signal }) };
    return cleanup(ports, request).catch((error) => {
      if (signal?.aborted) return undefined;
      throw error;
    });
  }

  /** What CI does after a push: a new stack or a new version of it; some end badly. */
  async deploy(branch: string): Promise<void> {
    const { stackName } = this.addable(branch);
    // Deploy refuses a stack of another repository.
    if (isForeign(this.stacks.all.find(({ name }) => name === stackName)?.tags ?? {})) return;
    this.deploys += 1;
    const targetId = previewId('shop', branch);
    this.bundles.add({ bucket: 'bundles-staging', targetId, hash: String(this.deploys).padStart(64, '0') });
    const stack = this.addable(branch);
    if (this.random.chance(0.2)) this.stacks.failOperation(stack.stackName, { operation: 'create' });
    const started = await this.stacks
      .change({
        stackName: stack.stackName,
        tags: stack.tags,
        template: {
          stackName: stack.stackName,
          tags: stack.tags,
          body: `{"Resources":{"Bucket":{"Type":"AWS::S3::Bucket","Note":${this.deploys}}}}`,
        },
        onFailure: 'keep',
        terminationProtection: false,
        token: `deploy-${this.deploys}`,
      })
      // CloudFormation refuses it: somebody is at work. CI would try again later.
      .catch(() => undefined);
    if (started === undefined) return;
    this.buckets.fill(bucketOf(stack.stackName), this.random.below(3) * 600);
    this.retained.addLogGroup(`/aws/elasticbeanstalk/${stack.environmentPrefix}web/var/log/web.log`);
  }

  async livingStacks(): Promise<Stack[]> {
    const stacks: Stack[] = [];
    for await (const stack of this.stacks.list()) if (stack.name.startsWith('shop-preview-')) stacks.push(stack);
    return stacks;
  }
}

import { PreviewError } from '../../../lib/errors';
import type { ProposedChange, StackChange, Stacks } from '../../../lib/ports/stacks';
import { collect } from '../collect';

export interface StacksWorld {
  readonly stacks: Stacks;
  /** Lets an operation that was started come to its end. */
  settle(stackId: string): Promise<void>;
  /** The next creation, update or deletion in this stack fails at the resource `Bucket`. */
  failNext(stackName: string, operation: 'create' | 'update' | 'delete'): Promise<void> | void;
}

let count = 0;

/** A template of one bucket; another `note` is another template. */
export function changeOf(stackName: string, more: Partial<StackChange> & { note?: string } = {}): StackChange {
  count += 1;
  const { note = 'first', ...rest } = more;
  const tags = { 'preview-stacks:project': 'shop' };
  const bucket = { Type: 'AWS::S3::Bucket', Properties: { Tags: [{ Key: 'note', Value: note }] } };
  const body = JSON.stringify({ Resources: { Bucket: bucket }, Outputs: { BucketName: { Value: { Ref: 'Bucket' } } } });
  return {
    stackName,
    template: { stackName, body, tags },
    tags,
    terminationProtection: false,
    token: `contract-${count}-${Date.now()}`,
    ...rest,
  };
}

/** A template of two buckets: one with versions, one with a name of its own; and a third. */
function reviewed(
  stackName: string,
  {
    versions,
    name = `named-${stackName}`,
    more = false,
    ...rest
  }: Partial<StackChange> & { versions: string; name?: string; more?: boolean },
): StackChange {
  const bucket = (Properties: object) => ({ Type: 'AWS::S3::Bucket', Properties });
  const Resources = {
    Versioned: bucket({ VersioningConfiguration: { Status: versions } }),
    Named: bucket({ BucketName: name }),
    ...(more && { More: bucket({}) }),
  };
  const change = changeOf(stackName, rest);
  return { ...change, template: { ...change.template, body: JSON.stringify({ Resources }) } };
}

export function describeStacksContract(name: string, make: () => Promise<StacksWorld>): void {
  describe(`stacks kept by ${name}`, () => {
    async function created(world: StacksWorld, change: StackChange): Promise<string> {
      const { stackId } = await world.stacks.change(change);
      await world.settle(stackId);
      return stackId;
    }

    test('a stack that was never made is not there', async () => {
      const { stacks } = await make();
      expect(await stacks.find('shop-preview-none')).toBeUndefined();
    });

    test('a new stack is created, and then found by name and by id, with its tags', async () => {
      const world = await make();
      const change = changeOf('shop-preview-a', { terminationProtection: true });
      const started = await world.stacks.change(change);
      expect(started).toMatchObject({ kind: 'started', operation: 'create' });
      await world.settle(started.stackId);
      const stack = await world.stacks.find('shop-preview-a');
      expect(stack).toMatchObject({ name: 'shop-preview-a', status: 'CREATE_COMPLETE', terminationProtection: true });
      expect(stack?.tags).toEqual(change.tags);
      expect(await world.stacks.find(started.stackId)).toEqual(stack);
      expect(await world.stacks.template(started.stackId)).toBe(change.template.body);
      expect((await collect(world.stacks.list())).map((one) => one.name)).toContain('shop-preview-a');
    });

    test('the answers to a listing say how far this clock is from theirs, and so does that to a look', async () => {
      const { stacks } = await make();
      await collect(stacks.list());
      expect(Math.abs(stacks.clockAheadMs() ?? Number.NaN)).toBeLessThan(3000);
      const another = await make();
      await created(another, changeOf('shop-preview-t'));
      await another.stacks.find('shop-preview-t');
      expect(Math.abs(another.stacks.clockAheadMs() ?? Number.NaN)).toBeLessThan(3000);
    });

    test('no change set waits at a stack that was deployed, and a deletion has its time', async () => {
      const world = await make();
      const stackId = await created(world, changeOf('shop-preview-p'));
      const before = await world.stacks.find(stackId);
      expect(before?.deletionAt).toBeUndefined();
      await world.stacks.remove(stackId, { token: 'remove-p' });
      await world.settle(stackId);
      const deleted = await world.stacks.find(stackId);
      expect(deleted?.deletionAt?.getTime()).toBeGreaterThanOrEqual(before?.createdAt.getTime() ?? Number.NaN);
    });

    test('the same change again changes nothing', async () => {
      const world = await make();
      const stackId = await created(world, changeOf('shop-preview-b'));
      expect(await world.stacks.change(changeOf('shop-preview-b'))).toEqual({ kind: 'unchanged', stackId });
      expect((await world.stacks.find(stackId))?.status).toBe('CREATE_COMPLETE');
    });

    test('protection changes with a change that changes nothing else', async () => {
      const world = await make();
      const stackId = await created(world, changeOf('shop-preview-c', { terminationProtection: true }));
      await world.stacks.change(changeOf('shop-preview-c', { terminationProtection: false }));
      expect((await world.stacks.find(stackId))?.terminationProtection).toBe(false);
    });

    test('another template is an update, and its events carry its token', async () => {
      const world = await make();
      const stackId = await created(world, changeOf('shop-preview-d'));
      const change = changeOf('shop-preview-d', { note: 'second' });
      const resources = { 'AWS::S3::Bucket': 1 };
      expect(await world.stacks.change(change)).toEqual({ kind: 'started', stackId, operation: 'update', resources });
      await world.settle(stackId);
      expect((await world.stacks.find(stackId))?.status).toBe('UPDATE_COMPLETE');
      const events = await collect(world.stacks.events(stackId));
      expect(events[0]).toMatchObject({ status: 'UPDATE_COMPLETE', physicalId: stackId, token: change.token });
      const times = events.map((event) => event.at.getTime());
      expect(times).toEqual([...times].sort((one, other) => other - one));
    });

    test('a review sees what would change, resource by resource, and lets it through', async () => {
      const world = await make();
      const stackId = await created(world, reviewed('shop-preview-r', { versions: 'Enabled' }));
      const seen: ProposedChange[] = [];
      const review = async (changes: readonly ProposedChange[]) => void seen.push(...changes);
      await created(
        world,
        reviewed('shop-preview-r', { versions: 'Suspended', name: 'renamed-by-review', more: true, review }),
      );
      expect(seen.sort((one, other) => one.logicalId.localeCompare(other.logicalId))).toEqual([
        { logicalId: 'More', type: 'AWS::S3::Bucket', action: 'Add', replacement: '', details: [] },
        {
          ...{ logicalId: 'Named', type: 'AWS::S3::Bucket', action: 'Modify', replacement: 'True' },
          details: [{ attribute: 'Properties', property: 'BucketName', isDynamic: false }],
        },
        {
          ...{ logicalId: 'Versioned', type: 'AWS::S3::Bucket', action: 'Modify', replacement: 'False' },
          details: [{ attribute: 'Properties', property: 'VersioningConfiguration', isDynamic: false }],
        },
      ]);
      expect((await world.stacks.find(stackId))?.status).toBe('UPDATE_COMPLETE');
    });

    test('what a review throws discards the change: the stack stays, and nothing waits at it', async () => {
      const world = await make();
      const first = reviewed('shop-preview-s', { versions: 'Enabled' });
      const stackId = await created(world, first);
      const refusal = new PreviewError('unconfirmed', 'not this', { fault: 'user' });
      const review = () => Promise.reject(refusal);
      const change = reviewed('shop-preview-s', { versions: 'Suspended', terminationProtection: true, review });
      await expect(world.stacks.change(change)).rejects.toBe(refusal);
      expect(await world.stacks.find(stackId)).toMatchObject({
        status: 'CREATE_COMPLETE',
        terminationProtection: false,
      });
      expect(await world.stacks.template(stackId)).toBe(first.template.body);
      expect(await collect(world.stacks.proposals(stackId))).toEqual([]);
    });

    test('resources are listed with what they became', async () => {
      const world = await make();
      const stackId = await created(world, changeOf('shop-preview-e'));
      const resources = await collect(world.stacks.resources(stackId));
      expect(resources).toMatchObject([{ logicalId: 'Bucket', type: 'AWS::S3::Bucket', status: 'CREATE_COMPLETE' }]);
      expect(resources[0]?.physicalId).not.toBe('');
    });

    test('a removed stack is gone by name and still known by id', async () => {
      const world = await make();
      const stackId = await created(world, changeOf('shop-preview-f'));
      await world.stacks.remove(stackId, { token: 'remove-1' });
      await world.settle(stackId);
      expect(await world.stacks.find('shop-preview-f')).toBeUndefined();
      expect((await world.stacks.find(stackId))?.status).toBe('DELETE_COMPLETE');
      expect((await collect(world.stacks.list())).map((one) => one.id)).not.toContain(stackId);
      await world.stacks.remove(stackId, { token: 'remove-2' });
    });

    test('a stack is among those being deleted from the request until it is gone', async () => {
      const world = await make();
      const stackId = await created(world, changeOf('shop-preview-deleting'));
      expect(await collect(world.stacks.deleting())).not.toContain(stackId);
      await world.stacks.remove(stackId, { token: 'remove-deleting' });
      expect(await collect(world.stacks.deleting())).toContain(stackId);
      await world.settle(stackId);
      expect(await collect(world.stacks.deleting())).not.toContain(stackId);
    });

    test('K27: a protected stack refuses to be removed', async () => {
      const world = await make();
      const stackId = await created(world, changeOf('shop-preview-g', { terminationProtection: true }));
      await expect(world.stacks.remove(stackId, { token: 'x' })).rejects.toMatchObject({ code: 'stack-protected' });
      expect((await world.stacks.find(stackId))?.status).toBe('CREATE_COMPLETE');
    });

    test('a first creation that fails is kept for inspection when it was asked for, and refuses changes', async () => {
      const world = await make();
      await world.failNext('shop-preview-h', 'create');
      const stackId = await created(world, changeOf('shop-preview-h', { onFailure: 'keep' }));
      expect((await world.stacks.find(stackId))?.status).toBe('CREATE_FAILED');
      const events = await collect(world.stacks.events(stackId));
      expect(
        events.find((event) => event.logicalId === 'Bucket' && event.status === 'CREATE_FAILED')?.reason,
      ).toBeTruthy();
      const change = world.stacks.change(changeOf('shop-preview-h', { note: 'second' }));
      await expect(change).rejects.toMatchObject({ code: 'stack-not-changeable', fault: 'world' });
    });

    test('T34: a first creation that fails is rolled back otherwise, and refuses changes until it is removed', async () => {
      const world = await make();
      await world.failNext('shop-preview-i', 'create');
      const stackId = await created(world, changeOf('shop-preview-i'));
      expect((await world.stacks.find(stackId))?.status).toBe('ROLLBACK_COMPLETE');
      await expect(world.stacks.change(changeOf('shop-preview-i'))).rejects.toMatchObject({
        code: 'stack-not-changeable',
      });
      await world.stacks.remove(stackId, { token: 'remove-3' });
      await world.settle(stackId);
      expect(await world.stacks.change(changeOf('shop-preview-i'))).toMatchObject({ operation: 'create' });
    });

    test('an update that fails is rolled back, and the former template stays', async () => {
      const world = await make();
      const first = changeOf('shop-preview-j');
      const stackId = await created(world, first);
      await world.failNext('shop-preview-j', 'update');
      await created(world, changeOf('shop-preview-j', { note: 'second' }));
      expect((await world.stacks.find(stackId))?.status).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(await world.stacks.template(stackId)).toBe(first.template.body);
      expect(await world.stacks.change(changeOf('shop-preview-j'))).toEqual({ kind: 'unchanged', stackId });
    });

    test('a deletion that fails ends in DELETE_FAILED and can be repeated', async () => {
      const world = await make();
      const stackId = await created(world, changeOf('shop-preview-k'));
      await world.failNext('shop-preview-k', 'delete');
      await world.stacks.remove(stackId, { token: 'remove-4' });
      await world.settle(stackId);
      expect((await world.stacks.find(stackId))?.status).toBe('DELETE_FAILED');
      await world.stacks.remove(stackId, { token: 'remove-5' });
      await world.settle(stackId);
      expect((await world.stacks.find(stackId))?.status).toBe('DELETE_COMPLETE');
    });

    test('what is not there has neither resources nor events nor template', async () => {
      const { stacks } = await make();
      const missing = { code: 'stack-missing' };
      await expect(collect(stacks.resources('shop-preview-none'))).rejects.toMatchObject(missing);
      await expect(collect(stacks.events('shop-preview-none'))).rejects.toMatchObject(missing);
      await expect(stacks.template('shop-preview-none')).rejects.toMatchObject(missing);
    });
  });
}

import { PreviewError } from '../../lib/errors';
import type { StackEvent } from '../../lib/ports/stacks';
import type { StackFact } from '../../lib/stacks/events';
import { firstCause } from '../../lib/stacks/first-cause';
import { followStack } from '../../lib/stacks/follow-stack';
import { FakeClock } from '../fakes/fake-clock';
import { FakeStacks } from '../fakes/fake-stacks';

const template = { stackName: 'shop-preview-x', body: '{"Resources":{"Bucket":{"Type":"AWS::S3::Bucket"}}}', tags: {} };

function world() {
  const clock = new FakeClock();
  const stacks = new FakeStacks(clock);
  const facts: StackFact[] = [];
  const start = async (token: string, body = template.body) =>
    stacks.change({
      stackName: 'shop-preview-x',
      template: { ...template, body },
      tags: {},
      terminationProtection: false,
      token,
    });
  const follow = (stackId: string, token: string, budgetMs = 60_000) =>
    followStack(
      { stacks, clock },
      { stackId, stackName: 'shop-preview-x', token },
      { tell: (fact) => void facts.push(fact), budgetMs },
    );
  return { clock, stacks, facts, start, follow };
}

describe('following a stack', () => {
  test('tells each event of its operation once, oldest first', async () => {
    const { facts, start, follow } = world();
    const { stackId } = await start('one');
    expect(await follow(stackId, 'one')).toMatchObject({ ended: true, status: 'CREATE_COMPLETE' });
    const seen = facts.flatMap((fact) => (fact.kind === 'stack-event' ? [fact.event.status] : []));
    expect(seen).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE']);
  });

  test('T32 tells nothing of former operations', async () => {
    const { facts, start, follow } = world();
    const { stackId } = await start('one');
    await follow(stackId, 'one');
    facts.length = 0;
    await start('two', '{"Resources":{}}');
    const { events } = await follow(stackId, 'two');
    expect(events.map((event) => event.token)).toEqual(['two', 'two', 'two']);
    expect(facts).toHaveLength(3);
  });

  test('does not take the state before the operation for its end', async () => {
    const { clock, stacks, start, follow } = world();
    const { stackId } = await start('one');
    await follow(stackId, 'one');
    await start('two', '{"Resources":{}}');
    const find = stacks.find.bind(stacks);
    const began = clock.now().getTime();
    stacks.find = async (id) => {
      const stack = await find(id);
      // DescribeStacks lags behind for a moment.
      return stack && clock.now().getTime() - began < 500 ? { ...stack, status: 'CREATE_COMPLETE' } : stack;
    };
    expect((await follow(stackId, 'two')).status).toBe('UPDATE_COMPLETE');
  });

  test('T32 a stack that AWS no longer knows by its id is deleted', async () => {
    const { stacks, start, follow } = world();
    const { stackId } = await start('one');
    await follow(stackId, 'one');
    stacks.find = async () => undefined;
    expect(await follow(stackId, 'three')).toMatchObject({ ended: true, status: 'DELETE_COMPLETE' });
  });

  test('stops when the time is up', async () => {
    const { stacks, start, follow } = world();
    stacks.operationMs = 10 * 60_000;
    const { stackId } = await start('one');
    expect(await follow(stackId, 'one', 5000)).toMatchObject({ ended: false, status: 'CREATE_IN_PROGRESS' });
  });

  test('says every minute that it still goes on, for a log that would be silent otherwise', async () => {
    const { stacks, facts, start, follow } = world();
    stacks.operationMs = 200_000;
    const { stackId } = await start('one');
    await follow(stackId, 'one', 30 * 60_000);
    const waits = facts.filter((fact) => fact.kind === 'stack-still');
    expect(waits.map(({ milliseconds }) => Math.floor(milliseconds / 60_000))).toEqual([1, 2, 3]);
    expect(waits[0]).toMatchObject({ stackName: 'shop-preview-x', status: 'CREATE_IN_PROGRESS' });
  });

  test.each(['throttled', 'aws-timeout', 'aws-unavailable', 'endpoint-unreachable'])(
    'D10 looks again when AWS did not answer: %s',
    async (code) => {
      const { stacks, facts, start, follow } = world();
      const { stackId } = await start('one');
      stacks.operationMs = 0;
      stacks.faults.fail('events', new PreviewError(code, 'no answer', { fault: 'world' }), { times: 40 });
      stacks.faults.fail('find', new PreviewError(code, 'no answer', { fault: 'world' }), { times: 3, skip: 2 });
      expect(await follow(stackId, 'one', 60 * 60_000)).toMatchObject({ ended: true, status: 'CREATE_COMPLETE' });
      const seen = facts.flatMap((fact) => (fact.kind === 'stack-event' ? [fact.event.status] : []));
      expect(seen).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE']);
    },
  );

  test('D10 says in the end that the operation goes on, and every minute that it is asked again', async () => {
    const { stacks, facts, start, follow } = world();
    const { stackId } = await start('one');
    const silence = new PreviewError('throttled', 'too many requests', { fault: 'world', hint: 'Wait.' });
    stacks.faults.fail('find', silence, { times: Number.POSITIVE_INFINITY });
    await expect(follow(stackId, 'one', 3 * 60_000)).rejects.toMatchObject({
      code: 'throttled',
      message: 'too many requests',
      hint: 'CloudFormation goes on; the same command takes it up.',
    });
    expect(facts).toContainEqual(expect.objectContaining({ kind: 'stack-still', unanswered: 'too many requests' }));
  });

  test('D10 any other refusal of a look is thrown at once', async () => {
    const { stacks, start, follow } = world();
    const { stackId } = await start('one');
    stacks.faults.fail('find', new PreviewError('access-denied', 'no', { fault: 'world' }));
    await expect(follow(stackId, 'one')).rejects.toMatchObject({ code: 'access-denied' });
  });

  test('looks soon at first and rarely in the end', async () => {
    const { clock, stacks, start, follow } = world();
    stacks.operationMs = 20 * 60_000;
    const { stackId } = await start('one');
    await follow(stackId, 'one', 30 * 60_000);
    expect(clock.sleeps[0]).toBe(60);
    expect(clock.sleeps.at(-1)).toBe(5000);
    expect(clock.sleeps.length).toBeLessThan(300);
  });
});

describe('the first cause', () => {
  const event = (logicalId: string, status: string, reason?: string): StackEvent => ({
    id: logicalId,
    at: new Date(0),
    logicalId,
    physicalId: logicalId === 'Stack' ? 'stack-id' : '',
    type: 'AWS::X::Y',
    status,
    ...(reason !== undefined && { reason }),
  });

  test('is the first resource that failed by itself', () => {
    const events = [
      event('Record', 'CREATE_IN_PROGRESS'),
      event('Bucket', 'CREATE_FAILED', 'Resource creation cancelled'),
      event('Database', 'CREATE_FAILED', 'no such class'),
      event('Record', 'CREATE_FAILED', 'also wrong'),
      event('Stack', 'CREATE_FAILED', 'The following resource(s) failed to create: [Database, Record].'),
    ];
    expect(firstCause(events, 'stack-id')).toEqual({
      logicalId: 'Database',
      type: 'AWS::X::Y',
      reason: 'no such class',
    });
  });

  test('is there even when CloudFormation gives no reason, and not when no resource failed', () => {
    expect(firstCause([event('Database', 'CREATE_FAILED')], 'stack-id')).toMatchObject({ logicalId: 'Database' });
    expect(firstCause([event('Stack', 'ROLLBACK_IN_PROGRESS', 'by hand')], 'stack-id')).toBeUndefined();
  });
});

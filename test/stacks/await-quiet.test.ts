import { PreviewError } from '../../lib/errors';
import { awaitQuiet } from '../../lib/stacks/await-quiet';
import type { StackFact } from '../../lib/stacks/events';
import { FakeClock } from '../fakes/fake-clock';
import { FakeStacks } from '../fakes/fake-stacks';

const silence = new PreviewError('aws-unavailable', 'no answer', { fault: 'world' });

function world(budgetMs: number) {
  const clock = new FakeClock();
  const stacks = new FakeStacks(clock);
  const stack = stacks.add({ name: 'shop-preview-x', status: 'UPDATE_IN_PROGRESS' });
  const facts: StackFact[] = [];
  const wait = () => awaitQuiet({ stacks, clock }, stack, { budgetMs, tell: (fact) => void facts.push(fact) });
  return { clock, stacks, stack, facts, wait };
}

test('D10 waiting for the operation of another run outlasts looks that AWS does not answer', async () => {
  const { clock, stacks, stack, wait } = world(40 * 60_000);
  stacks.faults.fail('find', silence, { times: 30 });
  clock.after(1000, () => stacks.alter(stack.id, { status: 'UPDATE_COMPLETE' }));
  expect(await wait()).toMatchObject({ status: 'UPDATE_COMPLETE' });
});

test('D10 it ends with the silence only when the time is up, and says every minute why it still asks', async () => {
  const { stacks, facts, wait } = world(3 * 60_000);
  stacks.faults.fail('find', silence, { times: Number.POSITIVE_INFINITY });
  await expect(wait()).rejects.toMatchObject({
    code: 'aws-unavailable',
    hint: 'CloudFormation goes on; the same command takes it up.',
  });
  expect(facts).toContainEqual(expect.objectContaining({ kind: 'stack-still', unanswered: 'no answer' }));
});

test('a stack that is still busy when the time is up is returned as it was seen', async () => {
  expect(await world(3 * 60_000).wait()).toMatchObject({ status: 'UPDATE_IN_PROGRESS' });
});

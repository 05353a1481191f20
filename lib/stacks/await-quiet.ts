import type { Clock } from '../ports/clock';
import type { Stack, Stacks } from '../ports/stacks';
import type { Watch } from './follow-stack';
import { EveryMinute, pollInterval } from './poll-interval';
import { isUnderWay } from './stack-state';

/**
 * Waits until no operation is under way on the stack. Returns it as it is then, still busy when the time is up;
 * undefined when it is gone.
 */
export async function awaitQuiet(
  ports: { readonly stacks: Stacks; readonly clock: Clock },
  stack: Stack,
  watch: Watch,
): Promise<Stack | undefined> {
  const started = ports.clock.now().getTime();
  let seen: Stack | undefined = stack;
  let reported = '';
  const hand = new EveryMinute();
  while (seen && isUnderWay(seen.status)) {
    const { name: stackName, id: stackId, status } = seen;
    if (status !== reported) watch.tell({ kind: 'stack-waiting', stackName, stackId, status });
    reported = status;
    const waited = ports.clock.now().getTime() - started;
    if (waited >= watch.budgetMs) return seen;
    if (hand.passed(waited)) watch.tell({ kind: 'stack-still', stackName, status, milliseconds: waited });
    await ports.clock.sleep(pollInterval(waited), watch.signal);
    seen = await ports.stacks.find(stackId);
  }
  return seen?.status === 'DELETE_COMPLETE' ? undefined : seen;
}

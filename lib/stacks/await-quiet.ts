import { PreviewError, unanswered, unwatched } from '../errors';
import type { Clock } from '../ports/clock';
import type { Stack, Stacks } from '../ports/stacks';
import { stillThere, type Watch } from './follow-stack';
import { EveryMinute, pollInterval } from './poll-interval';
import { isUnderWay } from './stack-state';

/**
 * Waits until no operation is under way on the stack. Returns it as it is then, still busy when the time is up;
 * undefined when it is gone. What AWS does not answer is asked again.
 *
 * @throws PreviewError of the last look, when the time is up and it was not answered
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
  let look: Stack | PreviewError | undefined = stack;
  while (seen && isUnderWay(seen.status)) {
    const { name: stackName, id: stackId, status }: Stack = seen;
    if (status !== reported) watch.tell({ kind: 'stack-waiting', stackName, stackId, status });
    reported = status;
    const waited = ports.clock.now().getTime() - started;
    if (waited >= watch.budgetMs) {
      if (look instanceof PreviewError) throw unwatched(look);
      return seen;
    }
    if (hand.passed(waited)) watch.tell(stillThere(stackName, status, waited, look));
    await ports.clock.sleep(pollInterval(waited), watch.signal);
    look = await ports.stacks.find(stackId).catch(unanswered);
    if (!(look instanceof PreviewError)) seen = look;
  }
  return seen?.status === 'DELETE_COMPLETE' ? undefined : seen;
}

import type { ListedTarget } from '../../../previews/list-request';
import { asleepText } from '../../../previews/record/asleep-text';
import { stackState } from '../../../stacks/stack-state';
import { plain } from '../../../text/visible';

/** How a target is. That it sleeps stands for the state of a stack that is as it should be. */
export function stateText({ state, sleep, held = [] }: Pick<ListedTarget, 'state' | 'sleep' | 'held'>): string {
  return `${sleepText(state, sleep)}${held.length > 0 ? `, ${held.length} held` : ''}`;
}

function sleepText(state: string, sleep: ListedTarget['sleep']): string {
  if (sleep === undefined) return plain(state);
  return stackState(state) === 'changeable' ? asleepText(sleep) : `${plain(state)}, ${asleepText(sleep)}`;
}

import type { PreviewRecord } from '../../../ports/record';
import type { Stack } from '../../../ports/stacks';
import { stackState } from '../../../stacks/stack-state';
import type { PreviewStanding } from '../../../web/api';
import { stateText } from './state-text';

type Known = Pick<PreviewRecord, 'sleep' | 'held'> | undefined;

const standings: Readonly<Partial<Record<ReturnType<typeof stackState>, PreviewStanding>>> = {
  busy: 'busy',
  'being-deleted': 'going',
  'failed-creation': 'failing',
  stuck: 'failing',
  undeleted: 'failing',
  unknown: 'failing',
};

/** So long a first deploy may take to propose its stack. */
const proposingMs = 3_600_000;

/** How a preview is, in one word. Pure. */
export function standingOf({ status, createdAt }: Stack, known: Known, now: Date): PreviewStanding {
  if (status === 'REVIEW_IN_PROGRESS' && now.getTime() - createdAt.getTime() < proposingMs) return 'busy';
  const standing = standings[stackState(status)];
  if (standing !== undefined) return standing;
  if (known?.sleep !== undefined) return known.sleep.state === 'asleep' ? 'asleep' : 'busy';
  return (known?.held ?? []).length > 0 ? 'held' : 'ready';
}

/** The same for people: `ready` where all is as it should be. */
export function standingText({ status: state }: Pick<Stack, 'status'>, known: Known): string {
  const { sleep, held = [] } = known ?? {};
  if (sleep === undefined && stackState(state) === 'changeable')
    return held.length > 0 ? `ready, ${held.length} held` : 'ready';
  return stateText({ state, held, ...(sleep && { sleep }) });
}

import type { RequestCounts } from '../../ports/traffic';
import type { Preview } from '../../previews/preview';

/** Deploy's and wake's own look at a URL takes no longer than this. */
const probedMs = 15 * 60_000;
const day = 86_400_000;

/** When a preview was last used, and by what. */
export interface LastUse {
  readonly at: Date;
  readonly by: 'deploy' | 'woken' | 'request';
}

/** Deploys of a preview, good or not, newest first. */
export function deploysOf({ stack, record }: Preview, now: Date): readonly Date[] {
  const { deploys = [], failed = [], goingBack = undefined } = typeof record === 'string' ? {} : record;
  return [...deploys, ...failed, ...(goingBack ? [goingBack] : [])]
    .flatMap(({ at }) => believed(at, now))
    .concat(stack.createdAt)
    .sort((a, b) => b.getTime() - a.getTime());
}

/** Any branch's job may write any record. No clock is a day ahead: a later time was made up, an earlier one is now. */
function believed(at: string, now: Date): readonly Date[] {
  const aheadMs = Date.parse(at) - now.getTime();
  return aheadMs > day ? [] : [aheadMs > 0 ? now : new Date(at)];
}

/** The last use that its record knows, and that its balancer counted. Pure. */
export function lastUseOf(preview: Preview, traffic: RequestCounts | undefined, now: Date): LastUse {
  const { record, stack } = preview;
  const { usedAt = undefined, wokenAt = undefined } = typeof record === 'string' ? {} : record;
  const [deployed = stack.createdAt] = deploysOf(preview, now);
  const woken = usedAt === undefined ? [] : believed(usedAt, now);
  const ours = wokenAt === undefined ? Number.NaN : Date.parse(wokenAt);
  // The job that woke it in the morning asked whether it answers: that was no one who uses it.
  const requests = (traffic?.known ? traffic.counted : []).filter(
    ({ from, to }) => !(from.getTime() <= ours && to.getTime() > ours - probedMs),
  );
  const uses: readonly LastUse[] = [
    ...woken.map((at) => ({ at, by: 'woken' as const })),
    ...requests.map(({ to }) => ({ at: to.getTime() > now.getTime() ? now : to, by: 'request' as const })),
  ];
  const first: LastUse = { at: deployed, by: 'deploy' };
  return uses.reduce((last, one) => (one.at.getTime() > last.at.getTime() ? one : last), first);
}

import type { KeptSleep, PreviewRecord } from '../../ports/record';
import { overdueIn } from '../../previews/held/held';
import { isUnderWay, stackState } from '../../stacks/stack-state';
import { duration } from '../../text/duration';
import { moment } from '../../text/moment';
import { visible } from '../../text/visible';
import { deploysOf, type LastUse, lastUseOf } from './last-use';
import { type Night, Nights } from './nights';
import type { SleepCircumstances, SleepDecision, SleepFacts } from './sleep-plan';

const minute = 60_000;
const hour = 60 * minute;
/** The job runs every hour: what the next run would wake too late is woken by this one. */
const runEveryMs = hour;
/** Who put it to sleep so shortly ago may be at it still. */
const atItMs = 30 * minute;

type Verdict = Omit<SleepDecision, 'preview'>;

/** What follows for a preview from settings and the clock. */
interface Calendar {
  /** Undefined by day. */
  readonly night: Night | undefined;
  /** The night ends before a run after this one could wake anything in time. */
  readonly isEnding: boolean;
  readonly nights: Nights | undefined;
  readonly idleMs: number;
}

/** What is to be done with a preview now, and why. Pure. */
export function decideSleep(facts: SleepFacts, circumstances: SleepCircumstances): SleepDecision {
  return { preview: facts.preview, ...verdictOf(facts, circumstances) };
}

function verdictOf(facts: SleepFacts, circumstances: SleepCircumstances): Verdict {
  const { stack, record } = facts.preview;
  const { now } = circumstances;
  if (isUnderWay(stack.status)) return nothing('busy', `CloudFormation is working on it (${stack.status})`);
  if (stackState(stack.status) !== 'changeable')
    return nothing('unknown', `its stack takes no change (${stack.status})`);
  if (record === 'unreadable') return nothing('unknown', 'its record could not be read');
  if (record === 'none') return nothing('unknown', 'no deploy of it has come to its end');
  const held = heldOf(record, now);
  if (held) return held;
  const calendar = calendarOf(facts, circumstances);
  const { sleep } = record;
  return sleep === undefined
    ? ofAwake(facts, calendar, circumstances)
    : ofAsleep(sleep, facts, calendar, circumstances);
}

function heldOf(record: PreviewRecord, now: Date): Verdict | undefined {
  const [overdue] = overdueIn(record, now);
  if (overdue !== undefined) {
    const { instanceId, service, until } = overdue;
    const because = `${instanceId} of ${service} was to be held until ${moment(new Date(until))}, and never for more than a day`;
    return { act: 'release', reason: 'overdue', because };
  }
  const [first] = record.held ?? [];
  if (first === undefined) return undefined;
  const by = first.by === undefined ? '' : ` by ${visible(first.by)}`;
  return nothing('held', `${first.instanceId} of ${first.service} is held${by} until ${moment(new Date(first.until))}`);
}

function calendarOf({ settings }: SleepFacts, { now, wakeMs }: SleepCircumstances): Calendar {
  const { nights: asked = 'none', idleHours = 0 } = settings === undefined || settings === 'none' ? {} : settings;
  const nights = asked === 'none' ? undefined : new Nights(asked);
  const night = nights?.at(now);
  const isEnding = night !== undefined && night.endsAt.getTime() - now.getTime() < wakeMs + runEveryMs;
  return { night, isEnding, nights, idleMs: idleHours * hour };
}

function ofAsleep(
  sleep: KeptSleep,
  { databaseStatus }: SleepFacts,
  { night, isEnding }: Calendar,
  { now }: SleepCircumstances,
): Verdict {
  const isOver = sleep.because === 'night' && (night === undefined || isEnding);
  const morning =
    night === undefined
      ? 'it is no night any more'
      : `the night ends at ${moment(night.endsAt)}, and waking takes its time`;
  if (sleep.state === 'waking') return wake('cut-short', 'a run that woke it did not come to its end');
  if (sleep.state === 'falling') {
    const ageMs = now.getTime() - Date.parse(sleep.since);
    if (ageMs >= 0 && ageMs < atItMs) return nothing('busy', `its sleep was begun ${duration(ageMs)} ago`);
    if (isOver) return wake('cut-short', `a run that put it to sleep did not come to its end, and ${morning}`);
    return fall('cut-short', 'a run that put it to sleep did not come to its end', asOf(sleep));
  }
  if (isOver) return wake('morning', morning);
  if (databaseStatus === 'available')
    return fall('database-started', 'RDS starts a database by itself after seven days, and did', asOf(sleep));
  return nothing('asleep', asleepUntil(sleep, night));
}

function asleepUntil({ because }: KeptSleep, night: Night | undefined): string {
  if (because === 'night') return `it sleeps until ${moment(night?.endsAt ?? new Date(0))}`;
  const why = because === 'asked' ? 'someone put it to sleep' : 'it was not used';
  return `${why}: it sleeps until someone wakes it or pushes`;
}

function ofAwake(facts: SleepFacts, calendar: Calendar, circumstances: SleepCircumstances): Verdict {
  const { preview, isSingle, settings } = facts;
  const { now, graceMinutes } = circumstances;
  const { night, isEnding, nights, idleMs } = calendar;
  if (settings === undefined || settings === 'none' || (nights === undefined && idleMs === 0))
    return nothing('not-asked', 'settings do not put it to sleep');
  if (isSingle)
    return nothing('single-instance', 'Beanstalk runs exactly one instance of a single-instance environment');
  const [deployed = preview.stack.createdAt] = deploysOf(preview, now);
  const age = now.getTime() - deployed.getTime();
  if (age < graceMinutes * minute)
    return nothing('young', `it was deployed ${duration(age)} ago; the grace is ${duration(graceMinutes * minute)}`);
  if (isEnding) return nothing('awake', `the night ends at ${moment(night?.endsAt ?? now)}`);

  const use = lastUseOf(preview, facts.traffic, now);
  const plainMs = now.getTime() - use.at.getTime();
  const unusedMs = nights?.awakeMs(use.at, now) ?? plainMs;
  const isIdle = (milliseconds: number) => idleMs > 0 && milliseconds >= idleMs;
  const seen = `${useText(use)} ${duration(plainMs)} ago`;
  if (isIdle(unusedMs)) {
    const counted = nights ? `, ${duration(unusedMs)} of them no night` : '';
    return fall('idle', `${seen}${counted}${doubt(facts)}`, 'idle');
  }
  if (night === undefined) return nothing('awake', idleMs > 0 ? seen : 'it is day');
  // Who pushed or woke it after the evening works with it: only idleness ends that.
  if (lastUseOf(preview, undefined, now).at.getTime() < night.fellAt.getTime())
    return fall('night', `the night began at ${moment(night.fellAt)}`, 'night');
  if (isIdle(plainMs)) return fall('idle', `${seen}, and it is night${doubt(facts)}`, 'night');
  return nothing('awake', `${seen}, after the night began`);
}

/**
 * Since when requests decide whether a preview is idle; undefined where its record alone decides. Pure.
 */
export function asksTraffic(facts: SleepFacts, circumstances: SleepCircumstances): Date | undefined {
  const { reason } = decideSleep({ ...facts, traffic: { known: true, counted: [] } }, circumstances);
  return reason === 'idle' ? lastUseOf(facts.preview, undefined, circumstances.now).at : undefined;
}

function useText({ by }: LastUse): string {
  if (by === 'deploy') return 'it was last deployed';
  return by === 'woken' ? 'it was last woken' : 'its balancer counted the last request';
}

function doubt({ traffic }: SleepFacts): string {
  return traffic?.known === false ? `; requests are not known (${traffic.because})` : '';
}

function asOf({ because }: KeptSleep): 'night' | 'idle' | undefined {
  return because === 'asked' ? undefined : because;
}

function nothing(reason: SleepDecision['reason'], because: string): Verdict {
  return { act: 'nothing', reason, because };
}

function wake(reason: SleepDecision['reason'], because: string): Verdict {
  return { act: 'wake', reason, because };
}

function fall(reason: SleepDecision['reason'], because: string, as: 'night' | 'idle' | undefined): Verdict {
  return { act: 'sleep', reason, because, ...(as !== undefined && { as }) };
}

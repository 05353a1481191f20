import { survivable } from '../errors';
import type { ApplicationFacts } from '../facts/facts';
import { applicationNames } from '../naming/resource-names';
import type { Stack } from '../ports/stacks';
import { awsNow } from '../previews/clock-difference';
import { stagingApplication } from '../previews/deployed/staging-application';
import type { Preview } from '../previews/preview';
import type { ResolvedSettings } from '../settings/resolve';
import type { DuePorts, DueRequest } from './due-request';
import { gatherFacts } from './gather-facts';
import { decideSleep } from './plan/decide-sleep';
import type { SleepCircumstances, SleepDecision } from './plan/sleep-plan';
import { WakeTimes } from './wake-times';

/** What the hourly job decides by, besides each preview itself. */
export interface DueContext {
  readonly application: ApplicationFacts;
  /** Where the records of previews lie. */
  readonly bucket: string;
  readonly times: WakeTimes;
  readonly circumstances: SleepCircumstances;
}

type ContextPorts = Pick<DuePorts, 'stacks' | 'records' | 'clock'>;

/**
 * @param settings of previews, as the default branch has them
 * @param stack of the application, when it is there
 * @throws PreviewError `application-missing`
 */
export async function contextOf(
  ports: ContextPorts,
  settings: ResolvedSettings,
  stack: Stack | undefined,
): Promise<DueContext> {
  const application = stagingApplication(settings, stack);
  const { bundleBucket: bucket } = application;
  const times = new WakeTimes(ports.records, { bucket, stackId: stack?.id ?? '' });
  const { graceMinutes } = settings.values.cleanup;
  return {
    ...{ application, bucket, times },
    circumstances: { now: awsNow(ports), graceMinutes, wakeMs: await times.usualMs() },
  };
}

/** What the hourly job would do with a preview now. What cannot be asked leaves it as it is. */
export async function decided(
  ports: Pick<DuePorts, 'databases' | 'traffic'>,
  preview: Preview,
  settingsOf: DueRequest['settingsOf'],
  circumstances: SleepCircumstances,
): Promise<SleepDecision> {
  try {
    const facts = await gatherFacts(ports, preview, settingsOf(preview.branch), circumstances);
    return decideSleep(facts, circumstances);
  } catch (error) {
    return unknown(preview, error);
  }
}

/**
 * What the hourly job would do with one preview now, and why. It never fails for what may not be asked: that is in the decision.
 *
 * @param preview with its record
 */
export async function dueOf(
  ports: ContextPorts & Pick<DuePorts, 'databases' | 'traffic'>,
  preview: Preview,
  { settings, settingsOf }: Pick<DueRequest, 'settings' | 'settingsOf'>,
): Promise<SleepDecision> {
  try {
    const { stackName } = applicationNames(settings.project, 'staging');
    const { circumstances } = await contextOf(ports, settings, await ports.stacks.find(stackName));
    return await decided(ports, preview, settingsOf, circumstances);
  } catch (error) {
    return unknown(preview, error);
  }
}

function unknown(preview: Preview, error: unknown): SleepDecision {
  return { preview, act: 'nothing', reason: 'unknown', because: `not decided: ${survivable(error).message}` };
}

import { PreviewError } from '../errors';
import { environmentOutputs } from '../facts/environment-outputs';
import type { KeptSize, KeptSleep, PreviewRecord } from '../ports/record';
import type { Stack } from '../ports/stacks';
import { type Deployed, lookAt, settled } from '../previews/deployed/look-at';
import { revise } from '../previews/deployed/revise';
import { instanceHeld } from '../previews/held/held';
import { heldNow } from '../previews/held/held-now';
import type { ResolvedSettings } from '../settings/resolve';
import type { PutResult } from '../stacks/put-stack';
import type { Revision } from '../stacks/revise/revise-template';
import { isSingleInstance, sizesWithRolling, withSizes } from '../stacks/revise/sizes';
import { type Running, whatRuns } from '../stacks/revise/what-runs';
import { isUnderWay } from '../stacks/stack-state';
import type { SleepPorts } from './sleep-request';

/** A preview that can sleep, as it is now. */
export interface Sleeper extends Deployed {
  /** The deployed template. */
  readonly body: string;
  readonly running: Running;
  /** How many instances each service has by that template. */
  readonly sizes: Readonly<Record<string, KeptSize>>;
  /** RDS's identifier. @default it has no database */
  readonly database: string | undefined;
}

/**
 * Looks at the preview of these settings, once its stack takes a change. What a run of ours left under way is waited for, no deploy is.
 *
 * @throws PreviewError `sleep-impossible` for a stage and for single instances; `instance-held`; what `lookAt` and `settled` throw
 */
export async function findSleeper(
  ports: SleepPorts,
  settings: ResolvedSettings,
  signal: AbortSignal | undefined,
): Promise<Sleeper> {
  const { target } = settings;
  if (target.kind !== 'preview') throw impossible(`${target.kind} is no preview`, 'Name the branch of a preview.');
  const found = await lookAt(ports, settings);
  const waits = isUnderWay(found.stack.status) && isBetween(found.record.sleep);
  const tell = ports.progress.emit.bind(ports.progress);
  const stack = await settled(ports, found.stack, { waits, tell, signal });
  // The run that was waited for may have written it.
  const record = waits ? ((await ports.records.read(found.location))?.record ?? found.record) : found.record;
  const held = await heldNow(ports, { names: found.names, record });
  if (held.length > 0) throw instanceHeld(held, 'Release it first: `preview-stacks release`.');
  const body = await ports.stacks.template(stack.id);
  const running = whatRuns(body, settings);
  const alone = Object.entries(running).filter(([, { environment }]) => isSingleInstance(environment));
  if (alone.length > 0) {
    const names = alone.map(([service]) => service).join(', ');
    throw impossible(
      `${names} of ${stack.name} is a single instance, and Beanstalk runs exactly one of such`,
      "Set routing to 'shared-load-balancer' for previews and deploy: behind a balancer there may be none.",
    );
  }
  const sizes = Object.fromEntries(
    Object.entries(running).map(([service, { environment }]) => [service, sizesWithRolling(environment)] as const),
  );
  return { ...found, stack, record, body, running, sizes, database: databaseOf(stack) };
}

/** RDS's identifier of the database of a preview. */
export function databaseOf({ outputs }: Pick<Stack, 'outputs'>): string | undefined {
  return outputs[environmentOutputs.databaseIdentifier];
}

/** Whether a run began to put it to sleep, or to wake it, and did not come to its end. */
function isBetween(sleep: KeptSleep | undefined): boolean {
  return sleep !== undefined && sleep.state !== 'asleep';
}

/** Whether no service has an instance. */
export function isAtZero(sizes: Sleeper['sizes']): boolean {
  return Object.values(sizes).every(({ max }) => max === 0);
}

/** The same environments with these sizes, by their names in Beanstalk. */
export function revisionsOf(running: Running, sizeOf: (service: string) => KeptSize): ReadonlyMap<string, Revision> {
  return new Map(
    Object.entries(running).map(([service, { environment }]) => [
      environment.environmentName,
      withSizes(sizeOf(service)),
    ]),
  );
}

/** Brings these sizes to the stack. @throws PreviewError `sleep-overtaken`; what `reviseStack` throws */
export function resize(
  ports: SleepPorts,
  found: Sleeper,
  change: Pick<Parameters<typeof revise>[2], 'revisions' | 'checkWanted' | 'signal'>,
): Promise<PutResult> {
  const { stack, body } = found;
  const tell = ports.progress.emit.bind(ports.progress);
  return revise(ports, found, { ...change, stack, body, tell }).catch((error: unknown) => {
    const isLate = error instanceof PreviewError && error.code === 'stack-overtaken';
    throw isLate ? sleepOvertaken(stack.name, 'it changed the stack, or is at it now', error) : error;
  });
}

/** The record of a preview that is awake. */
export function awake({ sleep: _, ...record }: PreviewRecord): PreviewRecord {
  return { ...record, asleep: false };
}

function impossible(because: string, hint: string): PreviewError {
  return new PreviewError('sleep-impossible', `It cannot sleep: ${because}`, { fault: 'user', hint });
}

/** Somebody deployed, woke it or put it to sleep while this run worked. */
export function sleepOvertaken(stackName: string, found: string, cause?: PreviewError): PreviewError {
  return new PreviewError('sleep-overtaken', `Another run took over ${stackName} meanwhile: ${found}`, {
    fault: 'world',
    hint: 'Look at it with `preview-stacks list`, and repeat what is still wanted.',
    cause,
  });
}

import { survivable } from '../errors';
import { applicationOutputs } from '../facts/application-outputs';
import { applicationNames } from '../naming/resource-names';
import type { Heartbeat, Heartbeats } from '../ports/heartbeats';
import type { Stacks } from '../ports/stacks';

const hour = 3_600_000;

/** What is known of the last run of the cleanup job. */
export interface LastCleanup {
  /** @default it has never run, or what it left cannot be read */
  readonly heartbeat?: Heartbeat;
  /** For people, when the job needs attention. @default it is well */
  readonly warning?: string;
}

/** Reads the heartbeat of the cleanup job. Undefined where there is no application stack, for then there is no such job. */
export async function lastCleanup(
  ports: { readonly stacks: Stacks; readonly heartbeats: Heartbeats },
  request: { readonly project: string; readonly now: Date; readonly maxAgeHours: number },
): Promise<LastCleanup | undefined> {
  try {
    const stack = await ports.stacks.find(applicationNames(request.project, 'staging').stackName);
    const bucket = stack?.outputs[applicationOutputs.bundleBucket];
    if (bucket === undefined) return undefined;
    const heartbeat = await ports.heartbeats.read(bucket);
    const warning = warningOf(heartbeat, request);
    return { ...(heartbeat && { heartbeat }), ...(warning !== undefined && { warning }) };
  } catch (error) {
    return { warning: `When cleanup last ran could not be read: ${survivable(error).message}` };
  }
}

function warningOf(
  heartbeat: Heartbeat | undefined,
  { now, maxAgeHours }: { readonly now: Date; readonly maxAgeHours: number },
): string | undefined {
  if (heartbeat === undefined) return 'Cleanup has not run yet: schedule `preview-stacks cleanup --execute`.';
  const { lastGood, at, refusal, counts } = heartbeat;
  const since = lastGood === undefined ? Number.POSITIVE_INFINITY : (now.getTime() - Date.parse(lastGood)) / hour;
  if (since <= maxAgeHours) return undefined;
  const last = refusal === undefined ? `left ${counts.left}` : `was refused (${refusal})`;
  const good = lastGood === undefined ? 'Cleanup has never ended well' : `Cleanup last ended well at ${lastGood}`;
  return `${good}; its last run, at ${at}, ${heartbeat.good ? 'was that one' : last}.`;
}

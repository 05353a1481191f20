import { survivable } from '../errors';
import { environmentOutputs } from '../facts/environment-outputs';
import { namesOf } from '../naming/resource-names';
import type { Preview } from '../previews/preview';
import type { ResolvedSettings } from '../settings/resolve';
import type { DuePorts } from './due-request';
import { asksTraffic } from './plan/decide-sleep';
import type { SleepCircumstances, SleepFacts } from './plan/sleep-plan';

/** CloudWatch keeps metrics of five minutes for 63 days. */
const longestMs = 60 * 86_400_000;

/** What decides whether a preview sleeps. Its database and its balancer are asked only where they decide. */
export async function gatherFacts(
  ports: Pick<DuePorts, 'databases' | 'traffic'>,
  preview: Preview,
  settings: ResolvedSettings,
  circumstances: SleepCircumstances,
): Promise<SleepFacts> {
  const { routing, sleep } = settings.values;
  const facts: SleepFacts = { preview, settings: sleep, isSingle: routing === 'single-instance' };
  const database = preview.stack.outputs[environmentOutputs.databaseIdentifier];
  const isAsleep = typeof preview.record !== 'string' && preview.record.sleep?.state === 'asleep';
  if (isAsleep && database !== undefined) {
    // What RDS does not say now, the next run asks again.
    const databaseStatus = await ports.databases.status(database).catch(survivable);
    return { ...facts, ...(typeof databaseStatus === 'string' && { databaseStatus }) };
  }
  const since = asksTraffic(facts, circumstances);
  if (since === undefined) return facts;
  const { now: to } = circumstances;
  const from = new Date(Math.max(since.getTime(), to.getTime() - longestMs));
  const traffic = await ports.traffic.requests(environmentsOf(settings), { from, to });
  return { ...facts, traffic };
}

/** Those that have a balancer. */
function environmentsOf({ project, target, values }: ResolvedSettings): readonly string[] {
  const { environmentName } = namesOf(project, target);
  const services = Object.entries(values.services).filter(([, { kind }]) => kind !== 'worker');
  return services.map(([service]) => environmentName(service));
}

import { PreviewError } from '../../errors';
import type { Clock } from '../../ports/clock';
import type { Deployments } from '../../ports/deployments';
import { awsNow } from '../../previews/clock-difference';
import { type Deployed, type LookPorts, lookAt } from '../../previews/deployed/look-at';
import type { Expiry } from '../../previews/plan';
import { lastWork } from '../../previews/record/last-work';
import type { Progress } from '../../progress';
import type { ResolvedSettings } from '../../settings/resolve';
import { isUnderWay } from '../../stacks/stack-state';
import { showStanding } from '../comment/show-standing';
import type { Announced, AnnouncePlace } from '../events';
import { type Outputs, wantedOutputs } from '../outputs';
import { isUnfinished } from '../places/former-deployments';
import { environmentName } from '../subject';
import { withDeadline } from '../with-deadline';
import { sleepStatus } from './sleep-status';

export interface AnnounceSleepPorts extends LookPorts {
  readonly outputs: Outputs;
  readonly clock: Clock;
  readonly progress: Progress;
}

const mostMs = 60_000;
/** Each costs a request; an older success is no longer what runs. */
const lookedAtMost = 10;

/**
 * Says on GitHub that a preview sleeps, or is awake again, as its record has it now: in the comment that is there, and at its deployment. While a
 * deploy is at work nothing is said, for the deploy says how it ends. A failure becomes an event, and changes nothing of how the run ends.
 *
 * @param settings of the preview
 */
export async function announceSleep(ports: AnnounceSleepPorts, settings: ResolvedSettings): Promise<Announced> {
  const { deployments, pullRequests, costs, links } = wantedOutputs(ports.outputs, settings.values.announce);
  let said: Announced = { pullRequests: [], commitStatus: false, chat: false, failed: [] };
  const failed = (place: AnnouncePlace, because: string, hint?: string) => {
    const failure = { place, because, ...(hint !== undefined && { hint }) };
    said = { ...said, failed: [...said.failed, failure] };
    ports.progress.emit({ kind: 'not-announced', ...failure });
  };
  const attempt = async <T>(place: AnnouncePlace, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      const done = await withDeadline(ports.clock, mostMs, work());
      if (done !== 'late') return done as T;
      failed(place, `it was not done within ${mostMs / 1000} s`);
    } catch (error) {
      if (!(error instanceof PreviewError)) throw error;
      failed(place, error.message, error.hint);
    }
    return undefined;
  };
  const first = deployments ? 'deployment' : 'comment';
  if (!deployments && !pullRequests) return said;
  const found = await attempt(first, () => lookAt(ports, settings));
  if (found === undefined || isChanging(found)) return said;
  const { sleep } = found.record;
  if (deployments) {
    const environment = environmentName('preview', found.names.targetId);
    const marked = await attempt('deployment', async () => {
      const live = await newestSuccess(deployments, environment);
      if (typeof live !== 'object') return live;
      const status = sleepStatus(live.status, sleep);
      if (status) await deployments.setStatus(live.id, status);
      return live.id;
    });
    if (marked === 'at-work') return said;
    if (typeof marked === 'number') said = { ...said, deployment: marked };
  }
  if (pullRequests) {
    const at = awsNow(ports);
    const preview = { ...{ branch: settings.branch, targetId: found.names.targetId }, ...found };
    const expiry = warnedOf(found, at);
    const written = await attempt('comment', () =>
      showStanding({ pullRequests, costs, links }, settings, { preview, at, make: false, ...(expiry && { expiry }) }),
    );
    said = { ...said, pullRequests: written ?? [] };
  }
  ports.progress.emit({ kind: 'announced', ...said });
  return said;
}

/** Then another run is at it. */
function isChanging({ stack, record }: Deployed): boolean {
  return isUnderWay(stack.status) || (record.sleep !== undefined && record.sleep.state !== 'asleep');
}

/** The deployment that runs, with what it says. */
async function newestSuccess(deployments: Deployments, environment: string) {
  let looked = 0;
  for await (const { id } of deployments.list({ environment })) {
    const status = await deployments.status(id);
    if (status === undefined || isUnfinished(status.state)) return 'at-work';
    if (status.state === 'success') return { id, status };
    looked += 1;
    if (looked >= lookedAtMost) break;
  }
  return 'none';
}

/** The expiry that the comment warns of. It is said once, and would be lost. */
function warnedOf({ stack, record }: Deployed, at: Date): Expiry | undefined {
  const { expiryWarning: warning, deploys } = record;
  if (warning === undefined || !warning.said.includes('comment')) return undefined;
  if (deploys.some((deploy) => Date.parse(deploy.at) > Date.parse(warning.at))) return undefined;
  return { goesAt: new Date(warning.goesAt), near: true, lastPush: lastWork(stack, record, at) };
}

import { namesOf } from '../../naming/resource-names';
import type { HeldInstance } from '../../ports/record';
import type { Stack } from '../../ports/stacks';
import { awsNow } from '../../previews/clock-difference';
import { type Deployed, lookAt, settled } from '../../previews/deployed/look-at';
import { revise } from '../../previews/deployed/revise';
import { overdueIn, withoutHeld } from '../../previews/held/held';
import { explainRefusal } from '../../previews/outdated-rights';
import { updateRecord } from '../../previews/update-record';
import { interruptible } from '../../stacks/interruptible';
import { environmentsIn } from '../../stacks/revise/deployed-template';
import { sizesOf, withSizes } from '../../stacks/revise/sizes';
import { stackState } from '../../stacks/stack-state';
import { endHeld } from './end-held';
import type { HoldPorts, ReleaseOutcome, ReleaseRequest } from './hold-request';
import { impossible } from './impossible';
import { notHeld } from './not-held';
import { shrunkSizes } from './sizes';

/**
 * Ends the instance that is held, and brings the sizes of its service back. First the instance, since AWS does not say what an update of Beanstalk does to
 * one in standby; the record last, so that a run that is cut short goes on.
 *
 * @throws PreviewError `not-deployed`, `instance-not-held`, `stack-busy`, `stack-stuck`, `hold-time-up`, `group-busy`; what `reviseStack` throws
 */
export function release(ports: HoldPorts, request: ReleaseRequest): Promise<ReleaseOutcome> {
  const { instanceId } = request;
  return releasing(ports, request, ({ record: { held = [] } }) => {
    const chosen = held.filter((one) => instanceId === undefined || one.instanceId === instanceId);
    if (chosen.length === 0 && instanceId !== undefined) throw notHeld(instanceId, held);
    return chosen;
  });
}

/**
 * The same for what should have been released by now; undefined when nothing is. For the hourly job, with the settings of each preview whose record
 * has something `overdueIn`.
 *
 * @throws PreviewError as `release`
 */
export async function releaseDue(
  ports: HoldPorts,
  request: Omit<ReleaseRequest, 'instanceId'>,
): Promise<Extract<ReleaseOutcome, { readonly kind: 'released' }> | undefined> {
  const outcome = await releasing(ports, request, ({ record }) => overdueIn(record, awsNow(ports)));
  return outcome.kind === 'released' ? outcome : undefined;
}

function releasing(
  ports: HoldPorts,
  request: ReleaseRequest,
  choose: (deployed: Deployed) => readonly HeldInstance[],
): Promise<ReleaseOutcome> {
  const { settings, signal } = request;
  const { applicationStackName } = namesOf(settings.project, settings.target);
  return interruptible(ports, signal, (watched) =>
    steps(watched, request, choose).catch(async (error: unknown) => {
      if (signal?.aborted) throw error;
      throw await explainRefusal(error, 'staging', () => ports.stacks.find(applicationStackName));
    }),
  );
}

async function steps(
  ports: HoldPorts,
  { settings, signal }: ReleaseRequest,
  choose: (deployed: Deployed) => readonly HeldInstance[],
): Promise<ReleaseOutcome> {
  const { kind } = settings.target;
  if (kind !== 'preview') throw impossible(`${kind} is no preview`, 'Name the branch of a preview.');
  const deployed = await lookAt(ports, settings);
  const { names, location, record } = deployed;
  const common = { branch: settings.branch, stackName: names.stackName };
  const chosen = choose(deployed);
  if (chosen.length === 0) return { ...common, kind: 'nothing-held' };
  // A hold or a release that was cut short may have left it under way.
  const tell = ports.progress.emit.bind(ports.progress);
  const isUndeleted = stackState(deployed.stack.status) === 'undeleted';
  const stack = isUndeleted ? undefined : await settled(ports, deployed.stack, { waits: true, tell, signal });
  const instances = await endHeld(ports, { names, held: chosen, signal });
  // A deletion may have failed at the instance alone; sizes go with the stack.
  const shrunk = stack ? await shrink(ports, deployed, { stack, held: chosen, signal }) : [];
  const ids = chosen.map(({ instanceId }) => instanceId);
  await updateRecord(ports.records, location, (former = record) => withoutHeld(former, ids));
  return { ...common, kind: 'released', instances, shrunk };
}

/** Brings the sizes back. @returns the services that have them again */
async function shrink(
  ports: HoldPorts,
  deployed: Deployed,
  {
    stack,
    held,
    signal,
  }: { readonly stack: Stack; readonly held: readonly HeldInstance[]; readonly signal: AbortSignal | undefined },
): Promise<readonly string[]> {
  const body = await ports.stacks.template(stack.id);
  const smaller = smallerSizes(body, deployed, held);
  for (const { service, instanceId } of smaller.map(({ one }) => one)) {
    ports.progress.emit({ kind: 'hold-step', step: 'shrink', service, instanceId });
  }
  const revisions = new Map(smaller.map(({ environmentName, sizes }) => [environmentName, withSizes(sizes)]));
  if (revisions.size > 0)
    await revise(ports, deployed, { stack, body, revisions, tell: ports.progress.emit.bind(ports.progress), signal });
  return smaller.map(({ one }) => one.service);
}

/** The sizes from before `hold`. Where nothing of it is left in the template, nothing changes. */
function smallerSizes(body: string, { names }: Deployed, held: readonly HeldInstance[]) {
  const environments = environmentsIn(body);
  return held.flatMap((one) => {
    const environmentName = names.environmentName(one.service);
    const environment = environments.get(environmentName);
    const sizes = environment && one.grownFrom && shrunkSizes(sizesOf(environment), one.grownFrom);
    return sizes ? [{ one, environmentName, sizes }] : [];
  });
}

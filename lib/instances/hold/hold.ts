import { PreviewError } from '../../errors';
import { namesOf } from '../../naming/resource-names';
import type { HeldInstance } from '../../ports/record';
import type { Stack } from '../../ports/stacks';
import { awsNow } from '../../previews/clock-difference';
import { type Deployed, lookAt, settled } from '../../previews/deployed/look-at';
import { revise } from '../../previews/deployed/revise';
import { longestMs } from '../../previews/held/held';
import { lifecycleOf } from '../../previews/held/lifecycle-of';
import { explainRefusal } from '../../previews/outdated-rights';
import { interruptible } from '../../stacks/interruptible';
import { overtaken } from '../../stacks/revise/revise-stack';
import { withSizes } from '../../stacks/revise/sizes';
import type { HoldStep } from '../events';
import { awaitGroup } from './await-group';
import { type Chosen, chooseInstance, inService } from './choose-instance';
import type { HoldOutcome, HoldPorts, HoldRequest } from './hold-request';
import { impossible } from './impossible';
import { gone, leave, othersMissing } from './leave';
import { begunIn, forget, type Noted, noted, tooLong } from './note-hold';
import { grown } from './sizes';
import { keepStart, usualStart } from './start-times';

/**
 * Takes one instance of a preview out of traffic, and leaves all else of it as it is. Always without decrement, so that MinSize and MaxSize allow it:
 * the group launches another one. Only a service with one instance changes its stack first. What begins is in the record before, so that a run that
 * is cut short goes on. This file holds the order of the steps.
 *
 * @throws PreviewError what looking and choosing throw; `hold-too-long`, `instance-held`, `stack-busy`, `stack-overtaken`, `instance-gone`,
 *   `hold-time-up`, `group-busy`; what `reviseStack` throws
 */
export async function hold(ports: HoldPorts, request: HoldRequest): Promise<HoldOutcome> {
  const { milliseconds = 0 } = request;
  if (milliseconds > longestMs) throw tooLong('--for is longer than that');
  const { settings, signal } = request;
  const { applicationStackName } = namesOf(settings.project, settings.target);
  return interruptible(ports, signal, (watched, reached) =>
    steps(watched, request, reached).catch(async (error: unknown) => {
      if (signal?.aborted) throw error;
      throw await explainRefusal(error, 'staging', () => ports.stacks.find(applicationStackName));
    }),
  );
}

async function steps(
  ports: HoldPorts,
  request: HoldRequest,
  reached: (sentence: string) => void,
): Promise<HoldOutcome> {
  const { settings, signal } = request;
  const { healthTimeoutMinutes } = settings.values;

  // What is there, and which one is it?
  const { kind } = settings.target;
  if (kind !== 'preview') throw impossible(`${kind} is no preview`, 'Name the branch of a preview.');
  const tell = ports.progress.emit.bind(ports.progress);
  const deployed = await lookAt(ports, settings);
  const begun = begunIn(deployed.record, request, awsNow(ports));
  const stack = await settled(ports, deployed.stack, { waits: begun !== undefined, tell, signal });
  const body = await ports.stacks.template(stack.id);
  const chosen = await choose(ports, { ...deployed, stack }, { body, request, begun });
  const { service, instanceId, group } = chosen;
  const state = lifecycleOf(group, instanceId);
  if (state === undefined || /^(Pending|Detach)/.test(state)) throw notReady(instanceId, state ?? 'ending');
  const alone = inService(group).every((id) => id === instanceId);
  const grows = alone && chosen.sizes.min < 2 && request.now !== true && state === 'InService';

  // Into the record, then out of traffic.
  const entry = await noted(ports, deployed, { chosen, request, begun, grows });
  const answer = { kind: 'held', branch: settings.branch, stackName: stack.name, held: entry.held } as const;
  const waits = { ...chosen, signal };
  const leaves = () => leave(ports, waits);
  if (state !== 'InService') {
    await leaves();
    return { ...answer, already: true };
  }
  const say = (step: HoldStep, gap?: HoldOutcome['gap']) =>
    ports.progress.emit({ kind: 'hold-step', step, service, instanceId, ...(gap && { gap }) });
  if (request.now === true) {
    await undisturbed(ports, deployed, stack, entry);
    const gap = alone ? await usualStart(ports, deployed) : undefined;
    say('leave', gap);
    await leaves();
    return { ...answer, already: false, ...(gap && { gap }) };
  }
  const started = ports.clock.now().getTime();
  if (grows) {
    say('grow');
    const revisions = new Map([[chosen.environmentName, withSizes(grown(chosen.sizes))]]);
    await revise(ports, deployed, { stack, body, revisions, tell, signal }).catch(async (error: unknown) => {
      if (untouched.some((code) => isCode(error, code))) await forget(ports, deployed, entry);
      throw error;
    });
    reached('the service has grown, and the same command goes on');
  } else await undisturbed(ports, deployed, stack, entry);
  say('others');
  const wanted = grows ? group.well + 1 : 2;
  await awaitGroup(ports, {
    ...{ ...waits, step: 'others', budgetMs: healthTimeoutMinutes * 60_000 },
    missing: (now) => othersMissing(now, { instanceId, service, wanted }),
  });
  if (grows) await keepStart(ports, deployed, ports.clock.now().getTime() - started);
  say('leave');
  await leaves();
  return { ...answer, already: false };
}

/** The instance of a hold that began, else the one that is asked for. */
function choose(
  ports: HoldPorts,
  deployed: Deployed,
  {
    body,
    request,
    begun,
  }: { readonly body: string; readonly request: HoldRequest; readonly begun: HeldInstance | undefined },
): Promise<Chosen> {
  const { service = begun?.service ?? 'web', instanceId = begun?.instanceId } = request;
  return chooseInstance(ports, deployed, { body, service, instanceId }).catch((error: unknown) => {
    throw begun && isCode(error, 'instance-unknown') ? gone(begun.instanceId) : error;
  });
}

/** What ends a change of the stack before anything is changed. */
const untouched: readonly string[] = ['stack-busy', 'stack-stuck', 'change-strays', 'stack-overtaken'];

/** A deploy that began before the record said that an instance is held did not see it. */
async function undisturbed(ports: HoldPorts, deployed: Deployed, stack: Stack, entry: Noted): Promise<void> {
  const now = await ports.stacks.find(stack.id);
  if (now?.status === stack.status && now.updatedAt?.getTime() === stack.updatedAt?.getTime()) return;
  await forget(ports, deployed, entry);
  throw overtaken(stack.name);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof PreviewError && error.code === code;
}

function notReady(instanceId: string, state: string): PreviewError {
  return new PreviewError('instance-not-ready', `${instanceId} is ${state}, and only an instance in service is held`, {
    fault: 'world',
    hint: 'Repeat when it is, or name another with --instance.',
  });
}

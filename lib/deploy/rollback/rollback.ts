import { PreviewError, survivable } from '../../errors';
import { environmentOutputs } from '../../facts/environment-outputs';
import { roleAndBoundary } from '../../facts/role-and-boundary';
import { awaitTargetHealth, serviceUrls } from '../../health/await-target-health';
import { withEvidence } from '../../health/with-evidence';
import { namesOf } from '../../naming/resource-names';
import type { PreviewRecord } from '../../ports/record';
import type { RecordLocation } from '../../ports/records';
import type { Stack } from '../../ports/stacks';
import { instanceHeld } from '../../previews/held/held';
import { heldNow } from '../../previews/held/held-now';
import { explainRefusal } from '../../previews/outdated-rights';
import { ownerOf } from '../../previews/preview';
import { updateRecord } from '../../previews/update-record';
import { awaitQuiet } from '../../stacks/await-quiet';
import { interruptible } from '../../stacks/interruptible';
import type { PutResult } from '../../stacks/put-stack';
import { checkRevisable, reviseStack } from '../../stacks/revise/revise-stack';
import { asDeployed } from '../../stacks/revise/what-runs';
import { isUnderWay, stackState } from '../../stacks/stack-state';
import { lookAround, type Situation } from '../gather/situation';
import { entryOf, notingFailure } from '../history/deploy-log';
import { withNewest } from '../records';
import { type Step, StepTimer } from '../step-timer';
import { checkNamed } from './choose-version';
import { type PossibleRollback, planRollback } from './plan-rollback';
import type { RollbackOutcome, RollbackPorts, RollbackRequest } from './rollback-request';

/** So long an earlier rollback of ours, which was cut short, may still work on the stack. */
const waitMs = 60 * 60_000;

/**
 * Brings a former version back: its bundles and its commit, in the template that is deployed. This file holds the order of the steps.
 *
 * @throws PreviewError what choosing and planning throw, `not-deployed`, `instance-held`, `stack-busy`, `stack-stuck`; then what `reviseStack` and waiting for health throw
 */
export async function rollback(ports: RollbackPorts, request: RollbackRequest): Promise<RollbackOutcome> {
  const { applicationStackName, stage } = namesOf(request.settings.project, request.settings.target);
  checkNamed(request.to);
  return interruptible(ports, request.signal, (watched, reached) =>
    steps(watched, request, reached).catch(async (error: unknown) => {
      if (request.signal?.aborted) throw error;
      throw await explainRefusal(error, stage, () => ports.stacks.find(applicationStackName));
    }),
  );
}

async function steps(
  ports: RollbackPorts,
  request: RollbackRequest,
  reached: (sentence: string) => void,
): Promise<RollbackOutcome> {
  const { settings, signal } = request;
  const { target } = settings;
  const names = namesOf(settings.project, target);
  const { targetId, stackName } = names;
  const timer = new StepTimer(ports, signal);
  const step = timer.run;

  // What is there, and to what does it go back?
  const situation = await lookAround(ports, settings, ownerOf(settings, ports.repository)).see(step);
  const { application } = situation;
  const { stack, record, location, awaited } = await settled(ports, request, situation);
  const body = await ports.stacks.template(stack.id);
  const possible = await step('bundle', () =>
    planRollback(ports, request, { application, stack, record, body, awaited }),
  );
  const { plan, entry, running } = possible;
  const url = stack.outputs[environmentOutputs.url] ?? '';
  if (request.agree && !(await request.agree(plan))) return { kind: 'declined', plan };
  ports.progress.emit({ kind: 'rollback-started', ...{ target, stackName, url, commit: entry.commit }, ...entry.back });

  // Put it there, and wait until it answers.
  const deployed = asDeployed(settings, running, stack.outputs);
  const noting = notingFailure(ports, entry, { at: () => location, signal });
  const withSaid = withEvidence(ports, deployed, signal);
  const evidence = <T>(work: Promise<T>) => noting(withSaid(work));
  const put = await step('stack', () => bring(ports, { request, situation, stack, location, possible, evidence }));
  reached('the former version is there, and the same command waits for its health again');
  const doubts = await step('health', () =>
    evidence(awaitTargetHealth(ports, { settings: deployed, names, url, stack: put.stack, signal })),
  );
  const { keepUntil } = await markDone(ports, step, { possible, location });
  for (const doubt of doubts) {
    ports.progress.emit({ kind: 'warned', message: `The URL answers, but ${doubt}` });
  }
  return {
    ...{ kind: 'rolled-back', url, urls: serviceUrls(deployed.values.services, url, put.stack.outputs) },
    ...{ stackName, stackId: put.stack.id, operation: put.operation === 'unchanged' ? 'unchanged' : 'updated' },
    ...{ commit: entry.commit, bundles: entry.bundles, back: entry.back, data: 'kept' },
    ...{ notTakenBack: plan.notTakenBack, since: put.stack.createdAt.toISOString() },
    ...(keepUntil !== undefined && { keepUntil }),
    ...{ timings: timer.timings, milliseconds: timer.milliseconds },
  };

  /** The stack once it takes a change, with its record. Only for a rollback of ours that was cut short it waits. */
  async function settled(
    { stacks, records, clock, progress }: RollbackPorts,
    { signal: stop }: RollbackRequest,
    { stack: found, application: { bundleBucket: bucket } }: Situation,
  ): Promise<Settled> {
    if (found === undefined || stackState(found.status) === 'deleted') throw notDeployed(stackName);
    const at = { bucket, targetId, stackId: found.id };
    const before = await records.read(at);
    const tell = progress.emit.bind(progress);
    const awaited = before?.record.goingBack !== undefined && isUnderWay(found.status);
    const quiet = awaited
      ? await awaitQuiet({ stacks, clock }, found, { tell, budgetMs: waitMs, signal: stop })
      : found;
    if (quiet === undefined) throw notDeployed(stackName);
    checkRevisable(quiet, target.kind === 'preview');
    // Another run may have written it by then.
    const kept = awaited ? await records.read(at) : before;
    if (kept === undefined) throw noRecord(stackName);
    if (kept.record.sleep !== undefined) throw asleep(stackName);
    const held = await heldNow(ports, { names, record: kept.record });
    if (held.length > 0) throw instanceHeld(held, 'Run `preview-stacks release`, and repeat.');
    return { stack: quiet, record: kept.record, location: at, awaited };
  }
}

interface Settled {
  readonly stack: Stack;
  readonly record: PreviewRecord;
  readonly location: RecordLocation;
  /** Whether it was being changed when it was found. */
  readonly awaited: boolean;
}

interface Bringing {
  readonly request: RollbackRequest;
  readonly situation: Situation;
  readonly stack: Stack;
  readonly location: RecordLocation;
  readonly possible: PossibleRollback;
  readonly evidence: <T>(work: Promise<T>) => Promise<T>;
}

/** The stack with the former version. What begins is in the record before, so that one which is cut short goes on. */
async function bring(ports: RollbackPorts, bringing: Bringing): Promise<PutResult> {
  const { request, situation, stack, location, possible, evidence } = bringing;
  const { target } = request.settings;
  const { entry, revised } = possible;
  if (revised === undefined) return { operation: 'unchanged', stack };
  const begun = await entryOf(ports, entry);
  let others: PreviewRecord['goingBack'];
  await updateRecord(ports.records, location, (former) => {
    others = former?.goingBack;
    return { ...known(former, stack.name), goingBack: begun };
  });
  return evidence(
    reviseStack(ports, {
      ...{ stack, revised, isPreview: target.kind === 'preview', signal: request.signal },
      roleArn: roleAndBoundary(situation.application, target.kind).cloudFormationRoleArn,
      templateStore: { bucket: location.bucket, targetId: location.targetId },
      tell: ports.progress.emit.bind(ports.progress),
    }).catch(async (error: unknown) => {
      // Nothing of this one began. What the other run noted is the other's to end.
      if (error instanceof PreviewError && error.code === 'stack-overtaken') {
        await updateRecord(ports.records, location, (now) => {
          if (now?.goingBack?.at !== begun.at || now.goingBack.by !== begun.by) return undefined;
          const { goingBack: _, ...record } = now;
          return { ...record, ...(others && { goingBack: others }) };
        }).catch(survivable);
      }
      throw error;
    }),
  );
}

async function markDone(
  ports: RollbackPorts,
  step: Step,
  { possible, location }: Pick<Bringing, 'possible' | 'location'>,
): Promise<PreviewRecord> {
  const entry = { ...(await entryOf(ports, possible.entry)), data: 'kept' } as const;
  const { stackName } = possible.plan;
  return step('record', () =>
    updateRecord(ports.records, location, (former) => withNewest(known(former, stackName), entry)),
  );
}

function known(record: PreviewRecord | undefined, stackName: string): PreviewRecord {
  if (record !== undefined) return record;
  throw noRecord(stackName);
}

function notDeployed(stackName: string): PreviewError {
  return new PreviewError('not-deployed', `There is no stack ${stackName}, so nothing to go back from`, {
    fault: 'world',
    hint: '`preview-stacks list` shows what is deployed.',
  });
}

function asleep(stackName: string): PreviewError {
  return new PreviewError('asleep', `${stackName} is asleep, so that no version of it would answer`, {
    fault: 'world',
    hint: 'Wake it first: `preview-stacks wake`.',
  });
}

function noRecord(stackName: string): PreviewError {
  return new PreviewError('nothing-to-go-back-to', `No record says what was deployed to ${stackName}`, {
    fault: 'world',
    hint: 'Deploy: the record is written with it.',
  });
}

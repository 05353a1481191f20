import { survivable } from '../errors';
import { applicationNames } from '../naming/resource-names';
import { checkAccount } from '../previews/check-account';
import { awsNow } from '../previews/clock-difference';
import { inParallel } from '../previews/in-parallel';
import { collect } from '../previews/listing';
import { ownerOf, previewOf } from '../previews/preview';
import { withRecord } from '../previews/record/with-record';
import { updateRecord } from '../previews/update-record';
import { contextOf, type DueContext, decided } from './due-of';
import type { DuePorts, DueReport, DueRequest, DueResult } from './due-request';
import type { SleepDecision } from './plan/sleep-plan';

const readsAtOnce = 8;

/**
 * Finds the previews that are to sleep, to wake or to give back an instance that is held, and, when asked to, does it. One that fails stops no other.
 *
 * @throws PreviewError `account-wrong`, `region-wrong`, `application-missing`; the signal's reason when interrupted
 */
export async function due(ports: DuePorts, request: DueRequest): Promise<DueReport> {
  const { settings, execute, signal } = request;
  const started = ports.clock.now().getTime();
  await checkAccount(ports.account, settings.values);
  const listed = await collect(ports.stacks.list(), signal);
  ports.progress.emit({ kind: 'listed', what: 'stacks', count: listed.items.length, complete: listed.complete });
  if (!listed.complete && listed.items.length === 0) throw listed.error;
  const { stackName } = applicationNames(settings.project, 'staging');
  const context = await contextOf(
    ports,
    settings,
    listed.items.find(({ name }) => name === stackName),
  );
  const { application, circumstances } = context;
  const owner = ownerOf(settings, ports.repository);
  const previews = await inParallel(
    listed.items.flatMap((stack) => previewOf(stack, owner) ?? []),
    readsAtOnce,
    (preview) => withRecord(ports.records, preview, application),
  );
  ports.progress.emit({ kind: 'listed', what: 'records', count: previews.length, complete: true });

  const decisions = await inParallel(previews, readsAtOnce, (preview) => {
    signal?.throwIfAborted();
    return decided(ports, preview, request.settingsOf, circumstances);
  });
  decisions.sort((a, b) => (a.preview.stack.name < b.preview.stack.name ? -1 : 1));
  const deadline = started + settings.values.cleanup.maxMinutes * 60_000;
  const results = execute ? await executed(ports, request, { decisions, context, deadline }) : [];
  return {
    ...{ at: circumstances.now, decisions, executed: execute, results },
    ...(!listed.complete && { incomplete: listed.because }),
    milliseconds: ports.clock.now().getTime() - started,
  };
}

/** Those that people wait for come first. */
const order: readonly SleepDecision['act'][] = ['wake', 'release', 'sleep'];

function executed(
  ports: DuePorts,
  request: DueRequest,
  plan: { readonly decisions: readonly SleepDecision[]; readonly context: DueContext; readonly deadline: number },
): Promise<readonly DueResult[]> {
  const acts = order.flatMap((act) => plan.decisions.filter((decision) => decision.act === act));
  return inParallel(acts, request.settings.values.cleanup.deletionsAtOnce, async (decision): Promise<DueResult> => {
    const { preview, act } = decision;
    const of = { branch: preview.branch, stackName: preview.stack.name, act: act as DueResult['act'] };
    request.signal?.throwIfAborted();
    if (ports.clock.now().getTime() >= plan.deadline)
      return { ...of, outcome: 'left', because: 'the time of this run was over' };
    try {
      await done(ports, request, decision, plan.context);
      return { ...of, outcome: 'done' };
    } catch (error) {
      const { code, message } = survivable(error);
      return { ...of, outcome: others.includes(code) ? 'left' : 'failed', code, because: message };
    }
  });
}

/** Another run is at it, or it cannot sleep as it is deployed: nothing is wrong. */
const others = [
  'stack-busy',
  'stack-overtaken',
  'sleep-overtaken',
  'record-conflict',
  'instance-held',
  'sleep-impossible',
  'not-deployed',
];

async function done(
  ports: DuePorts,
  { deeds, settingsOf }: DueRequest,
  { preview, act, as, reason }: SleepDecision,
  { bucket, times }: DueContext,
): Promise<void> {
  const settings = settingsOf(preview.branch);
  if (act === 'release') await deeds.release(settings);
  if (act === 'sleep') await deeds.sleep(settings, as);
  if (act !== 'wake') return;
  const begun = ports.clock.now().getTime();
  await deeds.wake(settings);
  await times.keep(ports.clock.now().getTime() - begun);
  if (reason !== 'morning') return;
  // That the night is over is no use of it: else none would be idle from one day to the next.
  const { usedAt } = typeof preview.record === 'string' ? { usedAt: undefined } : preview.record;
  const wokenAt = awsNow(ports).toISOString();
  await updateRecord(ports.records, { bucket, targetId: preview.targetId, stackId: preview.stack.id }, (record) => {
    if (record === undefined || record.sleep !== undefined) return undefined;
    const { usedAt: _, ...rest } = record;
    return { ...rest, wokenAt, ...(usedAt !== undefined && { usedAt }) };
  }).catch(survivable);
}

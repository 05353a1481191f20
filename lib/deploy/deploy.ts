import { environmentOutputs } from '../facts/environment-outputs';
import { awaitTargetHealth, serviceUrls } from '../health/await-target-health';
import { withEvidence } from '../health/with-evidence';
import { hostOf, urlOf } from '../naming/host';
import { namesOf } from '../naming/resource-names';
import type { RecordLocation } from '../ports/records';
import type { Stack } from '../ports/stacks';
import { whole } from '../previews/listing';
import { explainMissingRight } from '../previews/missing-right';
import { explainRefusal, warnOfOutdated } from '../previews/outdated-rights';
import { ownerOf } from '../previews/preview';
import { updateRecord } from '../previews/update-record';
import type { ServiceSettings } from '../settings/settings';
import { skipReason } from '../settings/target-of-branch';
import { wakeDatabase } from '../sleep/wake';
import type { Tell } from '../stacks/events';
import { interruptible } from '../stacks/interruptible';
import { readyToPack } from './bundles/pack-service';
import { putAsset } from './bundles/put-asset';
import { resolveBundles } from './bundles/resolve-bundles';
import type { DeployOutcome } from './deploy-outcome';
import type { DeployPorts, DeployRequest } from './deploy-request';
import { Durations } from './durations';
import { checkDailyCost } from './gate/check-daily-cost';
import { checkHosts } from './gate/check-hosts';
import { fence, hasVanished } from './gate/fence';
import { limitPreviews } from './gate/limit-previews';
import { passHeld } from './gate/pass-held';
import { snapshotOf } from './gather/pin-snapshot';
import { lookAround, pin } from './gather/situation';
import { entryOf, notingFailure } from './history/deploy-log';
import { DroppedProperties } from './properties/dropped-properties';
import { newRecord, withDeploy } from './records';
import { isSeeded, seed } from './seed';
import { putEnvironment } from './stack/put-environment';
import { Remarks } from './stack/remarks';
import { tryExtension } from './stack/try-extension';
import { unconfirmed } from './stack/unconfirmed';
import { StepTimer } from './step-timer';

/**
 * Deploys the commit of a branch, and waits until it answers. This file holds the order of the steps.
 *
 * @throws PreviewError with its evidence emitted before; `interrupted` names the operations that CloudFormation goes on with
 */
export async function deploy(ports: DeployPorts, request: DeployRequest): Promise<DeployOutcome> {
  const { branch, target, values } = request.settings;
  const pattern = target.kind === 'preview' ? skipReason(values, branch) : undefined;
  if (pattern !== undefined) return { kind: 'skipped', branch, pattern };
  const because = await ports.checkout.foreign();
  if (because !== undefined) return { kind: 'foreign', because };
  const uncounted = request.cost && checkDailyCost(request.settings, request.cost);
  if (uncounted !== undefined) ports.progress.emit({ kind: 'warned', message: uncounted });
  await readyToPack(ports, toPack(request), request.root);
  const { applicationStackName, stage } = namesOf(request.settings.project, target);
  return interruptible(ports, request.signal, (watched, reached) =>
    steps(watched, request, reached).catch(async (error: unknown) => {
      if (request.signal?.aborted) throw error;
      const refused = await explainRefusal(error, stage, () => ports.stacks.find(applicationStackName));
      throw explainMissingRight(refused, request.settings);
    }),
  );
}

/** The services whose bundles this deploy makes. */
function toPack({ bundle, settings: { values } }: DeployRequest): readonly ServiceSettings[] {
  if (bundle !== undefined && bundle.kind !== 'each') return [];
  return Object.entries(values.services)
    .filter(([name]) => bundle?.services[name] === undefined)
    .map(([, service]) => service);
}

async function steps(
  ports: DeployPorts,
  request: DeployRequest,
  reached: (sentence: string) => void,
): Promise<DeployOutcome> {
  const { settings, signal } = request;
  const { branch, project, target, values } = settings;
  const names = namesOf(project, target);
  const { stackName, targetId } = names;
  const owner = ownerOf(settings, ports.repository);
  const url = urlOf({ scheme: values.scheme, port: values.port, host: hostOf(values, names) });
  const timer = new StepTimer(ports, signal);
  const step = timer.run;

  // What is there, and may this be deployed?
  const looking = lookAround(ports, settings, owner);
  const passed = await step('fence', () => fence(ports, request, looking.hasStack));
  if (passed.kind !== 'open') return passed;
  ports.progress.emit({ kind: 'deploy-started', target, stackName, commit: passed.commit, url });
  const situation = await looking.see(step);
  const { application } = situation;
  warnOfOutdated(application, (message) => ports.progress.emit({ kind: 'warned', message }));
  const held = await passHeld(ports, request, situation);
  const isNew = !situation.stack && target.kind === 'preview';
  if (isNew || situation.stack?.outputs[environmentOutputs.url] !== url) {
    await step('limit', async () => {
      const stacks = await whole(ports.stacks.list(), signal);
      checkHosts(stacks, settings);
      if (isNew) limitPreviews(stacks, owner, values.maxPreviews);
    });
  }

  // What is it to become?
  const { bundleBucket: bucket } = application;
  const pinning = () => step('platform', () => pin(ports, settings, situation));
  const early = settings.extend === undefined ? undefined : await pinning();
  if (early) await tryExtension(ports.synthesizer, { ...early, ...owner, commit: passed.commit, application });
  const durations = new Durations(ports.records, { kind: target.kind, bucket, stackId: situation.applicationStackId });
  const [bundles, pinned, usual] = await Promise.all([
    step('bundle', () => resolveBundles(ports, request, { application, targetId, commit: passed.commit })),
    early ?? pinning(),
    durations.usual(situation.stack ? 'update' : 'create'),
  ]);
  const commit = Object.values(bundles)[0]?.commit ?? passed.commit;
  const releases = Object.fromEntries(
    Object.entries(bundles).map(([service, { key }]) => [
      service,
      { bundleKey: key, platformArn: pinned.platforms.platforms[service] ?? '' },
    ]),
  );
  const template = await step('synth', () =>
    ports.synthesizer.environment(
      { settings: pinned.settings, target, repository: owner.repository, commit, application, releases },
      (asset) => putAsset(ports, asset),
    ),
  );
  for (const message of template.warnings ?? []) ports.progress.emit({ kind: 'warned', message });

  // Put it there, and wait until it answers.
  if (usual) ports.progress.emit({ kind: 'usual-times', ...usual });
  const fresh = (stackId: string) => newRecord(stackId, pinned.settings, commit, pinned.platforms);
  const locationOf = (stackId: string) => ({ bucket: application.bundleBucket, targetId, stackId });
  const hashes = Object.fromEntries(Object.entries(bundles).map(([service, { hash }]) => [service, hash]));
  let changed: RecordLocation | undefined;
  const noting = notingFailure(ports, { commit, bundles: hashes }, { at: () => changed, signal });
  const withSaid = withEvidence(ports, settings, signal);
  const evidence = <T>(work: Promise<T>) => noting(withSaid(work));
  const dropped = new DroppedProperties(ports, template.body, signal);
  const started = async (stackId: string) => {
    await updateRecord(ports.records, locationOf(stackId), (former = fresh(stackId)) => dropped.noted(former));
    changed = locationOf(stackId);
  };
  const remarks = new Remarks();
  const seen: Tell = (fact) => {
    durations.seen(fact);
    remarks.take(fact);
  };
  const changing = async (stack: Stack) => {
    if (target.kind === 'preview') await wakeDatabase(ports, { stack, location: locationOf(stack.id), signal });
    await held.end();
    await dropped.note(stack, locationOf(stack.id), fresh(stack.id));
  };
  const put = await step('stack', () =>
    evidence(putEnvironment(ports, { settings, owner, situation, template, changing, started, seen, signal })),
  );
  if (dropped.any) await step('properties', () => dropped.remove(put.stack, locationOf(put.stack.id)));
  reached('the new version is deployed, and the next deploy waits for its health again');
  const doubts = await step('health', () =>
    evidence(awaitTargetHealth(ports, { settings, names, url, stack: put.stack, signal })),
  );

  // What it is now, and its test data.
  const { outputs, id: stackId, createdAt } = put.stack;
  const location = locationOf(stackId);
  const wanted = target.kind === 'production' ? undefined : values.seed;
  const made = put.operation === 'created' && snapshotOf(pinned.settings.values) ? 'snapshot' : 'kept';
  const [entry, left] = await Promise.all([entryOf(ports, { commit, bundles: hashes }), dropped.left()]);
  const record = await step('record', () =>
    updateRecord(ports.records, location, (former = fresh(stackId)) => {
      // What is yet to be seeded gets its word from the seed.
      const data = wanted === undefined || isSeeded(former, outputs) ? ({ data: made } as const) : {};
      const newest = withDeploy(held.without(former), { ...entry, ...data }, pinned.platforms);
      return dropped.withoutGone(newest, left);
    }),
  );
  const { environmentName } = names;
  const data = wanted
    ? await step('seed', () => seed(ports, { wanted, record, location, outputs, environmentName, signal }))
    : 'kept';
  const [vanished] = await Promise.all([
    target.kind === 'preview' && step('last-look', () => hasVanished(ports.repository, branch)),
    durations.keep([...timer.timings], commit),
  ]);
  const unsure = doubts.map((doubt) => `The URL answers, but ${doubt}`);
  const confirm = unconfirmed(situation.stack?.outputs, outputs);
  for (const message of [...unsure, ...dropped.warnings(left), ...remarks.sentences(), ...confirm]) {
    ports.progress.emit({ kind: 'warned', message });
  }
  const deployed = {
    ...{ url, urls: serviceUrls(values.services, url, outputs) },
    ...{ stackName, stackId, operation: put.operation, commit, bundles: hashes, data },
    since: createdAt.toISOString(),
    ...(record.keepUntil !== undefined && { keepUntil: record.keepUntil }),
    ...{ timings: timer.timings, milliseconds: timer.milliseconds },
  };
  return vanished ? { kind: 'branch-vanished', branch, ...deployed } : { kind: 'deployed', ...deployed };
}

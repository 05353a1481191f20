import { hostOf, urlOf } from '../naming/host';
import { namesOf, type TargetNames } from '../naming/resource-names';
import { checkAccount } from '../previews/check-account';
import { checkOwner } from '../previews/check-owner';
import { interruption } from '../previews/interruption';
import { explainRefusal, warnOfOutdated } from '../previews/outdated-rights';
import type { PreviewRecord } from '../previews/record';
import { guardOf } from '../settings/guard-of';
import { skipReason } from '../settings/skip-rule';
import { begin } from './begin';
import { checkReach } from './check-reach';
import type { Deployed, DeployOutcome } from './deploy-outcome';
import type { DeployPorts, DeployRequest } from './deploy-request';
import { fence } from './fence';
import { hasVanished } from './has-vanished';
import { healthOf } from './health-of';
import { limitPreviews } from './limit-previews';
import { newRecord, withDeploy } from './new-record';
import { pinPlatforms } from './pin-platforms';
import { pinSnapshot } from './pin-snapshot';
import { putStack } from './put-stack';
import { readyBundles } from './ready-bundles';
import { requireApplication } from './require-application';
import { Running, toldThrough } from './running';
import { seed } from './seed';
import { serviceUrls } from './service-urls';
import { StepTimer } from './step-timer';
import { tellEvidence } from './tell-evidence';
import { updateRecord } from './update-record';

/**
 * Puts what a branch is now into the world, and announces it only when it answers. This file holds the order of the steps.
 *
 * @throws PreviewError for whatever stands in the way, after telling the evidence; `interrupted` with what goes on running
 */
export async function deploy(ports: DeployPorts, request: DeployRequest): Promise<DeployOutcome> {
  const { settings } = request;
  const { branch } = settings;
  const pattern = settings.target.kind === 'preview' ? skipReason(settings.values, branch) : undefined;
  if (pattern !== undefined) return { kind: 'skipped', branch, pattern };
  const because = await ports.checkout.foreign();
  if (because !== undefined) return { kind: 'foreign', because };

  const running = new Running(ports.progress);
  const names = namesOf(settings.project, settings.target);
  try {
    return await take(toldThrough(ports, running), request, names);
  } catch (error) {
    if (request.signal?.aborted) throw interruption(running.operations, error);
    throw await explainRefusal(error, names.stage, () => ports.stacks.find(names.applicationStackName));
  }
}

async function take(ports: DeployPorts, request: DeployRequest, names: TargetNames): Promise<DeployOutcome> {
  const { settings, signal } = request;
  const { branch } = settings;
  const { project, target, values } = settings;
  const owner = { project, repository: ports.repository.identity };
  const url = urlOf({ scheme: values.scheme, port: values.port, host: hostOf(values, names) });
  const timer = new StepTimer(ports, signal);
  const looks = {
    account: begin(checkAccount(ports.account, values)),
    application: begin(ports.stacks.find(names.applicationStackName)),
    stack: begin(ports.stacks.find(names.stackName)),
  };

  const passed = await timer.run('fence', () => fence(ports, request));
  if (passed.kind !== 'open') return passed;
  ports.progress.emit({ kind: 'deploy-started', target, stackName: names.stackName, commit: passed.commit, url });
  const account = await timer.run('identity', () => looks.account);
  const application = await timer.run('application', async () =>
    requireApplication(await looks.application, { settings, stackName: names.applicationStackName, account }),
  );
  warnOfOutdated(application, (message) => ports.progress.emit({ kind: 'warned', message }));
  const found = await looks.stack;
  if (found) checkOwner(found, owner, target);
  else if (target.kind === 'preview') {
    await timer.run('limit', () => limitPreviews(ports.stacks, owner, values.maxPreviews));
  }

  const { bundleBucket: bucket } = application;
  const { cloudFormationRoleArn: roleArn } = guardOf(application, target.kind);
  const locationOf = (stackId: string) => ({ bucket, targetId: names.targetId, stackId });
  const [bundles, { platforms, pinned }] = await Promise.all([
    timer.run('bundle', () =>
      readyBundles(ports, request, { application, targetId: names.targetId, commit: passed.commit }),
    ),
    timer.run('platform', async () => {
      const former = found && (await ports.records.read(locationOf(found.id)));
      const [platforms, pinned] = await Promise.all([
        pinPlatforms(ports.environments, values.services, former?.record),
        pinSnapshot(ports, settings, { stack: found, record: former?.record }),
      ]);
      return { platforms, pinned };
    }),
  ]);
  checkReach(application, pinned, found);
  const commit = Object.values(bundles)[0]?.commit ?? passed.commit;
  const releases = Object.fromEntries(
    Object.entries(bundles).map(([service, { key }]) => [
      service,
      { bundleKey: key, platformArn: platforms.platforms[service] ?? '' },
    ]),
  );
  const template = await timer.run('synth', () =>
    ports.synthesizer.environment({
      settings: pinned,
      target,
      repository: owner.repository,
      commit,
      application,
      releases,
    }),
  );

  for (const message of template.warnings ?? []) ports.progress.emit({ kind: 'warned', message });

  const fresh = (stackId: string) => newRecord(stackId, pinned, commit, platforms);
  const since = ports.clock.now();
  const environments = Object.keys(values.services).map((service) => names.environmentName(service));
  const withEvidence = <T>(work: Promise<T>) =>
    work.catch(async (error: unknown) => {
      if (!signal?.aborted) await tellEvidence(ports, environments, since);
      throw error;
    });
  const put = await timer.run('stack', () =>
    withEvidence(
      putStack(ports, {
        stackName: names.stackName,
        found,
        checkOwner: (stack) => checkOwner(stack, owner, target),
        mayFinishDeletion: target.kind !== 'production',
        isPreview: target.kind === 'preview',
        roleArn,
        change: {
          template,
          tags: template.tags,
          roleArn,
          onFailure: target.kind === 'preview' ? 'keep' : 'rollback',
          terminationProtection: values.terminationProtection,
          templateStore: { bucket, targetId: names.targetId },
        },
        started: async (stackId) => {
          await updateRecord(ports.records, locationOf(stackId), (former) => former ?? fresh(stackId));
        },
        tell: (fact) => ports.progress.emit(fact),
        signal,
      }),
    ),
  );
  await timer.run('health', () => withEvidence(healthOf(ports, { settings, names, url, stack: put.stack, signal })));

  const location = locationOf(put.stack.id);
  const hashes = Object.fromEntries(Object.entries(bundles).map(([service, { hash }]) => [service, hash]));
  const entry = { at: ports.clock.now(), commit, bundles: hashes };
  const record: PreviewRecord = await timer.run('record', () =>
    updateRecord(ports.records, location, (former = fresh(put.stack.id)) => withDeploy(former, entry, platforms)),
  );
  const data = await timer.run('seed', () =>
    seed(ports, {
      settings,
      record,
      location,
      outputs: put.stack.outputs,
      environmentName: names.environmentName,
      signal,
    }),
  );
  const vanished =
    target.kind === 'preview' && (await timer.run('last-look', () => hasVanished(ports.repository, branch)));

  const deployed: Deployed = {
    url,
    urls: serviceUrls(values.services, url, put.stack.outputs),
    stackName: names.stackName,
    stackId: put.stack.id,
    operation: put.operation,
    commit,
    bundles: hashes,
    data,
    since: put.stack.createdAt.toISOString(),
    ...(record.keepUntil !== undefined && { keepUntil: record.keepUntil }),
    timings: timer.timings,
    milliseconds: timer.milliseconds,
  };
  return vanished ? { kind: 'branch-vanished', branch, ...deployed } : { kind: 'deployed', ...deployed };
}

import { PreviewError } from '../../errors';
import { environmentOutputs } from '../../facts/environment-outputs';
import type { ApplicationFacts } from '../../facts/facts';
import { propertyNamespaces } from '../../facts/property-namespaces';
import { bundleKey } from '../../naming/bundle-key';
import { namesOf } from '../../naming/resource-names';
import type { KeptDeploy, PreviewRecord } from '../../ports/record';
import type { Stack } from '../../ports/stacks';
import type { ResolvedSettings } from '../../settings/resolve';
import { commitProperty, optionOf, serviceUnknown } from '../../stacks/revise/deployed-template';
import { overtaken } from '../../stacks/revise/revise-stack';
import { type RevisedTemplate, type Revision, reviseTemplate } from '../../stacks/revise/revise-template';
import { hashesOf, mainCommit, type Running, whatRuns } from '../../stacks/revise/what-runs';
import { shortHash } from '../../text/short-hash';
import { chooseVersion, isNumber } from './choose-version';
import type { RollbackPlan, RollbackPorts, RollbackRequest } from './rollback-request';

/** A rollback that is possible. */
export interface PossibleRollback {
  readonly plan: RollbackPlan;
  readonly running: Running;
  /** As the record will have it. */
  readonly entry: Pick<KeptDeploy, 'commit' | 'bundles' | 'subject'> & {
    readonly back: NonNullable<KeptDeploy['back']>;
  };
  /** Undefined when the stack has it already. */
  readonly revised: RevisedTemplate | undefined;
}

interface Found {
  readonly application: ApplicationFacts;
  readonly stack: Stack;
  readonly record: PreviewRecord;
  /** The deployed template. */
  readonly body: string;
  /** Whether the stack was being changed when it was found. */
  readonly awaited: boolean;
}

/**
 * What the rollback comes to, with everything checked that can be: the version, its bundles, the template.
 *
 * @throws PreviewError as `chooseVersion`; `bundle-gone`, `service-unknown`, `stack-overtaken`, `template-not-ours`, `template-mangled`
 */
export async function planRollback(
  { bundles }: Pick<RollbackPorts, 'bundles'>,
  request: RollbackRequest,
  found: Found,
): Promise<PossibleRollback> {
  const { settings } = request;
  const { stack, body } = found;
  const { targetId, stackName, environmentName } = namesOf(settings.project, settings.target);
  const running = whatRuns(body, settings);
  const { version, services, from, goesOn } = choose(request, found, running);
  const { commit, subject } = version;
  const now = hashesOf(running);
  const then = pick(version.bundles, services);
  const changed = services.filter((service) => then[service] !== now[service]);
  for (const service of changed) {
    const hash = then[service] ?? '';
    const kept = await bundles.find({ bucket: found.application.bundleBucket, targetId, hash });
    if (kept === undefined) throw bundleGone(service, hash, commit);
    checkMangled(running, service, settings);
  }
  const revisions = services.map((service): readonly [string, Revision] => [
    environmentName(service),
    { bundleKey: bundleKey(targetId, then[service] ?? ''), options: [commitOption(commit)] },
  ]);
  const stays = Object.keys(running).find((service) => !services.includes(service));
  const back = { from, to: commit, ...(stays !== undefined && { services }) };
  const is = changed.length === 0 && services.every((service) => running[service]?.commit === commit);
  return {
    running,
    revised: is ? undefined : reviseTemplate(body, new Map(revisions)),
    entry: {
      commit: (stays === undefined ? undefined : running[stays]?.commit) ?? commit,
      bundles: { ...now, ...then },
      ...(stays === undefined && subject !== undefined && { subject }),
      back,
    },
    plan: {
      ...{ ...back, stackName, at: version.at, ...(subject !== undefined && { subject }) },
      bundles: Object.fromEntries(
        changed.map((service) => [service, { from: now[service] ?? '', to: then[service] ?? '' }]),
      ),
      ...{ notTakenBack: notTakenBack(stack), goesOn },
    },
  };
}

interface Choice {
  readonly version: Pick<KeptDeploy, 'commit' | 'bundles' | 'at' | 'subject'>;
  readonly services: readonly string[];
  /** Commit of what ran before. */
  readonly from: string;
  readonly goesOn: boolean;
}

/** A rollback that was cut short goes on, unless another one is asked for, or somebody deployed since. */
function choose({ to, service }: RollbackRequest, { stack, record, awaited }: Found, running: Running): Choice {
  const all = Object.keys(running);
  if (service !== undefined && !all.includes(service)) throw serviceUnknown(service, all);
  const begun = begunOf(record, running);
  // What was awaited was no rollback that was cut short: what it brought is not taken back.
  if (begun === undefined && awaited) throw overtaken(stack.name);
  if (begun !== undefined && isMeant(begun, { to, service }, record)) {
    const { bundles, back, at, subject } = begun;
    const version = { commit: back.to, bundles, at, ...(subject !== undefined && { subject }) };
    return { version, services: back.services ?? all, from: back.from, goesOn: true };
  }
  const services = service === undefined ? all : [service];
  const from = (service === undefined ? undefined : running[service]?.commit) ?? mainCommit(running);
  return { version: chooseVersion(record, hashesOf(running), { to, services }), services, from, goesOn: false };
}

function isMeant(
  { bundles, back }: Begun,
  { to, service }: { readonly to?: string | undefined; readonly service?: string | undefined },
  { deploys }: PreviewRecord,
): boolean {
  if (service !== undefined && back.services?.join() !== service) return false;
  if (to !== undefined && isNumber(to)) return deploys[Number(to) - 1]?.commit === back.to;
  return to === undefined || back.to.startsWith(to) || Object.values(bundles).some((hash) => hash.startsWith(to));
}

type Begun = KeptDeploy & { readonly back: NonNullable<KeptDeploy['back']> };

/** The rollback that began and whose end is not written, when what runs is where it came from or where it goes. */
function begunOf({ goingBack, deploys }: PreviewRecord, running: Running): Begun | undefined {
  const { back } = goingBack ?? {};
  if (goingBack === undefined || back === undefined) return undefined;
  if (deploys.some(({ at }) => at > goingBack.at)) return undefined;
  const isThere = Object.entries(running).every(([service, { hash }]) => goingBack.bundles[service] === hash);
  const isAtStart =
    mainCommit(running) === back.from || Object.values(running).some(({ commit }) => commit === back.from);
  return isThere || isAtStart ? { ...goingBack, back } : undefined;
}

function commitOption(commit: string) {
  return { Namespace: propertyNamespaces.plain, OptionName: commitProperty, Value: commit };
}

function pick<T>(values: Readonly<Record<string, T>>, names: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

/** What a rollback leaves: said before it is agreed to, and at its end. */
function notTakenBack({ outputs }: Pick<Stack, 'outputs'>): readonly string[] {
  const hasDatabase = outputs[environmentOutputs.databaseIdentifier] !== undefined;
  const hasFiles = outputs[environmentOutputs.bucketName] !== undefined;
  const stored = [...(hasDatabase ? ['the database'] : []), ...(hasFiles ? ['the files'] : [])].join(' and ');
  return [
    ...(hasDatabase ? ['Migrations stay: the schema is that of the newer version.'] : []),
    ...(stored === '' ? [] : [`What the app wrote to ${stored} since stays, test data too.`]),
    'Settings stay: sizes, environment properties, secrets, the platform, and what an extension made.',
  ];
}

/** An older release sent characters beyond ASCII as they are, and CloudFormation shows each as `?`: to deploy that again would lose them. */
function checkMangled(running: Running, service: string, { values }: ResolvedSettings): void {
  const environment = running[service]?.environment;
  if (environment === undefined) return;
  const lost = Object.entries(values.services[service]?.environment ?? {}).flatMap(([name, value]) => {
    const shown = optionOf(environment, propertyNamespaces.plain, name);
    return shown !== value && shown === value.replace(/[\u{80}-\u{10ffff}]/gu, '?') ? [name] : [];
  });
  if (lost.length === 0) return;
  throw new PreviewError(
    'template-mangled',
    `CloudFormation shows a ? for each character beyond ASCII in ${lost.join(', ')} of ${service}: an older release deployed it`,
    {
      fault: 'world',
      hint: 'Deploy once with this release, or deploy the bundle itself: `preview-stacks deploy --bundle <hash>`.',
    },
  );
}

function bundleGone(service: string, hash: string, commit: string): PreviewError {
  return new PreviewError(
    'bundle-gone',
    `The bundle of ${service} of ${shortHash(commit)} (${shortHash(hash)}) is kept no more`,
    {
      fault: 'world',
      hint: '`preview-stacks history` shows which are; else check that commit out as a branch of its own, or revert to it and push.',
    },
  );
}

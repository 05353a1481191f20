import { PreviewError } from '../../errors';
import type { ApplicationFacts } from '../../facts/facts';
import { namesOf, type TargetNames } from '../../naming/resource-names';
import type { PreviewRecord } from '../../ports/record';
import type { RecordLocation } from '../../ports/records';
import type { Stack } from '../../ports/stacks';
import { applicationOf } from '../../previews/application-of';
import { checkAccount } from '../../previews/check-account';
import { checkOwner } from '../../previews/check-owner';
import { ownerOf } from '../../previews/preview';
import type { ResolvedSettings } from '../../settings/resolve';
import { awaitQuiet } from '../../stacks/await-quiet';
import { checkRevisable } from '../../stacks/revise/revise-stack';
import { stackState } from '../../stacks/stack-state';
import type { HoldPorts } from './hold-request';

/** A preview that is deployed. */
export interface Deployed {
  readonly names: TargetNames;
  readonly application: ApplicationFacts;
  readonly applicationStackId: string;
  readonly stack: Stack;
  readonly location: RecordLocation;
  readonly record: PreviewRecord;
}

/**
 * The preview of these settings, with its record.
 *
 * @throws PreviewError `hold-impossible` for a stage; `account-wrong`, `stack-not-ours`, `not-deployed`
 */
export async function lookAt(ports: HoldPorts, settings: ResolvedSettings): Promise<Deployed> {
  const { project, target, values } = settings;
  const names = namesOf(project, target);
  const { stackName, targetId } = names;
  if (target.kind !== 'preview') throw impossible(`${target.kind} is no preview`, 'Name the branch of a preview.');
  await checkAccount(ports.account, values);
  const [stack, applicationStack] = await Promise.all([
    ports.stacks.find(stackName),
    ports.stacks.find(names.applicationStackName),
  ]);
  const application = applicationOf(applicationStack, 'staging', values.region);
  if (stack) checkOwner(stack, ownerOf(settings, ports.repository), target);
  if (stack === undefined || application === undefined || stackState(stack.status) === 'deleted') {
    throw notDeployed(stackName);
  }
  const location = { bucket: application.bundleBucket, targetId, stackId: stack.id };
  const record = (await ports.records.read(location))?.record;
  if (record === undefined) throw notDeployed(stackName);
  return { names, application, applicationStackId: applicationStack?.id ?? '', stack, location, record };
}

/** So long a run of ours that was cut short may still work on the stack. */
const budgetMs = 60 * 60_000;

/**
 * The stack once it takes a change.
 *
 * @param waits only for what a run of ours left under way: what others deploy is theirs
 * @throws PreviewError `stack-busy`, `stack-stuck`, `not-deployed`
 */
export async function settled(
  { stacks, clock, progress }: HoldPorts,
  stack: Stack,
  { waits, signal }: { readonly waits: boolean; readonly signal: AbortSignal | undefined },
): Promise<Stack> {
  const tell = progress.emit.bind(progress);
  const quiet = waits ? await awaitQuiet({ stacks, clock }, stack, { tell, budgetMs, signal }) : stack;
  if (quiet === undefined || isGoing(quiet)) throw notDeployed(stack.name);
  checkRevisable(quiet, true);
  return quiet;
}

export function impossible(because: string, hint: string): PreviewError {
  return new PreviewError('hold-impossible', `No instance can be held: ${because}`, { fault: 'user', hint });
}

/** Whether it is being deleted, or was in part. */
export function isGoing({ status }: Stack): boolean {
  return ['deleted', 'being-deleted', 'undeleted'].includes(stackState(status));
}

function notDeployed(stackName: string): PreviewError {
  return new PreviewError('not-deployed', `No deploy to ${stackName} has come to its end`, {
    fault: 'world',
    hint: '`preview-stacks list` shows what is deployed.',
  });
}

import { PreviewError } from '../../errors';
import type { ApplicationFacts } from '../../facts/facts';
import { namesOf, type TargetNames } from '../../naming/resource-names';
import type { Account } from '../../ports/account';
import type { Clock } from '../../ports/clock';
import type { PreviewRecord } from '../../ports/record';
import type { RecordLocation, Records } from '../../ports/records';
import type { SourceRepository } from '../../ports/source-repository';
import type { Stack, Stacks } from '../../ports/stacks';
import type { ResolvedSettings } from '../../settings/resolve';
import { awaitQuiet } from '../../stacks/await-quiet';
import type { Tell } from '../../stacks/events';
import { checkRevisable } from '../../stacks/revise/revise-stack';
import { stackState } from '../../stacks/stack-state';
import { applicationOf } from '../application-of';
import { checkAccount } from '../check-account';
import { checkOwner } from '../check-owner';
import { ownerOf } from '../preview';

export interface LookPorts {
  readonly account: Account;
  readonly stacks: Stacks;
  readonly records: Records;
  readonly repository: SourceRepository;
}

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
 * @throws PreviewError `account-wrong`, `stack-not-ours`, `not-deployed`
 */
export async function lookAt(ports: LookPorts, settings: ResolvedSettings): Promise<Deployed> {
  const { project, target, values } = settings;
  const names = namesOf(project, target);
  const { stackName, targetId } = names;
  await checkAccount(ports.account, values);
  const [stack, applicationStack] = await Promise.all([
    ports.stacks.find(stackName),
    ports.stacks.find(names.applicationStackName),
  ]);
  const application = applicationOf(applicationStack, 'staging', values.region);
  if (stack) checkOwner(stack, ownerOf(settings, ports.repository), target);
  if (stack === undefined || application === undefined || isGone(stack)) throw notDeployed(stackName);
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
  ports: { readonly stacks: Stacks; readonly clock: Clock },
  stack: Stack,
  { waits, tell, signal }: { readonly waits: boolean; readonly tell: Tell; readonly signal: AbortSignal | undefined },
): Promise<Stack> {
  const quiet = waits ? await awaitQuiet(ports, stack, { tell, budgetMs, signal }) : stack;
  if (quiet === undefined || isGone(quiet)) throw notDeployed(stack.name);
  checkRevisable(quiet, true);
  return quiet;
}

function isGone({ status }: Stack): boolean {
  return ['deleted', 'being-deleted'].includes(stackState(status));
}

function notDeployed(stackName: string): PreviewError {
  return new PreviewError('not-deployed', `No deploy to ${stackName} has come to its end`, {
    fault: 'world',
    hint: '`preview-stacks list` shows what is deployed.',
  });
}

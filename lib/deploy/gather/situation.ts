import { PreviewError, survivable } from '../../errors';
import type { ApplicationFacts } from '../../facts/facts';
import { readOwnership } from '../../naming/ownership-tags';
import { namesOf } from '../../naming/resource-names';
import { stageOf } from '../../naming/target';
import type { PreviewRecord } from '../../ports/record';
import type { RecordLocation } from '../../ports/records';
import type { Stack } from '../../ports/stacks';
import { applicationOf } from '../../previews/application-of';
import { checkAccount } from '../../previews/check-account';
import { checkOwner } from '../../previews/check-owner';
import { isOwnedBy, type Owner } from '../../previews/preview';
import type { ResolvedSettings } from '../../settings/resolve';
import { stackState } from '../../stacks/stack-state';
import type { DeployPorts } from '../deploy-request';
import type { Step } from '../step-timer';
import { checkAllowList } from './check-allow-list';
import { checkRights } from './check-rights';
import { type Platforms, pinPlatforms } from './pin-platforms';
import { pinSnapshot } from './pin-snapshot';
import { pinTls } from './pin-tls';

/** What stands before a deploy changes anything. */
export interface Situation {
  readonly application: ApplicationFacts;
  /** ARN of the application stack. */
  readonly applicationStackId: string;
  /** The target's own. @default none yet */
  readonly stack: Stack | undefined;
}

/** What the next deploy keeps as it is: the snapshot of the database is in the settings, and whether it names a parameter group. */
export interface Pinned {
  readonly platforms: Platforms;
  readonly settings: ResolvedSettings;
  /** Of the stack. @default none: there is no stack, or it has none */
  readonly record: PreviewRecord | undefined;
}

/**
 * Asks everything at once and judges in order: the account, what is shared, whose the stack is. Nothing is awaited before `see` is called.
 *
 * @throws PreviewError `account-wrong`, `application-missing`, `stack-not-ours`
 */
export function lookAround(ports: Pick<DeployPorts, 'account' | 'stacks'>, settings: ResolvedSettings, owner: Owner) {
  const { applicationStackName: stackName, stackName: own } = namesOf(settings.project, settings.target);
  const account = startEarly(checkAccount(ports.account, settings.values));
  const shared = startEarly(ports.stacks.find(stackName));
  const stack = startEarly(ports.stacks.find(own));
  return {
    /** Whether the target has a stack of its own; false when AWS does not say. */
    async hasStack(): Promise<boolean> {
      const found = await stack.catch(survivable);
      if (found === undefined || found instanceof PreviewError) return false;
      return stackState(found.status) !== 'deleted' && isOwnedBy(readOwnership(found.tags), owner);
    },
    async see(step: Step): Promise<Situation> {
      const identity = await step('identity', () => account);
      const application = await step('application', async () =>
        requireApplication(await shared, { settings, stackName, account: identity }),
      );
      const found = await stack;
      if (found) checkOwner(found, owner, settings.target);
      return { application, applicationStackId: (await shared)?.id ?? '', stack: found };
    },
  };
}

/** Platforms, snapshot and parameter group as the stack has them. @throws PreviewError `snapshot-missing`, `beyond-reach` */
export async function pin(
  ports: Pick<DeployPorts, 'records' | 'environments' | 'databases' | 'stacks'>,
  settings: ResolvedSettings,
  { application, stack }: Situation,
): Promise<Pinned> {
  const { targetId } = namesOf(settings.project, settings.target);
  const at: RecordLocation | undefined = stack && { bucket: application.bundleBucket, targetId, stackId: stack.id };
  const record: PreviewRecord | undefined = at && (await ports.records.read(at))?.record;
  const [platforms, pinned] = await Promise.all([
    pinPlatforms(ports.environments, settings.values.services, record),
    pinSnapshot(ports, settings, { stack, record }),
  ]);
  checkAllowList(application, pinned, stack);
  checkRights(application, settings);
  return { platforms, settings: pinTls(pinned, stack), record };
}

/**
 * What the application stack of the target's stage made.
 *
 * @throws PreviewError `application-missing`; `account-wrong` when it is in another account than the credentials
 */
function requireApplication(
  stack: Stack | undefined,
  {
    settings,
    stackName,
    account,
  }: { readonly settings: ResolvedSettings; readonly stackName: string; readonly account: string },
): ApplicationFacts {
  const stage = stageOf(settings.target);
  const facts = applicationOf(stack, stage, settings.values.region);
  if (facts === undefined) {
    const state = stack && stack.status !== 'DELETE_COMPLETE' ? `is in ${stack.status}` : 'does not exist';
    throw new PreviewError('application-missing', `The application stack ${stackName} ${state}`, {
      fault: 'world',
      hint: `Run \`preview-stacks deploy-application --target ${stage}\` first; it is needed once.`,
    });
  }
  if (facts.account === account) return facts;
  throw new PreviewError(
    'account-wrong',
    `The credentials belong to account ${account}, the application stack ${stackName} is in ${facts.account}`,
    { fault: 'user', hint: 'Use credentials of the account in which deploy-application ran.' },
  );
}

/** Starts a promise that is awaited later; avoids an `unhandledRejection` until then. */
function startEarly<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

import { linksOf } from '../../../announce/links';
import { planCleanup } from '../../../cleanup/plan/plan-cleanup';
import { policyOf } from '../../../cleanup/plan/read-inventory';
import type { Stack } from '../../../ports/stacks';
import { indexBranches } from '../../../previews/branch-index';
import { checkAccount } from '../../../previews/check-account';
import { awsNow } from '../../../previews/clock-difference';
import { collect } from '../../../previews/listing';
import { type Owner, ownerOf, previewOf } from '../../../previews/preview';
import { takeInventory } from '../../../previews/take-inventory';
import { skipReason } from '../../../settings/target-of-branch';
import { lastChange } from '../../../stacks/last-change';
import type { BranchesAnswer } from '../../../web/api';
import { Billed } from '../../compose/billed';
import { webOf } from '../../compose/github';
import { openPricesOrWarn } from '../../compose/prices';
import { anyPreview } from '../../session';
import type { PageLook } from './page-look';
import { pageState, type WorldState } from './page-state';

/**
 * All previews, with what cleanup would do: each kind of thing is listed once.
 *
 * @throws PreviewError `account-wrong`; what the port threw when not even one stack could be had
 */
export async function stateOf(look: PageLook): Promise<WorldState> {
  const { invocation, session, ports, signal, memory, pullRequests } = look;
  const settings = session.settingsOf(anyPreview);
  const policy = policyOf(settings);
  const { account, stacks, records, bundles, progress, clock } = ports;
  await checkAccount(account, settings.values);
  const owner = ownerOf(settings, ports.repository);
  let changed: Date | undefined;
  const repository = memory.repository(ports.repository, () => changed);
  const [inventory, pulls, pricesOf] = await Promise.all([
    takeInventory(
      { stacks, records, bundles, repository },
      {
        ...{ owner, region: settings.values.region, signal, recordToo: () => true },
        listed: (what, { items }) => {
          if (what === 'stacks') changed = newestChange(items as readonly Stack[], owner);
        },
      },
    ),
    pullRequests && collect(memory.pullRequests(pullRequests), signal),
    openPricesOrWarn(session, progress),
  ]);
  const { previews } = inventory;
  if (!previews.complete && previews.items.length === 0) throw previews.error;
  const { commits } = linksOf(settings, { web: webOf(invocation.env), isAws: false });
  return pageState({
    ...{ project: settings.project, region: settings.values.region, at: awsNow(ports), inventory },
    plan: planCleanup(inventory, policy, clock.now()),
    pullRequests: pulls?.items ?? [],
    ...(pulls && !pulls.complete && { pullRequestsMissing: `The pull requests could not be listed: ${pulls.because}` }),
    ...(commits !== undefined && { commits }),
    billed: new Billed(session, pricesOf),
  });
}

/** The branches that have no preview. */
export async function branchesOf({ session, ports, signal, memory }: PageLook): Promise<BranchesAnswer> {
  const settings = session.settingsOf(anyPreview);
  const owner = ownerOf(settings, ports.repository);
  const [stacks, branches] = await Promise.all([
    collect(ports.stacks.list(), signal),
    collect(memory.repository(ports.repository).branches(), signal),
  ]);
  const deployed = stacks.items.flatMap((stack) => previewOf(stack, owner) ?? []);
  const index = indexBranches(branches.items, deployed);
  const names = new Set(deployed.map((one) => index.branchOf(one)?.name));
  const { stageBranches, values } = settings;
  const impossible = (name: string): string | undefined => {
    const stage = (['production', 'staging'] as const).find((one) => stageBranches[one] === name);
    if (stage !== undefined) return `pushes to it deploy ${stage}`;
    const pattern = skipReason(values, name);
    return pattern === undefined ? undefined : `branches like ${pattern} get no preview`;
  };
  return {
    branches: branches.items
      .filter(({ name }) => !names.has(name))
      .map(({ name }) => {
        const why = impossible(name);
        return { name, ...(why !== undefined && { impossible: why }) };
      })
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    complete: stacks.complete && branches.complete,
  };
}

function newestChange(stacks: readonly Stack[], owner: Owner): Date | undefined {
  const times = stacks.flatMap((stack) => (previewOf(stack, owner) ? lastChange(stack).getTime() : []));
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

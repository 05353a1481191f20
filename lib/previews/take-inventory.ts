import { survivable } from '../errors';
import type { ApplicationFacts } from '../facts/facts';
import { readOwnership } from '../naming/ownership-tags';
import { isPreviewId, keyOfId, previewId, previewKey, reservedWords } from '../naming/preview-id';
import { applicationNames } from '../naming/resource-names';
import type { Bundles } from '../ports/bundles';
import type { Records } from '../ports/records';
import type { Branch, SourceRepository } from '../ports/source-repository';
import type { Stack, Stacks } from '../ports/stacks';
import { applicationOf } from './application-of';
import { indexBranches } from './branch-index';
import { inParallel } from './in-parallel';
import { collect, type Listing } from './listing';
import { type Owner, type Preview, previewOf, previewPrefix } from './preview';
import { withProposedTags } from './proposed-stack';
import { withRecord } from './record/with-record';

export interface InventoryPorts {
  readonly stacks: Stacks;
  readonly repository: SourceRepository;
  readonly records: Records;
  readonly bundles: Bundles;
}

export interface InventoryRequest {
  readonly owner: Owner;
  readonly region: string;
  readonly signal?: AbortSignal | undefined;
  /** Previews of living branches whose record is read too; those of orphans always are. @default none */
  readonly recordToo?: (preview: Preview) => boolean;
  /** Called after each listing. */
  readonly listed: (what: 'stacks' | 'bundles' | 'branches' | 'records', listing: Listing<unknown>) => void;
}

const readsAtOnce = 8;

/**
 * Looks at the world in the order that cannot take a living preview for an orphan: what exists on AWS first, the branches
 * after it. A branch pushed in between is then among the branches, and a stack deployed in between is not among the stacks.
 */
export async function takeInventory(ports: InventoryPorts, request: InventoryRequest): Promise<Inventory> {
  const { owner, signal } = request;
  const { project } = owner;
  const listed = await collect(ports.stacks.list(), signal);
  request.listed('stacks', listed);
  const clockAheadMs = ports.stacks.clockAheadMs();
  const items = await inParallel(listed.items, readsAtOnce, (stack) => withProposedTags(ports.stacks, stack, project));
  const stacks = { ...listed, items };
  const name = applicationNames(project, 'staging').stackName;
  const application = applicationOf(
    stacks.items.find((stack) => stack.name === name),
    'staging',
    request.region,
  );

  const kept = await keptTargets(ports.bundles, application?.bundleBucket, signal);
  request.listed('bundles', kept);
  const { branches, defaultBranch } = await listBranches(ports.repository, signal);
  request.listed('branches', branches);

  const mine = stacks.items.flatMap((stack) => previewOf(stack, owner) ?? []);
  const index = indexBranches(branches.items, mine);
  const previews = await inParallel(mine, readsAtOnce, (preview) =>
    // Only the record of an orphan says anything that a plan needs; a thousand living ones would cost a thousand reads.
    index.branchOf(preview) && !request.recordToo?.(preview)
      ? Promise.resolve(preview)
      : withRecord(ports.records, preview, application),
  );
  request.listed('records', {
    complete: true,
    items: previews.filter((preview) => typeof preview.record === 'object'),
  });

  const others = stacks.items.filter(
    (stack) => isNamedLikeOurs(stack, project) && !mine.some((one) => one.stack === stack),
  );
  const foreign = others.filter((stack) => readOwnership(stack.tags) !== undefined);
  const folders = foldersOf(kept, { project, stacks, branches, foreign });
  return {
    owner,
    previews: { ...stacks, items: previews },
    unowned: others.filter((stack) => !foreign.includes(stack)),
    foreign,
    branches,
    defaultBranch,
    application,
    clockAheadMs,
    leftovers: await dated(ports.bundles, application, folders.leftovers),
    otherFolders: folders.others,
  };
}

async function keptTargets(
  bundles: Bundles,
  bucket: string | undefined,
  signal?: AbortSignal,
): Promise<Listing<string>> {
  if (bucket === undefined) return { complete: true, items: [] };
  return collect(bundles.targetIds(bucket), signal);
}

/** The default branch belongs to the listing: one that cannot be had makes it incomplete. */
async function listBranches(repository: SourceRepository, signal: AbortSignal | undefined) {
  const [branches, named] = await Promise.all([
    collect(repository.branches(), signal),
    collect(single(repository), signal),
  ]);
  if (!branches.complete) return { branches, defaultBranch: undefined };
  if (named.complete) return { branches, defaultBranch: named.items[0] };
  return { branches: { ...named, items: branches.items } as Listing<Branch>, defaultBranch: undefined };
}

async function* single(repository: SourceRepository): AsyncIterable<string | undefined> {
  yield await repository.defaultBranch();
}

function isNamedLikeOurs(stack: Stack, project: string): boolean {
  return stack.parentId === undefined && stack.name.startsWith(previewPrefix(project));
}

/**
 * Folders that belong to no stack and no branch. With another repository about, their owner is unknown. Anyone who may push can make a folder
 * of any name, so that one is taken for a preview's only when a preview can have that name, and no other has the log groups that follow from it.
 */
function foldersOf(
  kept: Listing<string>,
  world: {
    readonly project: string;
    readonly stacks: Listing<Stack>;
    readonly branches: Listing<Branch>;
    readonly foreign: readonly Stack[];
  },
): { readonly leftovers: Listing<string>; readonly others: readonly string[] } {
  const { project, stacks, branches, foreign } = world;
  if (!stacks.complete || !branches.complete || foreign.length > 0) {
    return { leftovers: { ...kept, items: [] }, others: [] };
  }
  const prefix = previewPrefix(project);
  const named = stacks.items.flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  const used = new Set([
    // No preview's folder has such a name, so it is not ours.
    ...reservedWords,
    ...named,
    ...branches.items.map((branch) => previewId(project, branch.name)),
  ]);
  const usedKeys = new Set([
    ...named.map((id) => keyOfId(project, id)),
    ...branches.items.map((branch) => previewKey(project, branch.name)),
  ]);
  const free = kept.items.filter((targetId) => !used.has(targetId));
  const canBeOurs = (targetId: string) => isPreviewId(targetId) && !usedKeys.has(keyOfId(project, targetId));
  return {
    leftovers: { ...kept, items: free.filter(canBeOurs) },
    others: free.filter((targetId) => !canBeOurs(targetId)),
  };
}

/** Each folder with the time of its last change. Whether a folder may go is asked again before it goes. */
async function dated(
  bundles: Bundles,
  application: Pick<ApplicationFacts, 'bundleBucket'> | undefined,
  folders: Listing<string>,
): Promise<Listing<Leftover>> {
  const items = await inParallel(folders.items, readsAtOnce, async (targetId): Promise<Leftover> => {
    try {
      const lastChange = await bundles.lastChange(application?.bundleBucket ?? '', targetId);
      return { targetId, ...(lastChange && { lastChange }) };
    } catch (error) {
      survivable(error);
      return { targetId };
    }
  });
  return { ...folders, items };
}

/** A folder of the bundle bucket that belongs to no stack and no branch. */
export interface Leftover {
  readonly targetId: string;
  /** When something in it was last written, by AWS's clock. @default not known */
  readonly lastChange?: Date;
}

/** What exists now: stacks joined with records, and the branches beside them. */
export interface Inventory {
  readonly owner: Owner;
  /** Previews of this project and repository; all of them only when complete. */
  readonly previews: Listing<Preview>;
  /** Stacks named like our previews whose tags name no owner: reported, and never touched. */
  readonly unowned: readonly Stack[];
  /** Stacks named like our previews that belong to another repository. */
  readonly foreign: readonly Stack[];
  readonly branches: Listing<Branch>;
  /** Undefined when the repository names none. */
  readonly defaultBranch: string | undefined;
  /** What the application stack of previews made; undefined when there is no such stack. */
  readonly application: ApplicationFacts | undefined;
  /** Milliseconds that this computer's clock is ahead of AWS's; undefined when AWS's answers do not say the time. */
  readonly clockAheadMs: number | undefined;
  /** Folders of the bundle bucket that belong to no stack. */
  readonly leftovers: Listing<Leftover>;
  /** Folders of the bundle bucket whose names no preview of this project has: reported, and never touched. */
  readonly otherFolders: readonly string[];
}

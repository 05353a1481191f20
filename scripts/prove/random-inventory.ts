import { branchHash } from '../../lib/naming/hash8';
import type { PreviewRecord } from '../../lib/ports/record';
import type { Listing } from '../../lib/previews/listing';
import type { CleanupPolicy } from '../../lib/previews/plan';
import type { Preview } from '../../lib/previews/preview';
import type { Inventory, Leftover } from '../../lib/previews/take-inventory';
import type { Random } from '../../test/cleanup/histories/random';

const minute = 60_000;
const statuses = [
  ...['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'ROLLBACK_COMPLETE', 'CREATE_FAILED'],
  ...['ROLLBACK_FAILED', 'UPDATE_ROLLBACK_FAILED', 'DELETE_FAILED', 'REVIEW_IN_PROGRESS', 'CREATE_IN_PROGRESS'],
  ...['UPDATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'SOMETHING_NEW'],
];
const stems = ['feature/', 'Feature/', 'feature-', 'fix#', 'release/', '日本/', ''];

/** A world as it may be found; most of it is in order. */
export function randomInventory(random: Random, count: number, now: Date): Inventory {
  const names = Array.from({ length: count }, (_, index) => `${random.pick(stems)}${index}`);
  const branches = ['main', ...names.filter(() => random.chance(0.9))].filter(
    (name) => name !== 'main' || random.chance(0.98),
  );
  return {
    owner: { project: 'shop', repository: 'github:acme/shop' },
    previews: listing(
      random,
      names.map((name) => randomPreview(random, name, now)),
    ),
    unowned: [],
    foreign: [],
    branches: listing(
      random,
      branches.map((name) => ({ name, commit: '1'.repeat(40) })),
    ),
    defaultBranch: 'main',
    application: undefined,
    // Mostly right, else up to two hours wrong either way, or not said.
    clockAheadMs: random.chance(0.9) ? 0 : random.chance(0.1) ? undefined : (random.below(240) - 120) * minute,
    leftovers: { complete: true, items: randomFolders(random, now) },
    otherFolders: [],
  };
}

export function randomPolicy(random: Random): CleanupPolicy {
  return {
    graceMinutes: random.below(120),
    maxDeletions: random.pick([20, 100, 1000]),
    maxShare: random.pick([0.05, 0.5, 1]),
    protectedBranches: ['release/*'],
    maxAgeHours: 6,
    deletionsAtOnce: 10,
    maxMinutes: 50,
    expireAfterDays: 0,
    warnDays: 2,
    maxKeepDays: random.pick([0, 1, 30, 'forever'] as const),
    removeSkipped: false,
    skip: [],
    stageBranches: { staging: 'main', ...(random.chance(0.5) && { production: 'feature/7' }) },
  };
}

export function aliveBranches(inventory: Inventory): ReadonlySet<string> {
  return new Set(inventory.branches.items.map(({ name }) => name));
}

function randomFolders(random: Random, now: Date): Leftover[] {
  return Array.from({ length: random.below(4) }, (_, index) => ({
    targetId: `folder-${index}`,
    ...(random.chance(0.9) && { lastChange: new Date(now.getTime() - random.below(300) * minute) }),
  }));
}

function listing<T>(random: Random, items: readonly T[]): Listing<T> {
  return random.chance(0.97)
    ? { complete: true, items }
    : { complete: false, items, because: 'broke off', error: undefined };
}

function randomPreview(random: Random, branch: string, now: Date): Preview {
  // Some for so long that an operation on them is stuck.
  const longest = random.chance(0.2) ? 900 : 300;
  const ago = () => new Date(now.getTime() - random.below(longest) * minute);
  const targetId = `p${branch.length}-${branch.replace(/[^0-9]/g, '')}`;
  const name = `shop-preview-${targetId}`;
  return {
    stack: {
      id: `arn:aws:cloudformation:eu-central-1:111122223333:stack/${name}/1`,
      name,
      status: random.pick(statuses),
      tags: {},
      outputs: {},
      createdAt: ago(),
      ...(random.chance(0.5) && { updatedAt: ago() }),
      ...(random.chance(0.5) && { deletionAt: ago() }),
      terminationProtection: random.chance(0.05),
    },
    targetId,
    branch,
    branchHash: branchHash(branch),
    branchCut: random.chance(0.02),
    record: random.chance(0.1) ? 'unreadable' : random.chance(0.3) ? randomRecord(random, now) : 'none',
  };
}

function randomRecord(random: Random, now: Date): PreviewRecord {
  const keepUntil = new Date(now.getTime() + (random.below(200) - 100) * minute).toISOString();
  return {
    format: 1,
    stackId: 'arn',
    commit: '1'.repeat(40),
    deploys: [],
    seed: { state: 'none', database: '' },
    platforms: {},
    asleep: false,
    ...(random.chance(0.5) && { keepUntil }),
  };
}

import { PreviewError } from '../../errors';
import type { InstalledPackage } from './installed-package';

export interface PlacedPackage {
  /** Path in the bundle: `node_modules/a/node_modules/b`. */
  readonly path: string;
  readonly name: string;
  readonly from: InstalledPackage;
  /** Whether the service cannot do without it: it was not led to by optional ones alone. */
  readonly needed: boolean;
}

interface Slot {
  readonly path: string;
  readonly above?: Slot;
  readonly from?: InstalledPackage;
  readonly below: Map<string, Slot>;
  readonly depth: number;
}

/** Deeper than any repository was seen: packages that need each other in two versions would go on without an end. */
const deepest = 40;

/**
 * Makes one tree without links of packages that lead to each other: a package is at the top, or, where another one has its name there, in the one
 * that asks for it. So each finds what it found in the repository.
 *
 * @param more packages for the top whose names are left free: what the service may find there without asking for it
 */
export function placePackages(
  service: InstalledPackage,
  more: ReadonlyMap<string, InstalledPackage> = new Map(),
): PlacedPackage[] {
  const top: Slot = { path: '', below: new Map(), depth: 0 };
  const placed: Slot[] = [];
  const put = (above: Slot, name: string, from: InstalledPackage) => {
    if (above.depth >= deepest) throw endless(name);
    const path = `${above.path === '' ? '' : `${above.path}/`}node_modules/${name}`;
    const slot = { path, above, from, below: new Map(), depth: above.depth + 1 };
    above.below.set(name, slot);
    placed.push(slot);
  };
  const direct = needsOf(service, service);
  for (const [name, from] of direct) put(top, name, from);
  for (const [name, from] of more) if (!top.below.has(name) && from !== service) put(top, name, from);
  for (let at = 0; at < placed.length; at += 1) {
    const slot = placed[at] as Slot;
    for (const [name, from] of needsOf(slot.from as InstalledPackage, service)) {
      const found = seenFrom(slot, name);
      if (found === undefined) put(top, name, from);
      else if (found.from !== from) put(slot, name, from);
    }
  }
  const needed = neededBy(service);
  return placed.map(({ path, from }) => ({
    ...{ path, from: from as InstalledPackage, name: path.slice(path.lastIndexOf('node_modules/') + 13) },
    needed: needed.has(from as InstalledPackage),
  }));
}

/** A package that leads back to the service finds it where it is: at the top of the bundle. */
function needsOf(from: InstalledPackage, service: InstalledPackage): [string, InstalledPackage][] {
  return [...from.needs].flatMap(([name, { found }]) => (found === service ? [] : [[name, found]]));
}

function seenFrom(slot: Slot, name: string): Slot | undefined {
  for (let at: Slot | undefined = slot; at; at = at.above) {
    const found = at.below.get(name);
    if (found) return found;
  }
  return undefined;
}

function neededBy(service: InstalledPackage): ReadonlySet<InstalledPackage> {
  const needed = new Set([service]);
  for (const one of needed) {
    for (const { found, optional } of one.needs.values()) if (!optional) needed.add(found);
  }
  return needed;
}

function endless(name: string): PreviewError {
  return new PreviewError(
    'dependencies-incomplete',
    `the package ${name} and others need each other in several versions, without an end`,
    {
      fault: 'user',
      hint: 'Bring them to one version, with `overrides` (npm, pnpm, Bun) or `resolutions` (Yarn) in package.json.',
    },
  );
}

import { PreviewError } from '../../errors';
import type { KeptDeploy, PreviewRecord } from '../../ports/record';
import { shortHash } from '../../text/short-hash';
import { visible } from '../../text/visible';

export interface Wish {
  /** What a person typed: a number of `history`, the beginning of a commit, or of the hash of a bundle. @default the version before */
  readonly to?: string | undefined;
  /** The services that go back. */
  readonly services: readonly string[];
}

type Bundles = Readonly<Record<string, string>>;
type Kept = Pick<PreviewRecord, 'deploys' | 'failed'>;

const fewest = 7;

/**
 * The deploy to go back to: the one that is named, else the newest that became healthy before what runs now. One that a rollback left is not taken, so
 * that a second rollback goes further back.
 *
 * @param now what runs, by service
 * @throws PreviewError `nothing-to-go-back-to`, `version-not-listed`, `version-ambiguous`, `version-runs`, `service-not-then`, `option-invalid`
 */
export function chooseVersion(kept: Kept, now: Bundles, wish: Wish): KeptDeploy {
  const { to, services } = wish;
  const chosen = to === undefined ? theOneBefore(kept, now, services) : theNamed(kept, to, services);
  const missing = services.find((service) => chosen.bundles[service] === undefined);
  if (missing !== undefined) throw notThen(missing, chosen, Object.keys(now));
  if (!differs(chosen.bundles, now, services)) throw runsAlready(chosen);
  return chosen;
}

function differs(bundles: Bundles, now: Bundles, services: readonly string[]): boolean {
  return services.some((service) => bundles[service] !== now[service]);
}

function theOneBefore({ deploys }: Kept, now: Bundles, services: readonly string[]): KeptDeploy {
  // Where each service stands: a rollback brings back what an older entry brought first.
  const places = services.map((service) => {
    const runs = ({ bundles }: KeptDeploy) => bundles[service] === now[service];
    const first = deploys.findIndex((deploy) => deploy.back === undefined && runs(deploy));
    return first >= 0 ? first : deploys.findIndex(runs);
  });
  const left = leftBehind(deploys, services);
  const older = deploys.slice(Math.min(...places) + 1).filter((one) => one.back === undefined && !left.has(one));
  const before = older.find(({ bundles }) => differs(bundles, now, services));
  if (before !== undefined) return before;
  throw new PreviewError('nothing-to-go-back-to', 'No earlier deploy of another bundle became healthy here', {
    fault: 'world',
    hint: '`preview-stacks history` lists those that are known, since the stack was made; name one with --to.',
  });
}

/** Deploys that a rollback of these services left for an older one: they were not good after all. */
function leftBehind(deploys: readonly KeptDeploy[], services: readonly string[]): ReadonlySet<KeptDeploy> {
  const left = deploys.flatMap(({ back }, index) => {
    const concerned = back !== undefined && (back.services ?? services).some((service) => services.includes(service));
    if (!concerned) return [];
    const past = deploys.slice(index + 1).filter((one) => one.back === undefined);
    const from = past.findIndex(({ commit }) => commit === back.from);
    const isOlder = from >= 0 && past.slice(from + 1).some(({ commit }) => commit === back.to);
    return isOlder ? (past[from] ?? []) : [];
  });
  return new Set(left);
}

/**
 * Makes sure that what a person typed can name a version, before anything is asked.
 *
 * @throws PreviewError `option-invalid`
 */
export function checkNamed(to: string | undefined): void {
  if (to === undefined || isNumber(to) || /^[0-9a-f]{7,64}$/.test(to)) return;
  throw new PreviewError('option-invalid', `--to is "${visible(to, 80)}"`, {
    fault: 'user',
    hint: `It takes a number of \`preview-stacks history\`, or ${fewest} digits or more of a commit or of the hash of a bundle.`,
  });
}

/** Whether it is a number of `history`. */
export function isNumber(to: string): boolean {
  return /^[1-9]\d{0,2}$/.test(to);
}

function theNamed(kept: Kept, to: string, services: readonly string[]): KeptDeploy {
  if (isNumber(to)) {
    const numbered = kept.deploys[Number(to) - 1];
    if (numbered !== undefined) return numbered;
    throw unknown(to, `the history has ${kept.deploys.length} deploys that became healthy`);
  }
  const found = kept.deploys.filter((deploy) => isMeant(deploy, to, services));
  const [first, ...others] = distinct(found, services);
  if (first !== undefined && others.length === 0) return first;
  if (first !== undefined) throw ambiguous(to, [first, ...others], kept.deploys);
  const failed = (kept.failed ?? []).find((deploy) => isMeant(deploy, to, services));
  throw unknown(
    to,
    failed ? `it was deployed ${failed.at} and did not become healthy` : 'no deploy in the history is of it',
  );
}

/** The commit of a mixed version is that of the services that stayed, so such a one is known by its bundles alone. */
function isMeant({ commit, bundles, back }: KeptDeploy, to: string, services: readonly string[]): boolean {
  const isCommit = back?.services === undefined && commit.startsWith(to);
  return isCommit || services.some((service) => bundles[service]?.startsWith(to));
}

/** The newest of each version, for these services. */
function distinct(deploys: readonly KeptDeploy[], services: readonly string[]): readonly KeptDeploy[] {
  const idOf = ({ bundles }: KeptDeploy) => services.map((service) => bundles[service]).join(' ');
  return [...new Map([...deploys].reverse().map((deploy) => [idOf(deploy), deploy])).values()].reverse();
}

function unknown(to: string, because: string): PreviewError {
  return new PreviewError('version-not-listed', `There is no version ${to} to go back to: ${because}`, {
    fault: 'user',
    hint: '`preview-stacks history` lists what --to can name.',
  });
}

function ambiguous(to: string, found: readonly KeptDeploy[], deploys: readonly KeptDeploy[]): PreviewError {
  const each = found.map((deploy) => {
    const hashes = Object.entries(deploy.bundles).map(([service, hash]) => `${service} ${shortHash(hash)}`);
    return `${deploys.indexOf(deploy) + 1} (${shortHash(deploy.commit)}: ${hashes.join(', ')})`;
  });
  return new PreviewError('version-ambiguous', `${to} stands for ${found.length} versions: ${each.join('; ')}`, {
    fault: 'user',
    hint: 'Name one by its number, or by the hash of a bundle.',
  });
}

function runsAlready({ commit }: KeptDeploy): PreviewError {
  return new PreviewError('version-runs', `The bundles of ${shortHash(commit)} run already`, {
    fault: 'user',
    hint: 'Nothing to do. `preview-stacks history` lists the others.',
  });
}

function notThen(service: string, { commit, at, bundles }: KeptDeploy, now: readonly string[]): PreviewError {
  const then = now.filter((name) => bundles[name] !== undefined);
  return new PreviewError('service-not-then', `There was no service ${service} at ${shortHash(commit)} (${at})`, {
    fault: 'user',
    hint:
      then.length === 0
        ? 'Name another version with --to.'
        : `Go back with one that was there: ${then.map((name) => `--service ${name}`).join(', ')}.`,
  });
}

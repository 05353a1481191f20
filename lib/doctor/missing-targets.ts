import { namesOf } from '../naming/resource-names';
import type { Quota } from '../ports/quotas';
import { previewPrefix } from '../previews/preview';
import type { TargetSettings } from '../settings/settings';
import { type Finding, fault, ok, warning } from './finding';
import type { Snapshot } from './snapshot';

/** Targets that settings allow and that do not stand yet. */
export interface MissingTargets {
  /** For people: `17 more previews and staging`; empty when all stand. */
  readonly what: string;
  /** What all of them take together. */
  needOf(quota: keyof Demand): number;
  /** What the smallest of them takes that takes any. */
  leastOf(quota: keyof Demand): number;
}

/** Counts by the names of stacks: every stack that exists takes its share of a quota. */
export async function missingTargets({ request, members, ...snapshot }: Snapshot): Promise<MissingTargets> {
  const { project, target } = request.settings;
  const stacks = (await snapshot.stacks()).filter(
    ({ name, parentId, status }) =>
      parentId === undefined && !name.startsWith('awseb-') && status !== 'DELETE_IN_PROGRESS',
  );
  const groups = members.map(({ label, values }) => {
    const demand = demandOf(values);
    if (label === 'previews') {
      const count = stacks.filter(({ name }) => name.startsWith(previewPrefix(project))).length;
      const missing = Math.max(0, values.maxPreviews - count);
      const more = `${missing}${count > 0 ? ' more' : ''} preview${missing === 1 ? '' : 's'}`;
      return { demand, missing, what: more };
    }
    const stands = stacks.some(({ name }) => name === namesOf(project, target).stackName);
    return { demand, missing: stands ? 0 : 1, what: label };
  });
  const coming = groups.filter(({ missing }) => missing > 0);
  return {
    what: coming
      .map(({ what }) => what)
      .reverse()
      .join(' and '),
    needOf: (quota) => coming.reduce((sum, { demand, missing }) => sum + missing * demand[quota], 0),
    leastOf: (quota) => Math.min(...coming.map(({ demand }) => demand[quota]).filter((one) => one > 0)),
  };
}

/** What one target takes of each quota. */
export interface Demand {
  /** Its own stack, and one of Beanstalk's for each environment (trap T6). */
  readonly stacks: number;
  readonly environments: number;
  readonly databases: number;
  /** Elastic IPs: one for each single instance (trap T8). */
  readonly addresses: number;
  /** Balancers of its own. */
  readonly balancers: number;
  /** Target groups on the shared balancer, and rules on its listener. */
  readonly rules: number;
}

export function demandOf({ services, database, routing }: TargetSettings): Demand {
  const count = (kind: string) => Object.values(services).filter((service) => service.kind === kind).length;
  const environments = Object.keys(services).length;
  const open = count('public');
  return {
    stacks: 1 + environments,
    environments,
    databases: database === 'none' ? 0 : 1,
    addresses: routing === 'single-instance' ? open : 0,
    // What siblings call stands behind an internal balancer, whatever the routing.
    balancers: (routing === 'load-balancer' ? open : 0) + count('internal'),
    rules: routing === 'shared-load-balancer' ? open : 0,
  };
}

/**
 * Whether a quota has room for what is still to come: for all of it, for a part of it (a warning), or for none (a fault).
 *
 * @param what what is counted, at the beginning of the line; empty when the check's title says it
 */
export function roomFor(
  coming: MissingTargets,
  { demand, quota, what = '', fix }: { demand: keyof Demand; quota: Quota; what?: string; fix: string },
): Finding {
  const need = coming.needOf(demand);
  const left = Math.max(0, quota.most - quota.used);
  const used = `${what}${quota.used} of ${quota.most} used`;
  if (coming.what === '') return ok(`${used}; every target stands`);
  if (need === 0) return ok(`${used}; ${coming.what} need${single(coming.what)} none`);
  const saw = `${used}; ${coming.what} need${single(coming.what)} ${need} more at most`;
  if (left >= need) return ok(saw);
  if (left >= coming.leastOf(demand)) return warning(`${saw}, ${left} ${left === 1 ? 'is' : 'are'} left`, fix);
  return fault(`${saw}, ${left === 0 ? 'none is' : `${left} ${left === 1 ? 'is' : 'are'}`} left`, fix);
}

function single(what: string): string {
  return /^(1 (more )?preview|staging|production)$/.test(what) ? 's' : '';
}

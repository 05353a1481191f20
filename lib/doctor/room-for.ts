import type { Quota } from '../ports/quotas';
import type { Demand } from './demand';
import { type Finding, fault, ok, warning } from './finding';
import type { MissingTargets } from './missing-targets';

/**
 * Whether a quota has room for what is still to come: for all of it, for a part of it (a warning), or for none (a fault).
 *
 * @param what what is counted, at the beginning of the line; empty when the check's title says it
 */
export function roomFor(
  coming: MissingTargets,
  { demand, quota, what = '', mend }: { demand: keyof Demand; quota: Quota; what?: string; mend: string },
): Finding {
  const need = coming.needOf(demand);
  const left = Math.max(0, quota.most - quota.used);
  const used = `${what}${quota.used} of ${quota.most} used`;
  if (coming.what === '') return ok(`${used}; every target stands`);
  if (need === 0) return ok(`${used}; ${coming.what} need${single(coming.what)} none`);
  const saw = `${used}; ${coming.what} need${single(coming.what)} ${need} more at most`;
  if (left >= need) return ok(saw);
  if (left >= coming.leastOf(demand)) return warning(`${saw}, ${left} ${left === 1 ? 'is' : 'are'} left`, mend);
  return fault(`${saw}, ${left === 0 ? 'none is' : `${left} ${left === 1 ? 'is' : 'are'}`} left`, mend);
}

function single(what: string): string {
  return /^(1 (more )?preview|staging|production)$/.test(what) ? 's' : '';
}

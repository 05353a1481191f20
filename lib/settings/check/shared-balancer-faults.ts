import type { SettingFault } from './rule';
import { type TargetUnderCheck, writtenAt } from './target-under-check';

export interface BalancerSharers {
  /** Absent when the file has no staging. */
  readonly staging: TargetUnderCheck | undefined;
  readonly preview: TargetUnderCheck;
  /** A preview with each override of branches alone. */
  readonly overridden: readonly TargetUnderCheck[];
}

/**
 * Staging and previews share one balancer, which the application stack makes from the settings of staging and of previews in
 * general: it has one list of networks, and is not there for the sake of single branches.
 */
export function sharedBalancerFaults({ staging, preview, overridden }: BalancerSharers): SettingFault[] {
  const [first] = [staging, preview].filter((target) => target !== undefined).filter(shares);
  const others = [preview, ...overridden].filter((target) => target !== first && shares(target));
  if (first === undefined) {
    return others.map((target) => ({
      path: writtenAt(target, ['routing']),
      message: '"shared-load-balancer" needs a balancer, and neither staging nor previews in general have it',
      hint: "Set preview.routing to 'shared-load-balancer', or this one to 'load-balancer'.",
    }));
  }
  return others
    .filter(({ values }) => !sameNetworks(values.access.cidrs, first.values.access.cidrs))
    .map((target) => ({
      path: writtenAt(target, ['access.cidrs']),
      message: `${list(target)} differs from ${list(first)} of ${first.kind}, and one balancer lets in the same for both`,
      hint: "Give both the same access.cidrs, or one of them the routing 'load-balancer'.",
    }));
}

function shares({ values }: TargetUnderCheck): boolean {
  return values.routing === 'shared-load-balancer';
}

function list({ values }: TargetUnderCheck): string {
  return values.access.cidrs.join(', ');
}

function sameNetworks(one: readonly string[], other: readonly string[]): boolean {
  return one.every((cidr) => other.includes(cidr)) && other.every((cidr) => one.includes(cidr));
}

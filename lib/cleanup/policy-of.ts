import type { CleanupPolicy } from '../previews/plan';
import type { ResolvedSettings } from '../settings/resolve';
import type { CleanupRequest } from './cleanup-request';

type Limits = Pick<CleanupRequest, 'maxDeletions' | 'maxShare' | 'maxMinutes'>;

/** The policy of the settings, with what was said for this run. */
export function policyOf({ values }: ResolvedSettings, limits: Limits = {}): CleanupPolicy {
  const { cleanup, skip } = values;
  return {
    ...cleanup,
    skip,
    maxDeletions: limits.maxDeletions ?? cleanup.maxDeletions,
    maxShare: limits.maxShare ?? cleanup.maxShare,
    maxMinutes: limits.maxMinutes ?? cleanup.maxMinutes,
  };
}

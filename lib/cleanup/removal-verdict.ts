import type { RemovalResult } from '../previews/removal-result';
import type { StackRemoval } from '../previews/remove-stack';

/** What became of a preview, without how long it took. */
export type RemovalVerdict = Pick<RemovalResult, 'outcome' | 'reason' | 'because' | 'resource'>;

export function verdictOf(removal: StackRemoval): RemovalVerdict {
  const resource = 'cause' in removal && removal.cause ? { resource: removal.cause } : {};
  switch (removal.kind) {
    case 'deleted':
      return { outcome: 'deleted', reason: 'deleted', because: 'confirmed by the id of the stack' };
    case 'protected':
      return { outcome: 'skipped', reason: 'termination-protection', because: removal.because };
    case 'refused':
      return { outcome: 'failed', reason: 'stack-refused', because: removal.because, ...resource };
    case 'bucket-blocked':
      return { outcome: 'failed', reason: 'bucket-blocked', because: removal.because, ...resource };
    case 'time-up':
      return { outcome: 'unfinished', reason: 'time-up', because: removal.because };
  }
}

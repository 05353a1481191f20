import { PreviewError } from '../../errors';
import type { HeldInstance } from '../../ports/record';
import { visible } from '../../text/visible';

/** An instance was to be released that is not held. */
export function notHeld(instanceId: string, held: readonly HeldInstance[]): PreviewError {
  const all = held.map((one) => one.instanceId).join(', ');
  return new PreviewError('instance-not-held', `${visible(instanceId)} is not held`, {
    fault: 'user',
    hint: all === '' ? 'No instance of this preview is.' : `Held: ${all}.`,
  });
}

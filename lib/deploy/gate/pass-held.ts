import { PreviewError, survivable } from '../../errors';
import { endHeld } from '../../instances/hold/end-held';
import { namesOf } from '../../naming/resource-names';
import type { PreviewRecord } from '../../ports/record';
import { instanceHeld, withoutHeld } from '../../previews/held/held';
import { heldNow } from '../../previews/held/held-now';
import type { DeployPorts, DeployRequest } from '../deploy-request';
import type { Situation } from '../gather/situation';

/** What a deploy has to do with instances that its preview's record says are held. */
export interface PassedHeld {
  /** Ends those that are held, right before the stack is changed: a deploy that fails before leaves them. */
  end(): Promise<void>;
  /** The record without their entries. */
  without(record: PreviewRecord): PreviewRecord;
}

/**
 * Makes sure that no instance of a preview is held, since AWS does not say what an update does to one in standby.
 *
 * @throws PreviewError `instance-held` without `release`; then `end` throws `access-denied` where the caller may end none
 */
export async function passHeld(
  ports: Pick<DeployPorts, 'records' | 'groups' | 'clock' | 'progress'>,
  { settings, release = false, signal }: Pick<DeployRequest, 'settings' | 'release' | 'signal'>,
  { application, stack }: Situation,
): Promise<PassedHeld> {
  if (stack === undefined || settings.target.kind !== 'preview') return none;
  const names = namesOf(settings.project, settings.target);
  const location = { bucket: application.bundleBucket, targetId: names.targetId, stackId: stack.id };
  // One that cannot be read ends the deploy where it is needed.
  const found = await ports.records.read(location).catch(survivable);
  const record = found !== undefined && 'record' in found ? found.record : undefined;
  const held = await heldNow(ports, { names, record });
  if (held.length > 0 && !release) {
    throw instanceHeld(
      held,
      'Run `preview-stacks release` and deploy again, or deploy with --release: what is on its disk is gone then.',
    );
  }
  const ids = (record?.held ?? []).map(({ instanceId }) => instanceId);
  return {
    async end() {
      await endHeld(ports, { names, held, signal }).catch((error: unknown) => {
        throw mayNot(error);
      });
    },
    without: (newest) => withoutHeld(newest, ids),
  };
}

const none: PassedHeld = { end: async () => undefined, without: (record) => record };

/** The roles that deploy previews end no instance. */
function mayNot(error: unknown): unknown {
  if (!(error instanceof PreviewError) || error.code !== 'access-denied') return error;
  return new PreviewError('access-denied', error.message, {
    fault: 'world',
    cause: error.cause,
    hint: 'The roles that deploy previews may not end an instance: run `preview-stacks release` with the role for control or rights of your own, then deploy again.',
  });
}

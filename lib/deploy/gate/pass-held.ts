import { PreviewError, survivable } from '../../errors';
import { endHeld } from '../../instances/hold/end-held';
import { instanceHeld } from '../../instances/hold/held';
import { heldNow } from '../../instances/hold/held-now';
import { namesOf } from '../../naming/resource-names';
import type { DeployPorts, DeployRequest } from '../deploy-request';
import type { Situation } from '../gather/situation';

/**
 * Makes sure that no instance of a preview is held, since AWS does not say what an update does to one in standby. With `release` ends those that are.
 *
 * @returns ids that the record says are held, and that are no more: their entries go with the deploy
 * @throws PreviewError `instance-held`; `access-denied` where the caller may end none
 */
export async function passHeld(
  ports: Pick<DeployPorts, 'records' | 'groups' | 'clock' | 'progress'>,
  { settings, release = false, signal }: Pick<DeployRequest, 'settings' | 'release' | 'signal'>,
  { application, stack }: Situation,
): Promise<readonly string[]> {
  if (stack === undefined || settings.target.kind !== 'preview') return [];
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
  await endHeld(ports, { names, held, signal }).catch((error: unknown) => {
    throw mayNot(error);
  });
  return (record?.held ?? []).map(({ instanceId }) => instanceId);
}

/** The roles that deploy previews end no instance. */
function mayNot(error: unknown): unknown {
  if (!(error instanceof PreviewError) || error.code !== 'access-denied') return error;
  return new PreviewError('access-denied', error.message, {
    fault: 'world',
    cause: error.cause,
    hint: 'The roles that deploy previews may not end an instance: run `preview-stacks release` with the role for control or rights of your own, then deploy again.',
  });
}

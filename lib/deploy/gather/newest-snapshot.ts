import { PreviewError } from '../../errors';
import type { Target } from '../../naming/target';
import type { Snapshot, Snapshots } from '../../ports/snapshots';
import { isNewestName, newestNames } from '../../settings/newest-names';

/**
 * The id of the newest snapshot of an instance that this target may start from.
 *
 * @throws PreviewError `snapshot-missing` when there is none
 */
export async function newestSnapshot(snapshots: Snapshots, instance: string, target: Target): Promise<string> {
  let newest: Snapshot | undefined;
  let others = 0;
  for await (const snapshot of snapshots.list(instance)) {
    if (target.kind === 'preview' && !isNewestName(instance, snapshot.id)) others += 1;
    else if (newest === undefined || snapshot.at > newest.at) newest = snapshot;
  }
  if (newest !== undefined) return newest.id;
  const passed =
    others === 0 ? '' : `; ${others} with other names than ${newestNames(instance).join(' or ')} are not for previews`;
  throw new PreviewError('snapshot-missing', `There is no snapshot of the DB instance ${instance}${passed}`, {
    fault: 'user',
    hint: `Take one, named ${instance}-<year>-<month>-<day>, or name another instance in database.snapshot.newestOf.`,
  });
}

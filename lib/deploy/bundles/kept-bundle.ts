import { PreviewError } from '../../errors';
import type { ApplicationFacts } from '../../facts/facts';
import { stageOf } from '../../naming/target';
import type { BundleLocation } from '../../ports/bundles';
import { previewPrefix } from '../../previews/preview';
import type { DeployPorts, DeployRequest } from '../deploy-request';
import type { ReadyBundle } from './ready-bundle';
import { bucketOf } from './staging-bucket';

interface Wanted {
  readonly application: ApplicationFacts;
  readonly targetId: string;
  readonly service: string;
  readonly hash: string;
}

/**
 * A bundle of an earlier deploy: the target's own (a rollback), or another target's, byte for byte (a promotion).
 *
 * @throws PreviewError `bundle-missing`, `bundle-ambiguous`; `bundle-unchecked` when its files were not checked for a preview
 */
export async function keptBundle(ports: DeployPorts, request: DeployRequest, wanted: Wanted): Promise<ReadyBundle> {
  const { application, targetId, service } = wanted;
  const found = await search(ports, request, wanted);
  const own = { bucket: application.bundleBucket, targetId, hash: found.hash };
  const mine = found.bucket === own.bucket && found.targetId === targetId;
  if (!mine) checkOrigin(found, request);
  const [key, commit] = await Promise.all([
    mine ? keyOf(ports, own) : ports.bundles.copy(found, own).then((copied) => copied.key),
    commitOfBundle(ports, request.settings, found),
  ]);
  const how = mine ? ({ how: 'kept' } as const) : ({ how: 'copied', from: found.targetId } as const);
  ports.progress.emit({ kind: 'bundle-ready', service, hash: found.hash, key, ...how });
  return { hash: found.hash, key, ...(commit !== undefined && { commit }) };
}

async function keyOf({ bundles }: DeployPorts, location: BundleLocation): Promise<string> {
  const found = await bundles.find(location);
  if (found) return found.key;
  throw missing(location.hash, [location.bucket]);
}

/** The target's own first, then any other's in its bucket, then the other stage's. */
async function search(ports: DeployPorts, request: DeployRequest, wanted: Wanted): Promise<BundleLocation> {
  const bucket = wanted.application.bundleBucket;
  const near = await matches(ports, bucket, wanted.hash);
  const found = near.find((location) => location.targetId === wanted.targetId) ?? near[0];
  if (found) return found;
  const other = stageOf(request.settings.target) === 'production' ? 'staging' : 'production';
  const far = await bucketOf(ports, request.settings, other);
  const promoted = far === undefined || far === bucket ? undefined : (await matches(ports, far, wanted.hash))[0];
  if (promoted) return promoted;
  throw missing(wanted.hash, far === undefined ? [bucket] : [bucket, far]);
}

async function matches({ bundles }: DeployPorts, bucket: string, hash: string): Promise<BundleLocation[]> {
  const found: BundleLocation[] = [];
  for await (const location of bundles.search(bucket, hash)) found.push(location);
  const hashes = [...new Set(found.map((location) => location.hash))];
  if (hashes.length <= 1) return found;
  throw new PreviewError('bundle-ambiguous', `${hashes.length} kept bundles begin with ${hash}: ${hashes.join(', ')}`, {
    fault: 'user',
    hint: 'Give more digits of the hash.',
  });
}

/** Only bundles that a preview's own deploys packed were looked into for `.ebextensions` under a preview's settings. */
function checkOrigin(found: BundleLocation, { settings }: DeployRequest): void {
  if (settings.target.kind !== 'preview' || settings.values.allowBundleResources) return;
  throw new PreviewError(
    'bundle-unchecked',
    `The bundle ${found.hash} was made for ${found.targetId}, not for this preview`,
    {
      fault: 'user',
      hint: 'Give the zip itself with --bundle, or set allowBundleResources for this preview.',
    },
  );
}

function missing(hash: string, buckets: readonly string[]): PreviewError {
  return new PreviewError('bundle-missing', `No bundle ${hash} is kept in ${buckets.join(' or ')}`, {
    fault: 'user',
    hint: '`preview-stacks list --json` shows the bundles that run; a bundle goes with its preview.',
  });
}

/**
 * The commit that a kept bundle was deployed with, as the record of its target says; undefined when no record knows. A stage does not
 * believe the record of a preview, which jobs of any branch may write.
 */
async function commitOfBundle(
  ports: Pick<DeployPorts, 'stacks' | 'otherStacks' | 'records' | 'progress'>,
  { project, target }: DeployRequest['settings'],
  { bucket, targetId, hash }: BundleLocation,
): Promise<string | undefined> {
  const ofStage = targetId === 'production' || targetId === 'staging';
  if (target.kind !== 'preview' && !ofStage) {
    const message = `The bundle ${hash} was made for the preview ${targetId}: its commit is not known for certain, so the one that is checked out is shown.`;
    ports.progress.emit({ kind: 'warned', message });
    return undefined;
  }
  const stackName = ofStage ? `${project}-${targetId}` : previewPrefix(project) + targetId;
  const stack = (await ports.stacks.find(stackName)) ?? (await ports.otherStacks?.find(stackName));
  if (stack === undefined) return undefined;
  const kept = await ports.records.read({ bucket, targetId, stackId: stack.id });
  return kept?.record.deploys.find((deploy) => Object.values(deploy.bundles).includes(hash))?.commit;
}

import { PreviewError } from '../../errors';
import type { PreviewRecord } from '../../ports/record';
import type { DeployPorts, DeployRequest } from '../deploy-request';
import type { BundlesWanted, ReadyBundle, ReadyBundles } from './ready-bundle';
import { stagingBucket } from './staging-bucket';

type StagingDeploy = PreviewRecord['deploys'][number];

/**
 * The bundles that staging runs, or ran, of this commit, else of one with the same files: a pull request into production's branch
 * makes a commit of its own. They are copied byte for byte; nothing is rebuilt and nothing guessed.
 *
 * @throws PreviewError `nothing-to-promote`, `promotion-source-unknown`, and what the copy throws
 */
export async function promotedBundles(
  ports: DeployPorts,
  { settings }: DeployRequest,
  { application, targetId, commit }: BundlesWanted,
): Promise<ReadyBundles> {
  const bucket = await stagingBucket(ports, settings);
  const records = await ports.records.all(bucket, 'staging');
  const deploys = records
    .flatMap((record) => record.deploys)
    // After a rollback of some services staging runs bundles of two commits, which are no version to promote.
    .filter(({ back }) => back?.services === undefined)
    .sort((a, b) => b.at.localeCompare(a.at));
  const tested = await deployOf(ports, deploys, commit);
  const services = Object.keys(settings.values.services);
  const lacking = services.find((service) => tested.bundles[service] === undefined);
  if (lacking !== undefined) throw nothing(`Staging ran no service ${lacking} at ${tested.commit}`);

  const ready = services.map(async (service): Promise<readonly [string, ReadyBundle]> => {
    const hash = tested.bundles[service] ?? '';
    const to = { bucket: application.bundleBucket, targetId, hash };
    const { key } = await ports.bundles.copy({ bucket, targetId: 'staging', hash }, to);
    ports.progress.emit({ kind: 'bundle-ready', service, hash, key, how: 'copied', from: 'staging' });
    return [service, { hash, key }];
  });
  return Object.fromEntries(await Promise.all(ready));
}

/** The newest deploy of this commit, else the newest of a commit with the same files. */
async function deployOf(
  { checkout }: Pick<DeployPorts, 'checkout'>,
  deploys: readonly StagingDeploy[],
  commit: string,
): Promise<StagingDeploy> {
  const same = deploys.find((deploy) => deploy.commit === commit);
  if (same) return same;
  const tree = await checkout.tree(commit);
  const unknown = new Set<string>();
  for (const deploy of tree === undefined ? [] : deploys) {
    const theirs = await checkout.tree(deploy.commit);
    if (theirs === tree) return deploy;
    if (theirs === undefined) unknown.add(deploy.commit);
  }
  const newest = deploys[0] ? `; its newest deploy is of ${deploys[0].commit}` : '';
  throw nothing(
    `Staging has not deployed commit ${commit}, nor another one with the same files${newest}`,
    tree === undefined || unknown.size > 0 ? whole : wait,
  );
}

const wait =
  "Wait for staging's deploy of it and run this again, or name a bundle that was tested with `--bundle <hash>`.";
const whole =
  'This clone lacks commits that staging has deployed, so that their files could not be compared: check out the whole history (`fetch-depth: 0` on GitHub Actions). If staging has yet to deploy this commit, wait for it.';

function nothing(message: string, hint = wait): PreviewError {
  return new PreviewError('nothing-to-promote', message, { fault: 'world', hint });
}

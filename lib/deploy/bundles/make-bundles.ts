import type { BundleFolders, BundleList, ListedBundle } from '../../ports/bundle-folders';
import type { DeployPorts, DeployRequest } from '../deploy-request';
import { packService, readyToPack } from './pack-service';

/** What making bundles asks of the world: nothing of AWS. */
export interface MakeBundlesPorts extends Pick<DeployPorts, 'packer' | 'checkout' | 'progress'> {
  readonly folders: BundleFolders;
}

export interface MakeBundlesRequest extends Pick<DeployRequest, 'settings' | 'root'> {
  /** Where the zips and their list go. */
  readonly folder: string;
}

/**
 * Builds and packs the bundle of every service of a target once, for the tests and for every deploy of this commit.
 *
 * @throws PreviewError as a deploy refuses bundles, and what building throws; no list is left then
 */
export async function makeBundles(ports: MakeBundlesPorts, request: MakeBundlesRequest): Promise<BundleList> {
  const { settings, root, folder } = request;
  await readyToPack(ports, Object.values(settings.values.services), root);
  const commit = await ports.checkout.commit();
  const services: Record<string, ListedBundle> = {};
  for (const service of Object.keys(settings.values.services)) {
    const { hash, file, bytes, files } = await packService(ports, { service, settings, root });
    services[service] = { hash, file, bytes, files };
  }
  return ports.folders.write(folder, { commit, branch: settings.branch, services });
}

import type { DeployPorts, DeployRequest } from '../deploy-request';
import { type Chosen, chooseBundles } from './choose-bundles';
import { keptBundle } from './kept-bundle';
import { packService } from './pack-service';
import { promotedBundles } from './promoted-bundles';
import type { BundlesWanted, ReadyBundle, ReadyBundles } from './ready-bundle';

/** The bundle of every service: packed from the working copy, given as a zip, kept from an earlier deploy, or staging's. */
export async function resolveBundles(
  ports: DeployPorts,
  request: DeployRequest,
  wanted: BundlesWanted,
): Promise<ReadyBundles> {
  if (request.bundle?.kind === 'promoted') return promotedBundles(ports, request, wanted);
  const chosen = await chooseBundles(ports.folders, request, wanted.commit);
  const ready: Record<string, ReadyBundle> = {};
  for (const [service, choice] of Object.entries(chosen)) {
    ready[service] = await readyBundle(ports, request, { ...wanted, service, choice });
  }
  return ready;
}

async function readyBundle(
  ports: DeployPorts,
  { settings, root, ...request }: DeployRequest,
  { application, targetId, service, choice }: BundlesWanted & { readonly service: string; readonly choice: Chosen },
): Promise<ReadyBundle> {
  if (choice.kind === 'kept') {
    return keptBundle(ports, { settings, root, ...request }, { application, targetId, service, hash: choice.hash });
  }
  const zip = choice.kind === 'file' ? choice.file : undefined;
  const packed = await packService(ports, { service, settings, root, zip });
  if (choice.kind === 'file') choice.check?.(packed.hash);
  const { hash, file } = packed;
  const { key, uploaded } = await ports.bundles.put({ bucket: application.bundleBucket, targetId, hash }, file);
  ports.progress.emit({ kind: 'bundle-ready', service, hash, key, how: uploaded ? 'uploaded' : 'kept' });
  return { hash, key };
}

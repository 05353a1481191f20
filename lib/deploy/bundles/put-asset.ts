import type { TemplateAsset } from '../../ports/synthesizer';
import type { DeployPorts } from '../deploy-request';

/** Lambda's quota for a function with its layers, unzipped (developer guide, Lambda quotas, from memory). Other readers take more. */
const lambdaLimit = 250 * 1024 * 1024;

/**
 * Brings a file that the template names to where CloudFormation looks for it. What is there already is neither packed nor sent.
 *
 * @throws what the packer throws
 */
export async function putAsset(
  { bundles, packer, progress }: Pick<DeployPorts, 'bundles' | 'packer' | 'progress'>,
  asset: TemplateAsset,
): Promise<void> {
  const { name, key, bucket, hash } = asset;
  const location = { bucket, key, hash };
  if (await bundles.hasAsset(location)) {
    progress.emit({ kind: 'asset-ready', name, hash, key, how: 'kept' });
    return;
  }
  if (asset.files && asset.bytes > lambdaLimit) {
    const megabytes = Math.ceil(asset.bytes / 1024 / 1024);
    const message = `${name} has ${megabytes} MB unzipped, and Lambda takes functions of 250 MB: name in \`exclude\` what it does not need.`;
    progress.emit({ kind: 'warned', message });
  }
  const { file, bytes } = await packer.asset(asset);
  progress.emit({ kind: 'asset-packed', name, hash, bytes, files: asset.files?.length ?? 1 });
  const uploaded = await bundles.putAsset(location, file);
  progress.emit({ kind: 'asset-ready', name, hash, key, how: uploaded ? 'uploaded' : 'kept' });
}

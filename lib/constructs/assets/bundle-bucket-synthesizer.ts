import { basename, extname, resolve } from 'node:path';
import {
  AssetManifestBuilder,
  type FileAssetLocation,
  FileAssetPackaging,
  type FileAssetSource,
  type ISynthesisSession,
  LegacyStackSynthesizer,
  Stage,
} from 'aws-cdk-lib';
import { PreviewError } from '../../errors';
import { assetKey } from '../../naming/bundle-key';
import { type AssetContent, contentOfFile, contentOfFolder } from './asset-files';

/** A file or folder of this computer, and where CloudFormation looks for it. */
export interface FileAsset extends AssetContent {
  /** What people call it: the path of its construct. */
  readonly name: string;
  readonly bucket: string;
  readonly key: string;
  /** Absolute path of the file or folder, as the CDK has copied it. */
  readonly path: string;
}

/**
 * Puts file assets into the folder of a target in the bundle bucket, so that no account needs a bootstrap. The key is the hash of what is
 * uploaded: the same files give the same template on every machine. `npx cdk deploy` uploads by the manifest that is written beside the template.
 */
export class BundleBucketSynthesizer extends LegacyStackSynthesizer {
  private readonly found = new Map<string, FileAsset>();
  private readonly manifest = new AssetManifestBuilder();

  constructor(private readonly place: { readonly bucket: string; readonly targetId: string }) {
    super();
  }

  /** What the template names. */
  get assets(): readonly FileAsset[] {
    return [...this.found.values()];
  }

  override addFileAsset(source: FileAssetSource): FileAssetLocation {
    const { bucket, targetId } = this.place;
    const { fileName, packaging = FileAssetPackaging.FILE, displayName } = source;
    if (fileName === undefined) {
      throw new PreviewError('extension-asset', 'a file asset is made by a program, and no deploy runs it', {
        fault: 'user',
        hint: 'Run that program in CI before the deploy, and name the file that it writes.',
      });
    }
    const stack = this.boundStack;
    const path = resolve(Stage.of(stack)?.outdir ?? '.', fileName);
    const name = displayName ?? basename(fileName);
    const isFolder = packaging === FileAssetPackaging.ZIP_DIRECTORY;
    const content = isFolder ? contentOfFolder(path, name) : contentOfFile(path);
    const key = assetKey(targetId, content.hash, isFolder ? '.zip' : extensionOf(fileName));
    if (!this.found.has(key)) {
      this.found.set(key, { ...content, name, bucket, key, path });
      this.manifest.addFileAsset(
        stack,
        basename(key),
        { path: fileName, packaging },
        { bucketName: bucket, objectKey: key, region: stack.region },
        { displayName: name },
      );
    }
    const httpUrl = `https://s3.${stack.region}.${stack.urlSuffix}/${bucket}/${key}`;
    return { bucketName: bucket, objectKey: key, httpUrl, s3ObjectUrl: `s3://${bucket}/${key}` };
  }

  override synthesize(session: ISynthesisSession): void {
    this.synthesizeTemplate(session);
    const additionalDependencies = this.manifest.hasAssets
      ? [this.manifest.emitManifest(this.boundStack, session)]
      : [];
    this.emitArtifact(session, { additionalDependencies });
  }
}

/** The end of a name, as far as it is one that every reader of a key takes. */
function extensionOf(fileName: string): string {
  return /^\.[a-zA-Z0-9]{1,16}$/.exec(extname(fileName))?.[0] ?? '';
}

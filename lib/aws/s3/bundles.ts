import { CopyObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { PreviewError } from '../../errors';
import { bundleKey, bundlePrefix } from '../../naming/bundle-key';
import type { AssetLocation, BundleLocation, Bundles } from '../../ports/bundles';
import type { Clock } from '../../ports/clock';
import type { AwsClients } from '../clients';
import { pages } from '../pages';
import { send } from '../send';
import { atBucket } from './at-bucket';
import { copySource } from './object-key';
import { isNotFound } from './s3-errors';
import { sweepVersions } from './sweep-versions';
import { hashMetadata, uploadBundle } from './upload-bundle';

/** Bundles kept by S3, under their content hash. */
export class AwsBundles implements Bundles {
  constructor(
    private readonly clients: AwsClients,
    private readonly clock: Clock,
  ) {}

  async find(location: BundleLocation): Promise<{ readonly key: string; readonly bytes: number } | undefined> {
    const { bucket, targetId, hash } = location;
    const key = bundleKey(targetId, hash);
    const head = await this.head(bucket, key);
    if (head === undefined) return undefined;
    if (head.Metadata?.[hashMetadata] !== hash) throw corrupt(bucket, key);
    return { key, bytes: head.ContentLength ?? 0 };
  }

  async put(location: BundleLocation, file: string): Promise<{ readonly key: string; readonly uploaded: boolean }> {
    const key = bundleKey(location.targetId, location.hash);
    // Asked first: a bundle can have 500 MB, and a refused upload is sent all the same.
    if (await this.find(location)) return { key, uploaded: false };
    const uploaded = await uploadBundle(this.clients.s3, this.clock, {
      bucket: location.bucket,
      key,
      hash: location.hash,
      file,
    });
    return { key, uploaded };
  }

  async hasAsset({ bucket, key, hash }: AssetLocation): Promise<boolean> {
    const head = await this.head(bucket, key);
    if (head === undefined) return false;
    // `npx cdk deploy` uploads by the same key and says no hash.
    const { [hashMetadata]: said = hash } = head.Metadata ?? {};
    if (said !== hash) throw corrupt(bucket, key);
    return true;
  }

  putAsset(location: AssetLocation, file: string): Promise<boolean> {
    return uploadBundle(this.clients.s3, this.clock, { ...location, file });
  }

  async copy(from: BundleLocation, to: BundleLocation): Promise<{ readonly key: string }> {
    const source = await this.find(from);
    if (!source) {
      throw new PreviewError(
        'bundle-missing',
        `there is no bundle ${bundleKey(from.targetId, from.hash)} in ${from.bucket}`,
        {
          fault: 'user',
          hint: 'Give the hash of a bundle that is kept, as `list` and the deploys show it.',
        },
      );
    }
    const key = bundleKey(to.targetId, to.hash);
    if (from.hash !== to.hash) throw corrupt(to.bucket, key);
    if (await this.find(to)) return { key };
    const command = new CopyObjectCommand({
      Bucket: to.bucket,
      Key: key,
      CopySource: copySource(from.bucket, source.key),
    });
    await send('s3:PutObject', () => this.clients.s3.send(command));
    const copied = await this.find(to);
    if (copied?.bytes !== source.bytes) throw corrupt(to.bucket, key);
    return { key };
  }

  async *search(bucket: string, hash: string): AsyncIterable<BundleLocation> {
    if (!/^[0-9a-f]{8,64}$/.test(hash)) {
      throw new PreviewError('bundle-hash-invalid', `"${hash}" is not the hash of a bundle`, {
        fault: 'user',
        hint: 'Give 8 to 64 hexadecimal digits, or the path of a zip.',
      });
    }
    for await (const targetId of this.targetIds(bucket)) {
      for await (const found of this.hashes(bucket, targetId, hash)) yield { bucket, targetId, hash: found };
    }
  }

  async *hashes(bucket: string, targetId: string, beginning = ''): AsyncIterable<string> {
    const prefix = bundlePrefix(targetId);
    for await (const { Key = '' } of this.listed(bucket, `${prefix}${beginning}`)) {
      const found = /^([0-9a-f]{64})\.zip$/.exec(Key.slice(prefix.length))?.[1];
      if (found !== undefined) yield found;
    }
  }

  async sweep(bucket: string, targetId: string): Promise<number> {
    if (!/^[a-z0-9][a-z0-9-]*$/.test(targetId)) {
      throw new PreviewError('target-id-invalid', `"${targetId}" is not the id of a target`, { fault: 'us' });
    }
    let deleted = 0;
    const { s3 } = this.clients;
    for await (const swept of sweepVersions({ s3, bucket, prefix: `${targetId}/`, clock: this.clock })) {
      deleted = swept.deleted;
    }
    return deleted;
  }

  async lastChange(bucket: string, targetId: string): Promise<Date | undefined> {
    let last: Date | undefined;
    for await (const { LastModified: at } of this.listed(bucket, `${targetId}/`)) {
      if (at !== undefined && (last === undefined || at > last)) last = at;
    }
    return last;
  }

  async *targetIds(bucket: string): AsyncIterable<string> {
    yield* pages('s3:ListBucket', async (from) => {
      const command = new ListObjectsV2Command({ Bucket: bucket, Delimiter: '/', ContinuationToken: from });
      const answer = await send('s3:ListBucket', () => atBucket(this.clients, bucket, (s3) => s3.send(command)));
      const items = (answer.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix.replace(/\/$/, ''));
      return { items, next: answer.IsTruncated ? answer.NextContinuationToken : undefined };
    });
  }

  private async head(bucket: string, key: string) {
    try {
      return await send('s3:GetObject', () =>
        atBucket(this.clients, bucket, (s3) => s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }))),
      );
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  private listed(bucket: string, prefix: string) {
    return pages('s3:ListBucket', async (from) => {
      const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: from });
      const answer = await send('s3:ListBucket', () => atBucket(this.clients, bucket, (s3) => s3.send(command)));
      return { items: answer.Contents ?? [], next: answer.IsTruncated ? answer.NextContinuationToken : undefined };
    });
  }
}

function corrupt(bucket: string, key: string): PreviewError {
  return new PreviewError('bundle-corrupt', `${key} in ${bucket} is not the one that its name says`, {
    fault: 'world',
    hint: 'Delete that object and deploy again.',
  });
}

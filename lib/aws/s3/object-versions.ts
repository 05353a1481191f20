import { ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { PreviewError } from '../../errors';
import { send } from '../send';
import { decoded } from './object-key';

/** One version of an object, or one delete marker: S3 deletes both alike. */
export interface ObjectVersion {
  readonly key: string;
  /** `null` (as text) for an object that was written while versioning was off. */
  readonly versionId: string;
  readonly bytes: number;
}

interface Place {
  readonly keyMarker: string | undefined;
  readonly versionIdMarker: string | undefined;
}

/**
 * Pages of at most 1,000 versions and markers. Yields each page only after the next was listed: S3's marker must still exist, and so
 * listing overlaps deleting.
 */
export async function* objectVersions(
  s3: S3Client,
  bucket: string,
  prefix = '',
): AsyncIterable<readonly ObjectVersion[]> {
  let held: readonly ObjectVersion[] | undefined;
  let place: Place | undefined;
  do {
    const page = await readPage(s3, bucket, prefix, place);
    if (held) yield held;
    held = page.versions;
    if (page.next && samePlace(page.next, place)) {
      throw new PreviewError('aws-answer-strange', `the list of the versions in ${bucket} does not get on`, {
        fault: 'world',
      });
    }
    place = page.next;
  } while (place);
  if (held) yield held;
}

async function readPage(
  s3: S3Client,
  bucket: string,
  prefix: string,
  from: Place | undefined,
): Promise<{ readonly versions: readonly ObjectVersion[]; readonly next: Place | undefined }> {
  const answer = await send('s3:ListBucketVersions', () =>
    s3.send(
      new ListObjectVersionsCommand({
        Bucket: bucket,
        Prefix: prefix,
        // Keys may hold what XML cannot.
        EncodingType: 'url',
        KeyMarker: from?.keyMarker,
        VersionIdMarker: from?.versionIdMarker,
      }),
    ),
  );
  const plain = (key: string | undefined) => decoded(key ?? '', answer.EncodingType);
  const versions = [...(answer.Versions ?? []), ...(answer.DeleteMarkers ?? [])].map((version) => ({
    key: plain(version.Key),
    versionId: version.VersionId ?? 'null',
    bytes: 'Size' in version && typeof version.Size === 'number' ? version.Size : 0,
  }));
  const next = answer.IsTruncated
    ? { keyMarker: plain(answer.NextKeyMarker), versionIdMarker: answer.NextVersionIdMarker }
    : undefined;
  return { versions, next };
}

function samePlace(one: Place, other: Place | undefined): boolean {
  return one.keyMarker === other?.keyMarker && one.versionIdMarker === other?.versionIdMarker;
}

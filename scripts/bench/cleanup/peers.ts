import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';

interface Version {
  readonly Key: string;
  readonly VersionId: string;
}

/** Pages of versions, one after the other. */
async function* pages(s3: S3Client, bucket: string): AsyncIterable<readonly Version[]> {
  let markers: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (markers) {
    const page: ListObjectVersionsCommandOutput = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, ...markers }),
    );
    const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    markers =
      page.IsTruncated && page.NextKeyMarker !== undefined && page.NextVersionIdMarker !== undefined
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
    yield found.map(({ Key = '', VersionId = '' }) => ({ Key, VersionId }));
  }
}

async function all(s3: S3Client, bucket: string): Promise<readonly Version[]> {
  const versions: Version[] = [];
  for await (const page of pages(s3, bucket)) versions.push(...page);
  return versions;
}

/** The script that this program replaces: every version by a request of its own, one after the other. */
export async function oneByOne(s3: S3Client, bucket: string, atMost: number): Promise<void> {
  const versions = await all(s3, bucket);
  for (const version of versions.slice(0, atMost))
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, ...version }));
}

/** Single requests, sixteen at a time. */
export async function sixteenAtATime(s3: S3Client, bucket: string): Promise<void> {
  const versions = [...(await all(s3, bucket))];
  const worker = async () => {
    for (let version = versions.pop(); version; version = versions.pop()) {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, ...version }));
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

/** As delstack, cloud-nuke and `object_versions.delete()` of boto3 do it: a page, its batch, the next page. */
export async function batchAfterPage(s3: S3Client, bucket: string): Promise<void> {
  // The next page is read first: its marker names a version that the batch deletes.
  let held: readonly Version[] | undefined;
  const remove = (Objects: readonly Version[]) =>
    s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: [...Objects], Quiet: true } }));
  for await (const page of pages(s3, bucket)) {
    if (held) await remove(held);
    held = page;
  }
  if (held) await remove(held);
}

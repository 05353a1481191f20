import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { ObjectStore } from '../../s3/store/object-store';
import { DeploymentFailure } from '../environment/deployment-failure';

/** Copies a source bundle out of S3. Throws DeploymentFailure when it is not there. */
export async function fetchBundle(
  s3: Pick<ObjectStore, 'getObject'>,
  { bucket, key }: { readonly bucket: string; readonly key: string },
  file: string,
): Promise<void> {
  try {
    const { body } = await s3.getObject(bucket, key);
    await pipeline(body, createWriteStream(file));
  } catch (error) {
    throw new DeploymentFailure(
      `The source bundle s3://${bucket}/${key} could not be fetched: ${(error as Error).message}`,
    );
  }
}

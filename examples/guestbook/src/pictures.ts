import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const types: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** The pictures in the target's own bucket. */
export class Pictures {
  private readonly s3 = new S3Client({});
  private readonly bucket = process.env.FILES_BUCKET;

  /** Returns the key; undefined for a file that is no picture. */
  async store(file: File): Promise<string | undefined> {
    const ending = types[file.type];
    if (!ending || file.size === 0) return undefined;
    const key = `pictures/${randomUUID()}.${ending}`;
    await this.s3.send(
      new PutObjectCommand({
        Bucket: this.bucket,
        Key: key,
        Body: Buffer.from(await file.arrayBuffer()),
        ContentType: file.type,
      }),
    );
    return key;
  }

  async read(name: string): Promise<{ body: Readable; type: string }> {
    const { Body, ContentType } = await this.s3.send(
      new GetObjectCommand({ Bucket: this.bucket, Key: `pictures/${name}` }),
    );
    return { body: Body as Readable, type: ContentType ?? 'application/octet-stream' };
  }
}

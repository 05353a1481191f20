import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Checksums that are recomputed; `crc32c` and `crc64nvme` are kept and given back as they came. */
export type Checksum = { update(bytes: Buffer): void; digest(): string };

const known: Readonly<Record<string, () => Checksum>> = {
  'x-amz-checksum-crc32': () => {
    let value = 0;
    return {
      update(bytes) {
        value = crc32(bytes, value);
      },
      digest() {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(value);
        return bytes.toString('base64');
      },
    };
  },
  'x-amz-checksum-sha1': () => hash('sha1'),
  'x-amz-checksum-sha256': () => hash('sha256'),
};

const checksumHeader = /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/;

export function isChecksumHeader(name: string): boolean {
  return checksumHeader.test(name);
}

/** Something that computes what the header of this name should say; undefined for those that are not recomputed. */
export function checksumFor(header: string): Checksum | undefined {
  return Object.hasOwn(known, header) ? known[header]?.() : undefined;
}

function hash(algorithm: string): Checksum {
  const inner = createHash(algorithm);
  return { update: (bytes) => void inner.update(bytes), digest: () => inner.digest('base64') };
}

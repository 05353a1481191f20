import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Certified, certify, makeAuthority } from './certificate';

/** Who signs the certificates of database instances: on AWS one a region, here one a data folder. */
export interface Authority {
  /** PEM. */
  readonly certificate: string;
  /** A new certificate for an instance at this address, the authority's own behind it, as RDS sends both. */
  certify(address: string): Certified;
}

const subject = { CN: 'Local RDS Root CA ECC256 G1', OU: 'Stand-in for Amazon RDS', O: 'preview-stacks' };

/**
 * Kept in `<folder>/authority.pem`, which its owner alone can read, and made when it is first needed, or when it is damaged; `<folder>/ca.pem` is the certificate
 * alone, for clients.
 */
export function openAuthority(folder: string): Authority {
  let known: Certified | undefined;
  const own = () => {
    known ??= kept(folder) ?? keep(folder, makeAuthority(subject));
    return known;
  };
  return {
    get certificate() {
      return own().certificate;
    },
    certify(address) {
      const issued = certify({ ...own(), subject }, { OU: 'RDS', O: 'preview-stacks' }, [address, 'localhost']);
      return { ...issued, certificate: issued.certificate + own().certificate };
    },
  };
}

const places = { both: 'authority.pem', certificate: 'ca.pem' } as const;

/** Undefined where there is none, or one that a full disk or a hand has damaged: then another is made. */
function kept(folder: string): Certified | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, places.both), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const at = text.indexOf('-----BEGIN CERTIFICATE-----');
  const found = { key: text.slice(0, at), certificate: text.slice(at) };
  return isWhole(found) ? found : undefined;
}

function isWhole({ key, certificate }: Certified): boolean {
  try {
    const own = new X509Certificate(certificate);
    return own.ca && own.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

function keep(folder: string, made: Certified): Certified {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, places.certificate), made.certificate);
  // Whole or not at all.
  const fresh = join(folder, `${places.both}.new`);
  writeFileSync(fresh, made.key + made.certificate, { mode: 0o600 });
  renameSync(fresh, join(folder, places.both));
  return made;
}

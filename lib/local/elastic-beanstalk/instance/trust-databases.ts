import { appendFile, readFile, realpath, stat } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';

/** Where an app lies on an instance of AWS. */
const appFolder = '/var/app/current/';

/** Properties that name a file of authorities: read by Node.js, by libpq (PostgreSQL's own client), and by OpenSSL. */
const authorityFiles = ['NODE_EXTRA_CA_CERTS', 'PGSSLROOTCERT', 'SSL_CERT_FILE'];

/** What a property means in a release: a file of the app lies elsewhere here. @param folder of the release */
export function inRelease(value: string, folder: string): string {
  return value.startsWith(appFolder) ? join(folder, value.slice(appFolder.length)) : value;
}

/**
 * Adds the authority of the databases of this endpoint to the files of authorities that an app brings and names in its properties: it
 * verifies RDS by such a file on AWS. Does it once a file.
 *
 * @param certificate PEM
 */
export async function trustDatabases(
  folder: string,
  properties: Readonly<Record<string, string>>,
  certificate: () => string,
): Promise<void> {
  const named = authorityFiles.map((name) => properties[name]).filter((value) => value?.startsWith(appFolder));
  if (named.length === 0) return;
  const root = await realpath(folder);
  for (const value of new Set(named as string[])) {
    // A link of the app may lead anywhere.
    const file = await realpath(join(root, normalize(`/${value.slice(appFolder.length)}`))).catch(() => '');
    if (!file.startsWith(root + sep) || !(await stat(file)).isFile()) continue;
    const text = await readFile(file, 'utf8');
    if (!text.includes(certificate().trim())) await appendFile(file, `\n${certificate()}`);
  }
}

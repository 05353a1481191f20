import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuthority } from '../../../../lib/local/rds/tls/authority';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-authority-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const certificatesIn = (text: string) =>
  text.split(/(?=-----BEGIN CERTIFICATE-----)/).map((one) => new X509Certificate(one));

test('the certificate of an instance is good for its address and localhost alone, and signed by the authority that is sent with it', () => {
  const { certificate, key } = openAuthority(folder).certify('127.0.0.1');
  const [own, authority] = certificatesIn(certificate) as [X509Certificate, X509Certificate];
  expect(own.verify(authority.publicKey)).toBe(true);
  expect(own.checkIssued(authority)).toBe(true);
  expect(own.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect([own.checkIP('127.0.0.1'), own.checkIP('127.0.0.2')]).toEqual(['127.0.0.1', undefined]);
  expect([own.checkHost('localhost'), own.checkHost('db.example.org')]).toEqual(['localhost', undefined]);
  expect([own.ca, authority.ca]).toEqual([false, true]);
  expect(own.subject).toContain('CN=127.0.0.1');
  expect(own.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  expect(authority.verify(authority.publicKey)).toBe(true);
});

test('certificates are good from 2020 to 2099, whatever the clock says', () => {
  for (const { validFrom, validTo } of certificatesIn(openAuthority(folder).certify('127.0.0.1').certificate)) {
    expect([new Date(validFrom).getUTCFullYear(), new Date(validTo).getUTCFullYear()]).toEqual([2020, 2099]);
  }
});

test('a data folder keeps its authority, and each has its own', () => {
  const { certificate } = openAuthority(folder);
  expect(openAuthority(folder).certificate).toBe(certificate);
  expect(readFileSync(join(folder, 'ca.pem'), 'utf8')).toBe(certificate);
  expect(openAuthority(join(folder, 'other')).certificate).not.toBe(certificate);
});

test.each([
  ['empty', () => ''],
  ['no PEM', () => 'hello'],
  ['cut off', (text: string) => text.slice(0, text.length - 40)],
  ['a key alone', (text: string) => text.slice(0, text.indexOf('-----BEGIN CERTIFICATE-----'))],
  [
    "another's key",
    (text: string) => {
      openAuthority(join(folder, 'other')).certify('127.0.0.1');
      const other = readFileSync(join(folder, 'other', 'authority.pem'), 'utf8');
      const at = (pem: string) => pem.indexOf('-----BEGIN CERTIFICATE-----');
      return other.slice(0, at(other)) + text.slice(at(text));
    },
  ],
])('an authority that is damaged (%s) gives way to another', (_, damaged) => {
  const former = openAuthority(folder).certificate;
  const file = join(folder, 'authority.pem');
  writeFileSync(file, damaged(readFileSync(file, 'utf8')));
  const { certificate } = openAuthority(folder);
  expect(certificate).not.toBe(former);
  expect(certificatesIn(openAuthority(folder).certify('127.0.0.1').certificate)[1]?.toString()).toBe(certificate);
  expect(readFileSync(join(folder, 'ca.pem'), 'utf8')).toBe(certificate);
});

test('the key of an authority can be read by its owner alone, and is not in the file for clients', () => {
  openAuthority(folder).certify('127.0.0.1');
  expect(statSync(join(folder, 'authority.pem')).mode & 0o077).toBe(0);
  expect(readFileSync(join(folder, 'ca.pem'), 'utf8')).not.toContain('PRIVATE KEY');
});

test('every certificate has a number of its own', () => {
  const authority = openAuthority(folder);
  const numbers = [1, 2, 3].map(() => new X509Certificate(authority.certify('127.0.0.1').certificate).serialNumber);
  expect(new Set(numbers).size).toBe(3);
});

import { X509Certificate } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { rdsCertificates } from '../../../lib/machine/bundle/rds-certificates';
import { readZip } from '../../../lib/machine/bundle/read-zip';
import { ZipPacker } from '../../../lib/machine/bundle/zip-packer';
import { completeService } from '../../../lib/settings/layers/complete';
import { commitAll, gitEnvironment } from '../git/git-fixture';
import { tempFolders } from '../temp-folder';
import { ownFiles } from './own-files';

const newFolder = tempFolders();
const packer = new ZipPacker({ environment: gitEnvironment, onBuildOutput: () => undefined });
afterAll(() => packer.close());

const name = '.preview-stacks/rds-ca.pem';
const withDatabase = { databaseCertificates: true };
const whole = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

async function contents(file: string): Promise<Record<string, string>> {
  return readZip(file, async (files) => {
    const read = files.map(async (one) => [one.name, (await text(one.read())).toString()] as const);
    return Object.fromEntries(await Promise.all(read));
  });
}

test('the file holds certificates of the authorities of RDS, of many regions, none of which ends before 2030', async () => {
  const pem = await text((await rdsCertificates()).read());
  const found = [...pem.matchAll(whole)].map(([one]) => new X509Certificate(one));
  expect(found.length).toBeGreaterThan(80);
  const subjects = found.map(({ subject }) => subject).join('\n');
  for (const region of ['us-east-1', 'eu-central-1', 'ap-southeast-2', 'sa-east-1', 'me-central-1']) {
    expect(subjects).toContain(`RDS ${region} Root CA RSA2048 G1`);
  }
  expect(found.every(({ ca }) => ca)).toBe(true);
  expect(found.filter(({ validTo }) => Date.parse(validTo) < Date.parse('2030-01-01'))).toEqual([]);
});

test('a bundle of a service with a database holds it, in the order of names, and the same app has the same hash again', async () => {
  const root = newFolder();
  commitAll(root, { '.ebignore': '', 'a.js': '1' });
  const service = completeService();
  const bare = await packer.pack(service, root);
  expect(Object.keys(await contents(bare.file))).not.toContain(name);
  const packed = await packer.pack(service, root, withDatabase);
  const files = await contents(packed.file);
  expect(ownFiles(Object.keys(files))).toEqual(['.ebignore', name, 'a.js']);
  expect(files[name]).toBe(await text((await rdsCertificates()).read()));
  expect(packed.files).toBe(bare.files + 1);
  expect((await packer.pack(service, root, withDatabase)).hash).toBe(packed.hash);
});

test('a file that the app has under that name is its own', async () => {
  const root = newFolder();
  commitAll(root, { 'a.js': '1', [name]: 'ours' });
  const packed = await packer.pack(completeService(), root, withDatabase);
  expect((await contents(packed.file))[name]).toBe('ours');
});

test('the bundle of an image holds none', async () => {
  const image = `registry.example/app@sha256:${'a'.repeat(64)}`;
  const packed = await packer.pack(completeService({ platform: 'docker', image }), newFolder(), withDatabase);
  expect(Object.keys(await contents(packed.file))).not.toContain(name);
});

import { hookPaths } from '../../../lib/machine/bundle/hooks/with-hooks';
import type { Packer } from '../../../lib/ports/packer';
import type { ServiceSettings } from '../../../lib/settings/settings';

export interface PackerWorld {
  readonly packer: Packer;
  /** Settings of a service whose files are in `root`. */
  readonly service: ServiceSettings;
  readonly root: string;
  /** Gives the app other contents. */
  change(contents: string): void;
  /** Keeps what was packed as a zip of its own and returns its path. */
  keep(file: string): string;
}

export function describePackerContract(name: string, make: () => PackerWorld): void {
  describe(`a packer kept by ${name}`, () => {
    test('equal files make equal hashes, other files another one', async () => {
      const { packer, service, root, change } = make();
      const first = await packer.pack(service, root);
      expect(first.hash).toMatch(/^[0-9a-f]{64}$/);
      expect((await packer.pack(service, root)).hash).toBe(first.hash);
      change('other');
      expect((await packer.pack(service, root)).hash).not.toBe(first.hash);
    });

    test('a bundle says how large it is and how many files it holds', async () => {
      const { packer, service, root } = make();
      const { bytes, files, resourceExtensions } = await packer.pack(service, root);
      expect(bytes).toBeGreaterThan(0);
      expect(files).toBe(1 + hookPaths.length);
      expect(resourceExtensions).toEqual([]);
    });

    test('a zip that exists already has the hash of what it holds', async () => {
      const { packer, service, root, keep } = make();
      const packed = await packer.pack(service, root);
      expect((await packer.open(keep(packed.file))).hash).toBe(packed.hash);
    });

    test('a zip that does not exist is the fault of the user', async () => {
      const { packer } = make();
      await expect(packer.open('/nonexistent/app.zip')).rejects.toMatchObject({
        code: 'bundle-missing',
        fault: 'user',
      });
    });
  });
}

import type { BundleFolders, BundleList } from '../../../lib/ports/bundle-folders';

export interface BundleFoldersWorld {
  readonly folders: BundleFolders;
  /** Path of a folder that is not there yet. */
  readonly absent: string;
  /** Path of a folder with nothing in it. */
  readonly empty: string;
  /** Path of a zip. */
  readonly zip: string;
}

export function describeBundleFoldersContract(name: string, make: () => BundleFoldersWorld): void {
  describe(`folders of bundles kept by ${name}`, () => {
    const listOf = (file: string): BundleList => ({
      commit: 'c'.repeat(40),
      branch: 'fix/日本語',
      services: {
        web: { hash: 'a'.repeat(64), file, bytes: 3, files: 1 },
        api: { hash: 'b'.repeat(64), file, bytes: 3, files: 1 },
      },
    });

    test('what was written is read again, each service with a zip in the folder', async () => {
      const { folders, absent, zip } = make();
      const written = await folders.write(absent, listOf(zip));
      expect(await folders.read(absent)).toEqual(written);
      expect(written).toMatchObject({ commit: 'c'.repeat(40), branch: 'fix/日本語' });
      expect(Object.values(written.services).map(({ file }) => file)).toEqual([
        `${absent}/web.zip`,
        `${absent}/api.zip`,
      ]);
    });

    test('a second list takes the place of the first', async () => {
      const { folders, absent, zip } = make();
      await folders.write(absent, listOf(zip));
      await folders.write(absent, { ...listOf(zip), commit: 'd'.repeat(40) });
      expect((await folders.read(absent))?.commit).toBe('d'.repeat(40));
    });

    test('a zip is no folder, and what is not there is none', async () => {
      const { folders, absent, zip } = make();
      expect(await folders.read(zip)).toBeUndefined();
      expect(await folders.read(absent)).toBeUndefined();
    });

    test('a folder without a list is the fault of the user', async () => {
      const { folders, empty } = make();
      await expect(folders.read(empty)).rejects.toMatchObject({ code: 'bundle-list-unreadable', fault: 'user' });
    });
  });
}

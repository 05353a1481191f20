import type { BundleLocation, Bundles } from '../../../lib/ports/bundles';
import type { Records } from '../../../lib/ports/records';
import { collect } from '../collect';
import { recordOf } from './records.contract';

export interface BundlesWorld {
  readonly bundles: Bundles;
  /** Kept in the same buckets. */
  readonly records: Records;
  /** Two buckets that exist. */
  readonly bucket: string;
  readonly otherBucket: string;
  /** Path of a zip to upload. */
  readonly file: string;
}

const hash = (start: string) => start.padEnd(64, '0');

export function describeBundlesContract(name: string, make: () => Promise<BundlesWorld>): void {
  describe(`bundles kept by ${name}`, () => {
    test('a bundle is found under its target and hash only, once it was put', async () => {
      const { bundles, bucket, file } = await make();
      const location: BundleLocation = { bucket, targetId: 'login', hash: hash('abcdef12') };
      expect(await bundles.find(location)).toBeUndefined();
      const { key } = await bundles.put(location, file);
      expect(key).toBe(`login/bundles/${location.hash}.zip`);
      expect((await bundles.find(location))?.key).toBe(key);
      expect(await bundles.find({ ...location, targetId: 'other' })).toBeUndefined();
      expect(await bundles.find({ ...location, hash: hash('ffffffff') })).toBeUndefined();
    });

    test('a bundle is uploaded once', async () => {
      const { bundles, bucket, file } = await make();
      const location = { bucket, targetId: 'login', hash: hash('abcdef12') };
      expect(await bundles.put(location, file)).toMatchObject({ uploaded: true });
      expect(await bundles.put(location, file)).toMatchObject({ uploaded: false });
    });

    test('the hashes of a target are those of its own bundles, and none where there are none', async () => {
      const { bundles, bucket, file } = await make();
      for (const start of ['bb', 'aa']) await bundles.put({ bucket, targetId: 'login', hash: hash(start) }, file);
      await bundles.put({ bucket, targetId: 'login-page', hash: hash('cc') }, file);
      expect(await collect(bundles.hashes(bucket, 'login'))).toEqual([hash('aa'), hash('bb')]);
      expect(await collect(bundles.hashes(bucket, 'log'))).toEqual([]);
    });

    test('a copy has the size of its source, and a second copy changes nothing', async () => {
      const { bundles, bucket, otherBucket, file } = await make();
      const from = { bucket, targetId: 'staging', hash: hash('abcdef12') };
      const to = { bucket: otherBucket, targetId: 'production', hash: from.hash };
      await bundles.put(from, file);
      const { key } = await bundles.copy(from, to);
      expect(key).toBe(`production/bundles/${from.hash}.zip`);
      expect((await bundles.find(to))?.bytes).toBe((await bundles.find(from))?.bytes);
      expect(await bundles.copy(from, to)).toEqual({ key });
    });

    test('a bundle that is not kept cannot be copied: the fault is the user’s', async () => {
      const { bundles, bucket } = await make();
      const from = { bucket, targetId: 'staging', hash: hash('abcdef12') };
      const copying = bundles.copy(from, { ...from, targetId: 'production' });
      await expect(copying).rejects.toMatchObject({ code: 'bundle-missing', fault: 'user' });
    });

    test('a beginning of a hash finds every bundle that starts so, in any target', async () => {
      const { bundles, bucket, file } = await make();
      for (const targetId of ['login', 'staging'])
        await bundles.put({ bucket, targetId, hash: hash('abcdef12') }, file);
      await bundles.put({ bucket, targetId: 'login', hash: hash('abcdef99') }, file);
      const found = await collect(bundles.search(bucket, 'abcdef12'));
      expect(found.map((location) => location.targetId).sort()).toEqual(['login', 'staging']);
      expect(new Set(found.map((location) => location.hash))).toEqual(new Set([hash('abcdef12')]));
      expect(await collect(bundles.search(bucket, '12345678'))).toEqual([]);
    });

    test.each(['abcdef1', 'not-a-hash', ''])(
      '"%s" is too little to search by: the fault is the user’s',
      async (text) => {
        const { bundles, bucket } = await make();
        const searching = collect(bundles.search(bucket, text));
        await expect(searching).rejects.toMatchObject({ code: 'bundle-hash-invalid', fault: 'user' });
      },
    );

    test('a file asset is uploaded once, found by its key and hash, and no bundle', async () => {
      const { bundles, bucket, file } = await make();
      const location = { bucket, key: `login/bundles/assets/${hash('abcdef12')}.zip`, hash: hash('abcdef12') };
      expect(await bundles.hasAsset(location)).toBe(false);
      const both = await Promise.all([1, 2].map(() => bundles.putAsset(location, file)));
      expect([...both].sort()).toEqual([false, true]);
      expect(await bundles.hasAsset(location)).toBe(true);
      const other = { ...location, hash: hash('abcdef99') };
      await expect(bundles.hasAsset(other)).rejects.toMatchObject({ code: 'bundle-corrupt', fault: 'world' });
      expect(await bundles.find({ bucket, targetId: 'login', hash: location.hash })).toBeUndefined();
      expect(await collect(bundles.search(bucket, 'abcdef12'))).toEqual([]);
    });

    test('a sweep takes the file assets of a target, and those of no other', async () => {
      const { bundles, bucket, file } = await make();
      const [mine, other] = ['login', 'login-2'].map((targetId) => ({
        ...{ bucket, key: `${targetId}/bundles/assets/${hash('abcdef12')}.zip`, hash: hash('abcdef12') },
      }));
      for (const location of [mine, other]) if (location) await bundles.putAsset(location, file);
      expect(await bundles.sweep(bucket, 'login')).toBe(1);
      expect(mine && (await bundles.hasAsset(mine))).toBe(false);
      expect(other && (await bundles.hasAsset(other))).toBe(true);
    });

    test('a sweep takes the bundles and the records of one target and nothing of its neighbours', async () => {
      const { bundles, records, bucket, file } = await make();
      const stackId = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/x/0a1b2c3d-0000-4000-8000-000000000001';
      const record = { bucket, targetId: 'login', stackId };
      for (const targetId of ['login', 'login-2'])
        await bundles.put({ bucket, targetId, hash: hash('abcdef12') }, file);
      await records.write(record, recordOf(record), undefined);
      expect((await collect(bundles.targetIds(bucket))).sort()).toEqual(['login', 'login-2']);
      expect(await bundles.sweep(bucket, 'login')).toBe(2);
      expect(await collect(bundles.targetIds(bucket))).toEqual(['login-2']);
      expect(await records.read(record)).toBeUndefined();
      expect(await bundles.sweep(bucket, 'login')).toBe(0);
    });

    test('a folder says when something in it was last written, an empty one nothing', async () => {
      const { bundles, bucket, file } = await make();
      await bundles.put({ bucket, targetId: 'login', hash: hash('abcdef12') }, file);
      expect(await bundles.lastChange(bucket, 'login')).toBeInstanceOf(Date);
      expect(await bundles.lastChange(bucket, 'log')).toBeUndefined();
    });

    test.each(['', '/', 'a/b', '../x'])('"%s" is no target that could be swept', async (targetId) => {
      const { bundles, bucket } = await make();
      await expect(bundles.sweep(bucket, targetId)).rejects.toMatchObject({ code: 'target-id-invalid' });
    });
  });
}

import type { Buckets } from '../../../lib/ports/buckets';
import { collect } from '../collect';

export interface BucketsWorld {
  readonly buckets: Buckets;
  /** Makes a versioned bucket that holds so many versions and markers. */
  fill(versions: number): Promise<string>;
  /** From now on no object of the bucket can be deleted. */
  block(bucket: string): Promise<void> | void;
  /** How many versions and markers the bucket holds. */
  count(bucket: string): Promise<number> | number;
}

export function describeBucketsContract(name: string, make: () => Promise<BucketsWorld>): void {
  describe(`buckets kept by ${name}`, () => {
    test.each([0, 1, 7])('a bucket of %s versions is empty afterwards, and says how many went', async (versions) => {
      const { buckets, fill, count } = await make();
      const bucket = await fill(versions);
      const facts = await collect(buckets.empty(bucket));
      expect(facts.at(-1)).toEqual({ kind: 'emptied', deleted: versions });
      expect(await count(bucket)).toBe(0);
    });

    test('K46: a bucket that does not exist is gone', async () => {
      const { buckets } = await make();
      expect(await collect(buckets.empty('no-such-bucket-here'))).toEqual([{ kind: 'gone' }]);
    });

    test('K41: an object that cannot go is an error that names the bucket', async () => {
      const { buckets, fill, block } = await make();
      const bucket = await fill(3);
      await block(bucket);
      await expect(collect(buckets.empty(bucket))).rejects.toMatchObject({
        code: 'bucket-not-emptied',
        fault: 'world',
        message: expect.stringContaining(bucket),
      });
    });

    test('K53: an aborted signal begins nothing and throws its reason', async () => {
      const { buckets, fill, count } = await make();
      const bucket = await fill(3);
      await expect(collect(buckets.empty(bucket, AbortSignal.abort('stopped')))).rejects.toBe('stopped');
      expect(await count(bucket)).toBe(3);
    });
  });
}

import type { RemovalNotice, RemovalNotices } from '../../../lib/ports/removal-notices';

export interface RemovalNoticesWorld {
  readonly removalNotices: RemovalNotices;
  /** A bucket that exists and is empty. */
  readonly bucket: string;
}

export const removalNoticeOf = (name: string, since = '2026-11-20T12:00:00.000Z'): RemovalNotice => ({
  targetId: name,
  branch: `Brönch \`${name}\``,
  stackName: `shop-preview-${name}`,
  stackId: `arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-${name}/1`,
  because: `its branch ${name} is gone`,
  since,
});

export function describeRemovalNoticesContract(name: string, make: () => Promise<RemovalNoticesWorld>): void {
  describe(`removal notices kept by ${name}`, () => {
    const [one, two] = [removalNoticeOf('one'), removalNoticeOf('two')];

    test('where nothing was noted there is nothing, and nothing to be taken away', async () => {
      const { removalNotices, bucket } = await make();
      await removalNotices.change(bucket, { remove: [one.stackId] });
      expect(await removalNotices.read(bucket)).toEqual([]);
    });

    test('a notice stays until it was announced', async () => {
      const { removalNotices, bucket } = await make();
      await removalNotices.change(bucket, { add: [one, two] });
      expect(await removalNotices.read(bucket)).toEqual([one, two]);
      await removalNotices.change(bucket, { remove: [one.stackId] });
      expect(await removalNotices.read(bucket)).toEqual([two]);
    });

    test('a stack that is noted again is noted once, since the first time, for the newest reason', async () => {
      const { removalNotices, bucket } = await make();
      await removalNotices.change(bucket, { add: [one] });
      const again = { ...removalNoticeOf('one', '2026-11-20T13:00:00.000Z'), because: 'no push for 14 days' };
      await removalNotices.change(bucket, { add: [again] });
      expect(await removalNotices.read(bucket)).toEqual([{ ...again, since: one.since }]);
    });

    test('of runs at once none loses a note of another', async () => {
      const { removalNotices, bucket } = await make();
      const notes = Array.from({ length: 5 }, (_, index) => removalNoticeOf(`preview-${index}`));
      await Promise.all(notes.map((note) => removalNotices.change(bucket, { add: [note] })));
      const read = await removalNotices.read(bucket);
      expect([...read].sort((a, b) => (a.targetId < b.targetId ? -1 : 1))).toEqual(notes);
    });
  });
}

import type { Farewell, Farewells } from '../../../lib/ports/removal-notices';

export interface FarewellsWorld {
  readonly farewells: Farewells;
  /** A bucket that exists and is empty. */
  readonly bucket: string;
}

export const farewellOf = (name: string, since = '2026-11-20T12:00:00.000Z'): Farewell => ({
  targetId: name,
  branch: `Brönch \`${name}\``,
  stackName: `shop-preview-${name}`,
  stackId: `arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-${name}/1`,
  because: `its branch ${name} is gone`,
  since,
});

export function describeFarewellsContract(name: string, make: () => Promise<FarewellsWorld>): void {
  describe(`farewells kept by ${name}`, () => {
    const [one, two] = [farewellOf('one'), farewellOf('two')];

    test('where nothing was noted there is nothing, and nothing to be taken away', async () => {
      const { farewells, bucket } = await make();
      await farewells.change(bucket, { told: [one.stackId] });
      expect(await farewells.read(bucket)).toEqual([]);
    });

    test('what is noted is there until it was told', async () => {
      const { farewells, bucket } = await make();
      await farewells.change(bucket, { add: [one, two] });
      expect(await farewells.read(bucket)).toEqual([one, two]);
      await farewells.change(bucket, { told: [one.stackId] });
      expect(await farewells.read(bucket)).toEqual([two]);
    });

    test('a stack that is noted again is noted once, since the first time, for the newest reason', async () => {
      const { farewells, bucket } = await make();
      await farewells.change(bucket, { add: [one] });
      const again = { ...farewellOf('one', '2026-11-20T13:00:00.000Z'), because: 'nobody pushed to it' };
      await farewells.change(bucket, { add: [again] });
      expect(await farewells.read(bucket)).toEqual([{ ...again, since: one.since }]);
    });

    test('of runs at once none loses a note of another', async () => {
      const { farewells, bucket } = await make();
      const notes = Array.from({ length: 5 }, (_, index) => farewellOf(`preview-${index}`));
      await Promise.all(notes.map((note) => farewells.change(bucket, { add: [note] })));
      const read = await farewells.read(bucket);
      expect([...read].sort((a, b) => (a.targetId < b.targetId ? -1 : 1))).toEqual(notes);
    });
  });
}

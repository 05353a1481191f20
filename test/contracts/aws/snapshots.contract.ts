import type { Snapshots } from '../../../lib/ports/snapshots';
import { collect } from '../collect';

export interface SnapshotsWorld {
  readonly snapshots: Snapshots;
  /** Takes a snapshot of this instance, which is there or is made. */
  take(instance: string, id: string): Promise<void>;
}

export function describeSnapshotsContract(name: string, make: () => Promise<SnapshotsWorld>): void {
  describe(`snapshots kept by ${name}`, () => {
    test('those of one instance are listed with their times, and none of another', async () => {
      const { snapshots, take } = await make();
      await take('shop-staging', 'shop-staging-2026-11-20');
      await take('shop-other', 'shop-other-2026-11-20');
      await take('shop-staging', 'shop-staging-2026-11-21');
      const found = await collect(snapshots.list('shop-staging'));
      const inOrder = [...found].sort((a, b) => a.at.getTime() - b.at.getTime());
      expect(inOrder.map(({ id }) => id)).toEqual(['shop-staging-2026-11-20', 'shop-staging-2026-11-21']);
      expect(inOrder[1]?.at.getTime()).toBeGreaterThan(inOrder[0]?.at.getTime() ?? 0);
    });

    test('an instance that nobody knows has none', async () => {
      const { snapshots } = await make();
      expect(await collect(snapshots.list('nobody-knows'))).toEqual([]);
    });
  });
}

import type { Databases } from '../../../lib/ports/databases';
import { collect } from '../collect';

export interface DatabasesWorld {
  readonly databases: Databases;
  /** Takes a snapshot of this instance, which is there or is made. */
  take(instance: string, id: string): Promise<void>;
}

export function describeDatabasesContract(name: string, make: () => Promise<DatabasesWorld>): void {
  describe(`databases kept by ${name}`, () => {
    test('those of one instance are listed with their times, and none of another', async () => {
      const { databases, take } = await make();
      await take('shop-staging', 'shop-staging-2026-11-20');
      await take('shop-other', 'shop-other-2026-11-20');
      await take('shop-staging', 'shop-staging-2026-11-21');
      const found = await collect(databases.snapshots('shop-staging'));
      const inOrder = [...found].sort((a, b) => a.at.getTime() - b.at.getTime());
      expect(inOrder.map(({ id }) => id)).toEqual(['shop-staging-2026-11-20', 'shop-staging-2026-11-21']);
      expect(inOrder[1]?.at.getTime()).toBeGreaterThan(inOrder[0]?.at.getTime() ?? 0);
    });

    test('an instance that does not exist has none', async () => {
      const { databases } = await make();
      expect(await collect(databases.snapshots('unknown-one'))).toEqual([]);
    });
  });
}

import type { Databases } from '../../../lib/ports/databases';
import { collect } from '../collect';

export interface DatabasesWorld {
  readonly databases: Databases;
  /** Takes a snapshot of this instance, which is there or is made. */
  take(instance: string, id: string): Promise<void>;
  /** An instance that is available. */
  run(instance: string): Promise<void>;
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

    test('one that runs is stopped, and started again', async () => {
      const { databases, run } = await make();
      await run('shop-preview-login');
      expect(await databases.status('shop-preview-login')).toBe('available');
      await databases.stop('shop-preview-login');
      await until(databases, 'stopped');
      await databases.start('shop-preview-login');
      await until(databases, 'available');
    });

    test('one that is not available is not stopped, and one that is not stopped is not started', async () => {
      const { databases, run } = await make();
      await run('shop-preview-login');
      expect(await codeOf(databases.start('shop-preview-login'))).toBe('database-not-ready');
      await databases.stop('shop-preview-login');
      await until(databases, 'stopped');
      expect(await codeOf(databases.stop('shop-preview-login'))).toBe('database-not-ready');
    });

    test('one that does not exist has no status', async () => {
      expect(await (await make()).databases.status('unknown-one')).toBeUndefined();
    });
  });
}

async function until(databases: Databases, wanted: string): Promise<void> {
  while ((await databases.status('shop-preview-login')) !== wanted) await new Promise((wait) => setTimeout(wait, 20));
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: { code?: string }) => error.code,
  );
}

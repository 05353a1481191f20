import type { Remains, RemainsOwner } from '../../../lib/ports/retained';
import { collect } from '../collect';

export interface RemainsWorld {
  readonly remains: Remains;
  addLogGroup(name: string): unknown;
}

const owner: RemainsOwner = { stackName: 'shop-preview-a', environmentPrefix: 'shop-a-1234abcd--', databases: [] };
const prefix = '/aws/elasticbeanstalk/shop-a-1234abcd';

export function describeRemainsContract(name: string, make: () => Promise<RemainsWorld>): void {
  describe(`remains kept by ${name}`, () => {
    test('log groups of the environments are found, and none of another preview', async () => {
      const { remains, addLogGroup } = await make();
      const mine = [`${prefix}--web/var/log/web.stdout.log`, `${prefix}--jobs/environment-health.log`];
      for (const group of [...mine, `${prefix}5--web/var/log/web.stdout.log`, '/elsewhere']) await addLogGroup(group);
      const found = await collect(remains.find(owner));
      expect(found.map((remain) => remain.name).sort()).toEqual([...mine].sort());
      expect(new Set(found.map((remain) => remain.kind))).toEqual(new Set(['log-group']));
      for (const remain of found) await remains.remove(remain);
      expect(await collect(remains.find(owner))).toEqual([]);
    });

    test('one that is gone already can be removed again', async () => {
      const { remains } = await make();
      await expect(remains.remove({ kind: 'log-group', name: `${prefix}--web/gone` })).resolves.toBeUndefined();
    });
  });
}

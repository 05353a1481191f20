import type { Retained, RetainedOwner } from '../../../lib/ports/retained';
import { collect } from '../collect';

export interface RetainedWorld {
  readonly retained: Retained;
  addLogGroup(name: string): unknown;
}

const owner: RetainedOwner = { stackName: 'shop-preview-a', environmentPrefix: 'shop-a-1234abcd--', databases: [] };
const prefix = '/aws/elasticbeanstalk/shop-a-1234abcd';

export function describeRetainedContract(name: string, make: () => Promise<RetainedWorld>): void {
  describe(`retained resources kept by ${name}`, () => {
    test('log groups of the environments are found, and none of another preview', async () => {
      const { retained, addLogGroup } = await make();
      const mine = [`${prefix}--web/var/log/web.stdout.log`, `${prefix}--jobs/environment-health.log`];
      for (const group of [...mine, `${prefix}5--web/var/log/web.stdout.log`, '/elsewhere']) await addLogGroup(group);
      const found = await collect(retained.find(owner));
      expect(found.map((remain) => remain.name).sort()).toEqual([...mine].sort());
      expect(new Set(found.map((remain) => remain.kind))).toEqual(new Set(['log-group']));
      for (const remain of found) await retained.remove(remain);
      expect(await collect(retained.find(owner))).toEqual([]);
    });

    test('one that is gone already can be removed again', async () => {
      const { retained } = await make();
      await expect(retained.remove({ kind: 'log-group', name: `${prefix}--web/gone` })).resolves.toBeUndefined();
    });
  });
}

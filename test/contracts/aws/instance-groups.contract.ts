import type { InstanceGroups } from '../../../lib/ports/instance-groups';

export interface InstanceGroupsWorld {
  readonly groups: InstanceGroups;
  /** Of an environment with two instances that are well. */
  readonly environmentName: string;
  /** Lets time pass until what was asked for is done. */
  later(): Promise<void>;
}

export function describeInstanceGroupsContract(name: string, make: () => Promise<InstanceGroupsWorld>): void {
  describe(`groups of instances kept by ${name}`, () => {
    let world: InstanceGroupsWorld;
    beforeEach(async () => {
      world = await make();
    });
    const look = async () => {
      const group = await world.groups.find(world.environmentName);
      const states = (group?.instances ?? []).map(({ id, lifecycle }) => [id, lifecycle] as const);
      return { name: group?.name ?? '', well: group?.well, states: new Map(states) };
    };

    test('an environment that is not there has no group', async () => {
      expect(await world.groups.find('shop-unknown--web')).toBeUndefined();
    });

    test('a group has its instances, and says how many are well', async () => {
      const { well, states } = await look();
      expect(well).toBe(2);
      expect([...states.values()]).toEqual(['InService', 'InService']);
      expect([...states.keys()].every((id) => /^i-[0-9a-f]{8,17}$/.test(id))).toBe(true);
    });

    test('one that stands by stays, another is launched for it; it ends, and none is launched for that', async () => {
      const before = await look();
      const [first = ''] = before.states.keys();
      await world.groups.standBy(before.name, first);
      await world.later();
      const held = await look();
      expect(held.states.get(first)).toBe('Standby');
      expect([...held.states.values()].filter((state) => state === 'InService')).toHaveLength(2);
      await world.groups.end(first);
      await world.later();
      const after = await look();
      expect([...after.states.values()]).toEqual(['InService', 'InService']);
      expect(after.states.has(first)).toBe(false);
    });

    test('an instance that is in no group neither stands by nor ends', async () => {
      const { name: group } = await look();
      const foreign = 'i-0fedcba9876543210';
      await expect(world.groups.standBy(group, foreign)).rejects.toMatchObject({ code: 'instance-gone' });
      await expect(world.groups.end(foreign)).rejects.toMatchObject({ code: 'instance-gone' });
    });
  });
}

import { failure } from '../../deploy/deploy-world';
import { HoldWorld } from './hold-world';

const first = 'i-00000000000000001';

describe('after a kill', () => {
  const switches = (world: HoldWorld) => [world.stacks.faults, world.groups.faults, world.records.faults] as const;

  /** Ends a run at its n-th request of all; false when it needed fewer. */
  async function killed(world: HoldWorld, run: () => Promise<unknown>, at: number): Promise<boolean> {
    let count = 0;
    const restored = switches(world).map((faults) => {
      const trip = faults.trip.bind(faults);
      Object.assign(faults, {
        trip: () => {
          count += 1;
          if (count >= at) throw new Error('killed');
        },
      });
      return () => Object.assign(faults, { trip });
    });
    const ended = await failure(run()).catch(() => undefined);
    for (const restore of restored) restore();
    return ended !== undefined;
  }

  test('at each request of hold, the next hold goes on', async () => {
    let kills = 0;
    for (let at = 1; ; at += 1) {
      const world = await HoldWorld.deployed();
      if (!(await killed(world, () => world.hold(), at))) break;
      kills += 1;
      await world.hold();
      expect({ at, standing: world.standing() }).toEqual({ at, standing: [first] });
      expect(await world.deployedSizes()).toEqual({ min: 2, max: 2 });
      await world.release();
      expect(await world.deployedSizes()).toEqual({ min: 1, max: 1 });
    }
    expect(kills).toBeGreaterThan(15);
  });

  test('at each request of hold, a release leaves the service as it was', async () => {
    for (let at = 1; ; at += 1) {
      const world = await HoldWorld.deployed();
      if (!(await killed(world, () => world.hold(), at))) break;
      await world.release();
      expect(await world.held()).toBeUndefined();
      expect(await world.deployedSizes()).toEqual({ min: 1, max: 1 });
      expect(world.standing()).toEqual([]);
    }
  });

  test('at each request of release, the next release goes on', async () => {
    let kills = 0;
    for (let at = 1; ; at += 1) {
      const world = await HoldWorld.deployed();
      await world.hold();
      if (!(await killed(world, () => world.release(), at))) break;
      kills += 1;
      await world.release();
      expect(await world.held()).toBeUndefined();
      expect(await world.deployedSizes()).toEqual({ min: 1, max: 1 });
      expect(world.standing()).toEqual([]);
    }
    expect(kills).toBeGreaterThan(10);
  });
});

import { sleep } from '../../lib/sleep/sleep';
import type { SleepPorts } from '../../lib/sleep/sleep-request';
import { wake } from '../../lib/sleep/wake';
import { SleepWorld } from './sleep-world';

class Killed extends Error {}

type Moment = 'before' | 'after';

/** The ports of a world, of which the process dies at one call: before it reaches the world, or before its answer is read. */
function dying(ports: SleepPorts, call: number, moment: Moment): SleepPorts {
  let calls = 0;
  const watch = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function' || member.constructor.name !== 'AsyncFunction') return member;
        return async (...given: unknown[]) => {
          calls += 1;
          if (calls !== call) return member.apply(target, given);
          if (moment === 'after') await member.apply(target, given);
          throw new Killed();
        };
      },
    });
  const { stacks, records, databases, environments, probe } = ports;
  return Object.create(ports, {
    stacks: { value: watch(stacks) },
    records: { value: watch(records) },
    databases: { value: watch(databases) },
    environments: { value: watch(environments) },
    probe: { value: watch(probe) },
  }) as SleepPorts;
}

/** Runs a command that dies at its calls, one after the other, each in a world of its own, until it comes to its end; gives the worlds. */
async function deaths(
  moment: Moment,
  prepare: (world: SleepWorld) => Promise<unknown>,
  command: typeof sleep | typeof wake,
) {
  const worlds: SleepWorld[] = [];
  for (let call = 1; ; call += 1) {
    const world = await new SleepWorld().deployed();
    await prepare(world);
    const died = await command(dying(world.ports(), call, moment), { settings: world.request().settings }).then(
      () => false,
      () => true,
    );
    // What CloudFormation and RDS were asked for goes on.
    world.clock.advance(600_000);
    if (!died) return worlds;
    worlds.push(world);
  }
}

const up = { MinSize: '1', MaxSize: '1', RollingUpdateEnabled: 'true' };
const down = { MinSize: '0', MaxSize: '0', RollingUpdateEnabled: 'false' };

describe.each(['before', 'after'] as const)('a run that is killed %s the answer of a call', (moment) => {
  test.each([
    ['sleep', async () => undefined, sleep],
    ['wake', (world: SleepWorld) => world.sleep(), wake],
  ] as const)('%s: the next sleep puts it to sleep, whatever was done', async (_name, prepare, command) => {
    const worlds = await deaths(moment, prepare, command);
    expect(worlds.length).toBeGreaterThan(8);
    for (const world of worlds) {
      await world.sleep();
      expect([await world.sizes(), world.state]).toEqual([down, 'stopped']);
      expect((await world.record())?.sleep?.instances.web).toEqual({ min: 1, max: 1, rolling: true });
    }
  });

  test.each([
    ['sleep', async () => undefined, sleep],
    ['wake', (world: SleepWorld) => world.sleep(), wake],
  ] as const)('%s: the next wake wakes it, whatever was done', async (_name, prepare, command) => {
    const worlds = await deaths(moment, prepare, command);
    for (const world of worlds) {
      await world.wake();
      expect([await world.sizes(), world.state]).toEqual([up, 'available']);
      expect(await world.record()).not.toHaveProperty('sleep');
    }
  });

  test('sleep: the next push deploys, and it is awake', async () => {
    const worlds = await deaths(moment, async () => undefined, sleep);
    for (const world of worlds) {
      world.packer.contents = 'another';
      expect((await world.deploy()).kind).toBe('deployed');
      expect([await world.sizes(), world.state]).toEqual([up, 'available']);
      expect(await world.record()).not.toHaveProperty('sleep');
    }
  });
});

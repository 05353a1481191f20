import type { Traffic } from '../../../lib/ports/traffic';

export interface TrafficWorld {
  readonly traffic: Traffic;
  /** Of an environment behind a balancer that has an instance. */
  readonly environmentName: string;
  /** Now. */
  now(): Date;
  /** Someone looks at it. */
  visit(): Promise<void>;
  /** Lets time pass. */
  later(milliseconds: number): void;
}

const minute = 60_000;

export function describeTrafficContract(name: string, make: () => Promise<TrafficWorld>): void {
  describe(`requests counted by ${name}`, () => {
    let world: TrafficWorld;
    beforeEach(async () => {
      world = await make();
    });
    const since = (from: Date) => world.traffic.requests([world.environmentName], { from, to: world.now() });

    test('an environment that no one looks at has none', async () => {
      const began = world.now();
      world.later(10 * minute);
      expect(await since(began)).toEqual({ known: true, counted: [] });
    });

    test('those of five minutes are counted as one, whatever came before the time that is asked for', async () => {
      await world.visit();
      world.later(60 * minute);
      const from = world.now();
      world.later(20 * minute);
      const at = world.now().getTime();
      await world.visit();
      world.later(10 * minute);
      const counts = await since(from);
      const begin = new Date(at - (at % (5 * minute)));
      expect(counts).toEqual({
        known: true,
        counted: [{ from: begin, to: new Date(begin.getTime() + 5 * minute), requests: 1 }],
      });
    });
  });
}

import type { Clock } from '../../../lib/ports/clock';

export function describeClockContract(name: string, make: () => Clock): void {
  describe(`a clock kept by ${name}`, () => {
    test('has moved on by what was slept', async () => {
      const clock = make();
      const before = clock.now().getTime();
      await clock.sleep(20);
      expect(clock.now().getTime() - before).toBeGreaterThanOrEqual(19);
    });

    test('rejects a sleep with the reason of a signal that is aborted already', async () => {
      await expect(make().sleep(10_000, AbortSignal.abort('stopped'))).rejects.toBe('stopped');
    });

    test('gives out times that a caller cannot change for others', () => {
      const clock = make();
      clock.now().setFullYear(1999);
      expect(clock.now().getFullYear()).toBeGreaterThan(2000);
    });
  });
}

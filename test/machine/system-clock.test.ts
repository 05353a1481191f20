import { SystemClock } from '../../lib/machine/system-clock';

const clock = new SystemClock();

test('a sleep lasts as long as it was asked to', async () => {
  const before = clock.now().getTime();
  await clock.sleep(30);
  expect(clock.now().getTime() - before).toBeGreaterThanOrEqual(28);
});

test('an aborted sleep rejects with the reason of the signal, at once', async () => {
  const stop = new AbortController();
  const sleeping = clock.sleep(60_000, stop.signal);
  stop.abort('stopped by Ctrl-C');
  await expect(sleeping).rejects.toBe('stopped by Ctrl-C');
  await expect(clock.sleep(60_000, stop.signal)).rejects.toBe('stopped by Ctrl-C');
});

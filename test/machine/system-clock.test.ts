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

test('a sleep keeps the process, unless the clock is for what is drawn again', () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  const abort = new AbortController();
  const drawn = new SystemClock(false).sleep(60_000, abort.signal);
  expect(timers()).toBe(before);
  const waited = clock.sleep(60_000, abort.signal);
  expect(timers()).toBe(before + 1);
  abort.abort();
  return Promise.allSettled([drawn, waited]);
});

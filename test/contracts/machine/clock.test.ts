import { SystemClock } from '../../../lib/machine/system-clock';
import { FakeClock } from '../../fakes/fake-clock';
import { describeClockContract } from './clock.contract';

describeClockContract('the fake', () => new FakeClock());
describeClockContract('the computer', () => new SystemClock());

test('the fake clock lets things happen while somebody sleeps, each at its time', async () => {
  const clock = new FakeClock();
  const start = clock.now().getTime();
  const heard: number[] = [];
  clock.after(300, () => heard.push(clock.now().getTime() - start));
  clock.after(100, () => heard.push(clock.now().getTime() - start));
  clock.after(900, () => heard.push(clock.now().getTime() - start));
  await clock.sleep(500);
  expect(heard).toEqual([100, 300]);
  expect(clock.sleeps).toEqual([500]);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { RequestLog } from '../../../lib/local/http/request-log';

const request = (operation: string) => ({ service: 's3', operation, status: 200 });

test('keeps the last requests, oldest first, and counts all', () => {
  const log = new RequestLog(3);
  for (const name of ['a', 'b', 'c', 'd']) {
    log.begin()(request(name));
  }
  expect(log.requests().map(({ operation }) => operation)).toEqual(['b', 'c', 'd']);
  expect(log.count).toBe(4);
});

test('counts time in which several requests are answered once, and idle time not at all', async () => {
  const log = new RequestLog();
  const ends = [log.begin(), log.begin()];
  await sleep(60);
  for (const end of ends) {
    end(request('a'));
  }
  const busy = log.busyMs;
  await sleep(30);
  expect(log.busyMs).toBe(busy);
  expect(busy).toBeGreaterThan(50);
  const alone = log.requests().reduce((sum, { ms }) => sum + ms, 0);
  expect(busy).toBeLessThan(alone * 0.6);
});

import { checkClosed } from '../../lib/health/check-closed';
import type { ProbeAnswer } from '../../lib/ports/probe';
import { FakeClock } from '../fakes/fake-clock';
import { FakeProbe } from '../fakes/fake-probe';

const url = 'https://login.preview.acme.dev';
const asks: ProbeAnswer = { kind: 'answered', status: 401, challenge: 'Basic realm="Preview"' };

test('a target whose proxy asks for a password is closed', async () => {
  const probe = new FakeProbe();
  probe.otherwise = asks;
  await checkClosed({ probe, clock: new FakeClock() }, [url]);
  expect(probe.asked).toEqual([`${url}/`]);
});

test.each<[string, ProbeAnswer, RegExp]>([
  ['lets a stranger in', { kind: 'answered', status: 200 }, /answers 200 to a request without one/],
  ['has an app that answers 401 by itself', { kind: 'answered', status: 401 }, /answers 401/],
  ['has an app with a realm of its own', { ...asks, challenge: 'Bearer' }, /answers 401/],
  ['does not answer', { kind: 'silent', reason: 'connection reset' }, /does not answer: connection reset/],
])('a target that %s is an error with the URL', async (_, answer, words) => {
  const probe = new FakeProbe();
  probe.otherwise = answer;
  await expect(checkClosed({ probe, clock: new FakeClock() }, [url])).rejects.toMatchObject({
    code: 'access-open',
    exitCode: 1,
    message: expect.stringMatching(words),
  });
  expect(probe.asked.length).toBe(5);
});

test('instances that take the configuration one after the other have their time', async () => {
  const probe = new FakeProbe();
  probe.otherwise = asks;
  probe.script(`${url}/`, 200, 200);
  const clock = new FakeClock();
  const rounds = checkClosed(
    { probe: { get: (at) => (probe.asked.length < 2 ? probe.get(at) : Promise.resolve(asks)) }, clock },
    [url],
  );
  await expect(rounds).resolves.toBeUndefined();
});

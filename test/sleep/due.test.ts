import { PreviewError } from '../../lib/errors';
import { sharedRecordFolder } from '../../lib/naming/bundle-key';
import { namesOf } from '../../lib/naming/resource-names';
import { DueWorld } from './due-world';

const hour = 3_600_000;
const nights = { from: '20:00', to: '07:00', timeZone: 'Europe/Berlin' };
const noon = new Date('2026-11-24T11:00:00Z');
/** A world at noon in Berlin, with previews that were deployed the day before. */
function worldWith(branches: readonly string[], layer: DueWorld['layer'] = { sleep: { nights } }): DueWorld {
  const world = new DueWorld(layer, new Date(noon.getTime() - 24 * hour));
  for (const branch of branches) world.deploy(branch);
  world.clock.advance(24 * hour);
  return world;
}
const toEvening = (world: DueWorld) => world.clock.advance(new Date('2026-11-24T19:20:00Z').getTime() - noon.getTime());
const toMorning = (world: DueWorld) =>
  world.clock.advance(new Date('2026-11-25T05:20:00Z').getTime() - world.clock.now().getTime());

test('previews are put to sleep in the evening and woken in the morning', async () => {
  const world = worldWith(['login', 'pay']);
  expect((await world.run()).results).toEqual([]);
  toEvening(world);
  expect((await world.run()).results.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  expect(world.record('login')).toMatchObject({ asleep: true, sleep: { state: 'asleep', because: 'night' } });
  toMorning(world);
  await world.run();
  expect(world.deeds).toEqual(['sleep login night', 'sleep pay night', 'wake login', 'wake pay']);
  expect(world.record('login').asleep).toBe(false);
});

test('that the night is over is no use of a preview, and the time it took is kept', async () => {
  const world = worldWith(['login']);
  world.fall('login', 'night');
  toMorning(world);
  await world.records.write(
    { bucket: 'bundles-staging', targetId: sharedRecordFolder('preview'), stackId: applicationId(world) },
    world.record('login'),
    undefined,
  );
  await world.run();
  const { usedAt, wokenAt } = world.record('login');
  expect([usedAt, wokenAt]).toEqual([undefined, '2026-11-25T05:28:00.000Z']);
  const place = { bucket: 'bundles-staging', targetId: sharedRecordFolder('preview'), stackId: applicationId(world) };
  expect(world.records.peek(place)?.durations).toEqual({ update: { wake: [480] } });
});

const applicationId = (world: DueWorld) => world.stacks.all.find(({ name }) => name.includes('application'))?.id ?? '';

test('a dry run says what would be done and does nothing', async () => {
  const world = worldWith(['login']);
  toEvening(world);
  const { executed, decisions, results } = await world.run(false);
  expect([executed, results, world.deeds]).toEqual([false, [], []]);
  expect(decisions.map(({ act, reason }) => [act, reason])).toEqual([['sleep', 'night']]);
});

test('one that fails stops no other', async () => {
  const world = worldWith(['a', 'b', 'c', 'd']);
  world.failing.set('d', new PreviewError('stack-overtaken', 'another run is at it', { fault: 'world' }));
  world.failing.set('a', new PreviewError('database-stuck', 'db-a does not stop', { fault: 'world' }));
  world.failing.set('b', new PreviewError('stack-busy', 'someone deploys', { fault: 'world' }));
  toEvening(world);
  const { results } = await world.run();
  expect(results.map(({ branch, outcome, code }) => [branch, outcome, code])).toEqual([
    ['a', 'failed', 'database-stuck'],
    ['b', 'left', 'stack-busy'],
    ['c', 'done', undefined],
    ['d', 'left', 'stack-overtaken'],
  ]);
});

test('what is woken comes first, and after the time of a run nothing is begun', async () => {
  const world = worldWith(['a', 'b'], { sleep: { idleHours: 8 }, cleanup: { maxMinutes: 5, deletionsAtOnce: 1 } });
  world.fall('b', 'night');
  const { results } = await world.run();
  expect(results.map(({ branch, act, outcome }) => [branch, act, outcome])).toEqual([
    ['b', 'wake', 'done'],
    ['a', 'sleep', 'left'],
  ]);
});

test('a preview that is used stays awake, and is asked about only when it may be idle', async () => {
  const world = worldWith(['login', 'pay'], { sleep: { idleHours: 8 } });
  world.deploy('pay');
  const web = namesOf('shop', { kind: 'preview', branch: 'login' }).environmentName('web');
  world.traffic.visit(web, new Date(noon.getTime() - 7 * hour));
  await world.run();
  expect([world.deeds, world.traffic.calls]).toEqual([[], [web]]);
  // Requests are counted by five minutes.
  world.clock.advance(hour + 300_000);
  await world.run();
  expect(world.deeds).toEqual(['sleep login idle']);
});

test('requests that cannot be read just now put none to sleep', async () => {
  const world = worldWith(['login'], { sleep: { idleHours: 8 } });
  world.traffic.faults.fail('requests', new PreviewError('aws-failed', 'Rate exceeded', { fault: 'world' }));
  const [decision] = (await world.run()).decisions;
  expect([decision?.act, decision?.because]).toEqual(['nothing', 'not decided: Rate exceeded']);
});

test('a database that RDS started after seven days is stopped again, as often as that happens', async () => {
  const world = worldWith(['login']);
  world.fall('login', 'asked');
  for (let days = 0; days < 16; days += 1) {
    await world.run();
    world.clock.advance(24 * hour);
  }
  expect(world.deeds).toEqual(['sleep login as it was', 'sleep login as it was']);
  expect(world.record('login').sleep).toMatchObject({ because: 'asked', since: noon.toISOString() });
});

test('what is held for too long is released, and sleeps with the next run', async () => {
  const world = worldWith(['login']);
  const held = { service: 'web', instanceId: 'i-0123456789abcdef0', since: noon.toISOString() };
  world.rewrite('login', { ...world.record('login'), held: [{ ...held, until: '2026-11-24T12:00:00.000Z' }] });
  toEvening(world);
  await world.run();
  await world.run();
  expect(world.deeds).toEqual(['release login', 'sleep login night']);
});

test('stacks that cannot all be listed are said, and the others sleep', async () => {
  const world = worldWith(['login']);
  toEvening(world);
  world.stacks.faults.fail('list', new PreviewError('access-denied', 'no', { fault: 'user' }));
  await expect(world.run()).rejects.toMatchObject({ code: 'access-denied' });
});

test('an interruption ends the run', async () => {
  const world = worldWith(['login']);
  world.abort.abort(new PreviewError('interrupted', 'Ctrl-C', { fault: 'user' }));
  await expect(world.run()).rejects.toMatchObject({ code: 'interrupted' });
});

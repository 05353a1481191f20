import { PreviewError } from '../../lib/errors';
import { findInstance, type InstanceWish } from '../../lib/instances/find-instance';
import type { HeldInstance } from '../../lib/ports/record';
import { InstanceWorld } from './instance-world';

let world: InstanceWorld;
beforeEach(() => {
  world = new InstanceWorld();
});

const one = 'i-00000000000000001';
const two = 'i-00000000000000002';
const three = 'i-00000000000000003';
const held = (instanceId: string): HeldInstance => ({
  ...{ service: 'web', instanceId, since: '2026-11-27T10:00:00.000Z', until: '2026-11-28T10:00:00.000Z' },
});
const find = (wish: InstanceWish = {}) => findInstance(world, world.settings, wish);
const idOf = async (wish?: InstanceWish) => (await find(wish)).instanceId;

test('without a wish it is the first that is not held', async () => {
  await world.add({ held: [held(one)] });
  expect(await find()).toMatchObject({ service: 'web', environmentName: world.environmentName, instanceId: two });
});

test('the one that is held is found, whether or not Beanstalk lists it', async () => {
  await world.add({ held: [held(three)] });
  expect(await idOf({ held: true })).toBe(three);
  expect(await idOf({ instance: three })).toBe(three);
});

test('a record leads to no instance that is not in the group of the service', async () => {
  const foreign = 'i-0fedcba9876543210';
  await world.add({ held: [held(foreign)] });
  await expect(find({ held: true })).rejects.toMatchObject({ code: 'instance-missing' });
  await expect(find({ instance: foreign })).rejects.toMatchObject({ code: 'instance-missing' });
  expect(await idOf()).toBe(one);
});

test('the only one is found though it is held', async () => {
  world.environments.setInstances(world.environmentName, one);
  await world.add({ held: [held(one)] });
  expect(await idOf()).toBe(one);
});

test('one is found without a record, and with one that cannot be read', async () => {
  world.addStack();
  expect(await idOf()).toBe(one);
  world.records.faults.fail('read', new PreviewError('record-unreadable', 'on purpose', { fault: 'world' }));
  expect(await idOf({ instance: two })).toBe(two);
});

test.each<[string, InstanceWish, string]>([
  ['a service that settings do not name', { service: 'wep' }, '--service is "wep"'],
  ['a word that is no id', { instance: 'web-1' }, '--instance is "web-1"'],
  ['an id with a line of ours behind it', { instance: `${one}\n` }, '--instance is "'],
  ['both an id and the held one', { instance: one, held: true }, 'Both --instance and --held'],
])('%s is refused before anything is asked', async (_, wish, message) => {
  world.stacks.faults.fail('find', new Error('asked'));
  const expected = { code: 'option-invalid', exitCode: 2, message: expect.stringContaining(message) };
  await expect(find(wish)).rejects.toMatchObject(expected);
});

test('an instance that is not there: those that are there are named', async () => {
  await world.add();
  await expect(find({ instance: three })).rejects.toMatchObject({
    ...{ code: 'instance-missing', exitCode: 1, message: `${world.environmentName} has no instance ${three}` },
    hint: `It has ${one}, ${two}.`,
  });
});

test('of two that are held one has to be named, and of none there is none', async () => {
  await world.add({ held: [held(one), held(two)] });
  await expect(find({ held: true })).rejects.toMatchObject({
    ...{ code: 'instance-missing', hint: `Name one with --instance: ${one}, ${two}.` },
  });
  world = new InstanceWorld();
  await world.add();
  await expect(find({ held: true })).rejects.toThrow('No instance of shop-login-page');
});

test('what sleeps says since when and by whom, and how it is woken', async () => {
  world.environments.setInstances(world.environmentName);
  const size = { min: 1, max: 1 };
  await world.add({
    asleep: true,
    sleep: {
      ...{ state: 'asleep', since: '2026-11-27T20:00:00.000Z', by: 'Ada', because: 'asked', instances: { web: size } },
    },
  });
  await expect(find()).rejects.toMatchObject({
    code: 'instance-missing',
    message: expect.stringContaining('it is asleep since 2026-11-27 20:00 UTC, put to sleep by Ada'),
    hint: 'Wake it with `preview-stacks wake`.',
  });
});

test('an environment without an instance, and a branch without a stack, have their own words', async () => {
  await expect(find()).rejects.toMatchObject({
    ...{ code: 'instance-missing', message: 'There is no stack shop-preview-login-page' },
  });
  world.environments.setInstances(world.environmentName);
  await world.add();
  await expect(find()).rejects.toThrow(`${world.environmentName} has no instance`);
});

test('a stack of another repository is not looked into', async () => {
  world.addStack({ tags: {} });
  await expect(find()).rejects.toMatchObject({ code: 'stack-not-ours' });
});

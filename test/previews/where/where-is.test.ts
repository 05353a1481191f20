import { PreviewError } from '../../../lib/errors';
import { whereIs } from '../../../lib/previews/where/where-is';
import { CleanupWorld } from '../../cleanup/cleanup-world';

const owner = { project: 'shop', repository: 'github:acme/shop' };
const url = 'https://login-page.preview.acme.dev/';

function where(world: CleanupWorld, branch = 'login-page', service = 'web') {
  return whereIs(world, { settings: world.settings({ kind: 'preview', branch }), owner, service });
}

test('a preview is where its stack says', async () => {
  const world = new CleanupWorld();
  world.addPreview('login-page', { outputs: { Url: url, UrlApi: 'https://login-page--api.preview.acme.dev' } });
  expect(await where(world)).toEqual({ kind: 'there', url });
  expect(await where(world, 'login-page', 'api')).toMatchObject({ url: 'https://login-page--api.preview.acme.dev/' });
});

test('one that sleeps says so', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('login-page', { outputs: { Url: url } });
  const sleep = { state: 'asleep', since: '2026-11-20T00:00:00.000Z', because: 'night', instances: {} } as const;
  await world.addRecord('login-page', stack, { asleep: true, sleep });
  expect(await where(world)).toEqual({ kind: 'there', url, sleep });
});

test('a record that cannot be read hides no URL', async () => {
  const world = new CleanupWorld();
  world.addPreview('login-page', { outputs: { Url: url } });
  world.records.faults.fail('read', new PreviewError('access-denied', 'no', { fault: 'world' }));
  expect(await where(world)).toEqual({ kind: 'there', url });
});

test('of a mistyped branch those are named that were probably meant', async () => {
  const world = new CleanupWorld();
  world.addPreview('login-page');
  expect(await where(world, 'login-pgae')).toMatchObject({ kind: 'nothing-there', meant: ['login-page'] });
});

test('a service without a URL, and a stack that was never complete, have none', async () => {
  const world = new CleanupWorld();
  world.addPreview('login-page', { status: 'CREATE_FAILED' });
  expect(await where(world)).toMatchObject({ kind: 'no-url', status: 'CREATE_FAILED', service: 'web' });
});

test('what is being deleted is not opened', async () => {
  const world = new CleanupWorld();
  world.addPreview('login-page', { status: 'DELETE_IN_PROGRESS', outputs: { Url: url } });
  expect(await where(world)).toMatchObject({ kind: 'going', status: 'DELETE_IN_PROGRESS' });
});

test('an output that no browser should open is no URL', async () => {
  const world = new CleanupWorld();
  world.addPreview('login-page', { outputs: { Url: 'file:///etc/passwd' } });
  expect(await where(world)).toMatchObject({ kind: 'no-url' });
});

test('the stack of another repository is refused', async () => {
  const world = new CleanupWorld();
  world.addPreview('login-page', { outputs: { Url: url } });
  const request = { settings: world.settings({ kind: 'preview', branch: 'login-page' }), service: 'web' };
  const other = { project: 'shop', repository: 'github:acme/other' };
  await expect(whereIs(world, { ...request, owner: other })).rejects.toMatchObject({ code: 'stack-not-ours' });
});

test('credentials of another account open nothing', async () => {
  const world = new CleanupWorld();
  world.account.account = '999988887777';
  await expect(where(world)).rejects.toMatchObject({ code: 'account-wrong', exitCode: 2 });
});

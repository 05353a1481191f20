import { PreviewError } from '../../lib/errors';
import { readLogs } from '../../lib/instances/read-logs';
import { ownershipTags } from '../../lib/naming/ownership-tags';
import type { Target } from '../../lib/naming/target';
import { listPreviews } from '../../lib/previews/list-previews';
import { CleanupWorld } from '../cleanup/cleanup-world';
import { FakeEnvironments } from '../fakes/fake-environments';

function list(world: CleanupWorld) {
  return listPreviews(world, {
    owner: { project: 'shop', repository: 'github:acme/shop' },
    values: world.settings().values,
    settingsOf: (target) => world.settings(target),
    now: world.clock.now(),
  });
}

function addStage(world: CleanupWorld, kind: 'staging' | 'production'): void {
  const target: Target = { kind };
  world.stacks.add({
    name: `shop-${kind}`,
    tags: ownershipTags({ project: 'shop', repository: 'github:acme/shop', target }),
    outputs: { Url: `https://${kind}.example` },
  });
}

describe('credentials of another account', () => {
  test('show no list: what is deployed is in the account of the settings', async () => {
    const world = new CleanupWorld();
    world.account.account = '999988887777';
    world.stacks.faults.fail('list', new PreviewError('access-denied', 'no', { fault: 'world' }));
    await expect(list(world)).rejects.toMatchObject({ code: 'account-wrong', exitCode: 2 });
  });

  test('read no logs', async () => {
    const world = new CleanupWorld();
    world.account.account = '999988887777';
    const ports = { ...world, environments: new FakeEnvironments() };
    const logs = readLogs(ports, { settings: world.settings() });
    await expect(logs).rejects.toMatchObject({ code: 'account-wrong', exitCode: 2 });
  });

  test('are not asked for where settings name no account', async () => {
    const world = new CleanupWorld();
    world.account.faults.fail('identity', new PreviewError('credentials-refused', 'no', { fault: 'user' }));
    const request = {
      owner: { project: 'shop', repository: 'github:acme/shop' },
      settingsOf: (target: Target) => world.settings(target),
      now: world.clock.now(),
    };
    expect(
      (await listPreviews(world, { ...request, values: { cleanup: world.settings().values.cleanup } })).complete,
    ).toBe(true);
  });
});

describe('the list', () => {
  test('shows stages first and then previews by branch, with URL, state, age and last commit', async () => {
    const world = new CleanupWorld();
    const second = world.addPreview('b-second', { status: 'CREATE_FAILED' });
    const first = world.addPreview('a-first', { updatedAt: world.clock.now() });
    addStage(world, 'staging');
    addStage(world, 'production');
    const deploy = { at: '2026-11-20T00:00:00Z', commit: '2'.repeat(40), bundles: { web: 'b'.repeat(64) } };
    await world.addRecord('a-first', first, { deploys: [deploy] });
    const { targets, complete } = await list(world);
    expect(complete).toBe(true);
    expect(targets.map((one) => one.targetId)).toEqual(['production', 'staging', 'a-first', 'b-second']);
    expect(targets[2]).toMatchObject({
      url: 'https://a-first.preview.acme.dev',
      state: 'CREATE_COMPLETE',
      commit: deploy.commit,
      bundles: deploy.bundles,
      updatedAt: world.clock.now(),
      ageMs: world.clock.now().getTime() - first.createdAt.getTime(),
    });
    expect(targets[1]?.url).toBe('https://staging.example');
    expect(targets[3]).toMatchObject({ stackId: second.id, state: 'CREATE_FAILED' });
    expect(targets[3]).not.toHaveProperty('commit');
  });

  test('report 24: shows the address of a preview whose name is cut in its tag, before it has outputs', async () => {
    const world = new CleanupWorld();
    const { name } = world.addPreview('日本語'.repeat(30), { status: 'CREATE_FAILED' });
    const id = name.slice('shop-preview-'.length);
    expect((await list(world)).targets[0]?.url).toBe(`https://${id}.preview.acme.dev`);
  });

  test('asks for no branches and leaves others out', async () => {
    const world = new CleanupWorld();
    world.addPreview('their-branch', {}, 'github:other/shop');
    world.addPreview('inner-one', { name: 'awseb-e-x-stack' });
    world.stacks.add({ name: 'shop-preview-mystery' });
    expect(await list(world)).toMatchObject({ targets: [], unowned: ['shop-preview-mystery'] });
    expect(world.repository.calls).toEqual([]);
  });

  test('says that it is not complete', async () => {
    const world = new CleanupWorld();
    world.stacks.pageSize = 1;
    world.addPreview('a-first');
    world.stacks.faults.fail('page', new PreviewError('aws-unreachable', 'gone', { fault: 'world' }), { skip: 1 });
    expect(await list(world)).toMatchObject({ complete: false, because: 'gone' });
  });

  test('says which previews sleep and which instances are held', async () => {
    const world = new CleanupWorld();
    const asleep = world.addPreview('asleep');
    world.addPreview('awake');
    const sleep = { state: 'asleep', since: '2026-11-20T00:00:00.000Z', because: 'idle', instances: {} } as const;
    const since = '2026-11-20T00:00:00.000Z';
    const held = [{ service: 'web', instanceId: 'i-0a', since, until: '2026-11-20T20:00:00.000Z' }];
    await world.addRecord('asleep', asleep, { asleep: true, sleep, held });
    const { targets } = await list(world);
    expect(targets.map((one) => [one.sleep, one.held])).toEqual([
      [sleep, held],
      [undefined, undefined],
    ]);
  });

  test('does without the record that cannot be read', async () => {
    const world = new CleanupWorld();
    world.addPreview('a-first');
    world.records.faults.fail('read', new PreviewError('access-denied', 'no', { fault: 'world' }));
    expect((await list(world)).targets).toHaveLength(1);
  });
});

describe('logs', () => {
  test('are the newest lines of the environment of a service', async () => {
    const world = new CleanupWorld();
    const environments = new FakeEnvironments();
    environments.script('shop-staging--web');
    for (const text of ['one', 'two', 'three']) {
      environments.addLog('shop-staging--web', {
        at: world.clock.now(),
        source: 'web.stdout.log',
        instance: 'i-1',
        text,
      });
    }
    const settings = world.settings({ kind: 'staging' });
    const answer = await readLogs({ ...world, environments }, { settings, limit: 2 });
    expect(answer).toMatchObject({ environmentName: 'shop-staging--web', exists: true });
    expect(answer.lines.map((line) => line.text)).toEqual(['two', 'three']);
    expect(await readLogs({ ...world, environments }, { settings, service: 'api' })).toMatchObject({
      exists: false,
      lines: [],
    });
  });

  test('of a branch that was mistyped name the previews that were probably meant', async () => {
    const world = new CleanupWorld();
    world.addPreview('login-page');
    world.addPreview('party');
    const ports = { ...world, environments: new FakeEnvironments() };
    const settings = world.settings({ kind: 'preview', branch: 'login-pgae' });
    const owner = { project: 'shop', repository: 'github:acme/shop' };
    expect(await readLogs(ports, { settings, owner })).toMatchObject({ exists: false, meant: ['login-page'] });
    world.stacks.faults.fail('list', new PreviewError('access-denied', 'no', { fault: 'world' }));
    expect(await readLogs(ports, { settings, owner })).toMatchObject({ exists: false, meant: [] });
  });
});

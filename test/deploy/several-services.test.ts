import { bundleChoice, withPaths } from '../../lib/deploy/bundles/bundle-choice';
import { DeployWorld, failure, names, url } from './deploy-world';

const services = { web: { links: ['jobs'] }, admin: {}, jobs: { kind: 'worker' } } as const;

/** A world with a public service, another one, and a worker of this health. */
function worldOf(jobsHealth: string): DeployWorld {
  const world = new DeployWorld();
  world.settings = { services };
  const adminUrl = url.replace('login-page', 'login-page--admin');
  world.stacks.outputsOf = () => ({
    ...{ Version: 'v-web', VersionAdmin: 'v-admin', VersionJobs: 'v-jobs', UrlAdmin: adminUrl },
    DatabaseIdentifier: 'db-1',
  });
  world.stacks.onSettled = () => {
    for (const service of ['web', 'admin', 'jobs']) {
      const health = service === 'jobs' ? jobsHealth : 'Green';
      world.environments.script(names.environmentName(service), { versionLabel: `v-${service}`, health });
    }
  };
  return world;
}

describe('a deploy of several services', () => {
  test('packs a bundle for each, and is healthy when every public URL answers and the worker is green', async () => {
    const world = worldOf('Green');
    expect(await world.deploy()).toMatchObject({ kind: 'deployed', url });
    expect(Object.keys((await world.record())?.deploys[0]?.bundles ?? {})).toEqual(['web', 'admin', 'jobs']);
    expect([...world.probe.asked].sort()).toEqual([
      `${url.replace('login-page', 'login-page--admin')}/health`,
      `${url}/health`,
    ]);
  });

  test('is not healthy while the worker is not: only Beanstalk can say so', async () => {
    const error = await failure(worldOf('Red').deploy());
    expect(error.message).toBe(`Not healthy after 1 min 0 s: ${names.environmentName('jobs')} is Red`);
  });

  test('refuses periodic tasks of a worker by the name of their file, and does not mind them elsewhere', async () => {
    const world = worldOf('Green');
    world.packer.periodicTasks = true;
    expect(await failure(world.deploy())).toMatchObject({
      code: 'bundle-cron',
      message: 'The bundle of jobs has a cron.yaml, and periodic tasks are not supported',
    });
    expect(world.stacks.calls).toEqual([]);
    world.settings = {};
    const plain = new DeployWorld();
    plain.packer.periodicTasks = true;
    expect(await plain.deploy()).toMatchObject({ kind: 'deployed' });
  });
});

describe('kept bundles of several services', () => {
  const hashes = { web: 'a'.repeat(64), admin: 'b'.repeat(64) };

  test('are promoted service by service; who is not named gets its own', async () => {
    const world = worldOf('Green');
    for (const hash of Object.values(hashes)) {
      world.bundles.add({ bucket: 'bundles-staging', targetId: names.targetId, hash });
    }
    const bundle = bundleChoice(`web=${hashes.web},admin=bbbbbbbb`);
    const outcome = await world.deploy(undefined, { bundle });
    expect(outcome).toMatchObject({ kind: 'deployed', bundles: hashes });
    expect(world.packer.packed).toHaveLength(1);
  });

  test('for a service that does not exist are refused by name', async () => {
    const error = await failure(worldOf('Green').deploy(undefined, { bundle: bundleChoice('wbe=./app.zip') }));
    expect(error).toMatchObject({ code: 'bundle-for-nobody', exitCode: 2, hint: 'The services are web, admin, jobs.' });
  });

  test('differ from one bundle by the names before them, and paths are seen from where they were typed', () => {
    expect(bundleChoice('./a=b.zip')).toEqual({ kind: 'file', file: './a=b.zip' });
    expect(withPaths(bundleChoice('web=x.zip,api=cafebabe'), (path) => `/home/${path}`)).toEqual({
      kind: 'each',
      services: { web: { kind: 'file', file: '/home/x.zip' }, api: { kind: 'kept', hash: 'cafebabe' } },
    });
  });
});

test('what the template warns of is reported', async () => {
  const world = new DeployWorld();
  world.synthesizer.warnings = ['web runs an image by a tag'];
  await world.deploy();
  expect(world.events).toContainEqual({ kind: 'warned', message: 'web runs an image by a tag' });
});

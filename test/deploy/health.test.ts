import { PreviewError } from '../../lib/errors';
import { DeployWorld, failure, names, url } from './deploy-world';

const name = names.environmentName('web');

describe('health', () => {
  test('T38 is asked of the health path only once the stack is complete', async () => {
    const world = new DeployWorld();
    await world.deploy();
    const complete = world.events.findIndex((event) => event.kind === 'step-finished' && event.step === 'stack');
    const probed = world.events.findIndex((event) => event.kind === 'url-probed');
    expect(probed).toBeGreaterThan(complete);
    expect(world.probe.asked).toEqual([`${url}/health`]);
  });

  test('is waited for: the environment, its version and the answer', async () => {
    const world = new DeployWorld();
    world.stacks.onSettled = () =>
      world.environments.script(
        name,
        { status: 'Updating' },
        { versionLabel: 'an-older-one' },
        { versionLabel: 'version-0', health: 'Yellow' },
      );
    world.probe.script(`${url}/health`, 'connection refused', 502, 503, 200);
    expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
    expect(world.probe.asked).toHaveLength(4);
  });

  test('that does not come ends the deploy with what is missing; the stack and its record stay', async () => {
    const world = new DeployWorld();
    world.probe.otherwise = { kind: 'answered', status: 500 };
    world.stacks.onSettled = () =>
      world.environments.script(name, { versionLabel: 'version-0', health: 'Red', causes: ['100 % of requests fail'] });
    world.environments.addLog(name, {
      at: world.clock.now(),
      source: 'web.stdout.log',
      instance: 'i-1',
      text: 'Error: no database',
    });
    const error = await failure(world.deploy());
    expect(error).toMatchObject({ code: 'unhealthy', exitCode: 1 });
    expect(error.message).toBe(
      `Not healthy after 1 min 0 s: ${url}/health answers 500; Beanstalk says that ${name} is Red (100 % of requests fail)`,
    );
    expect(error.hint).toContain('stack stays');
    expect(world.events).toContainEqual(
      expect.objectContaining({ kind: 'evidence', logs: [expect.objectContaining({ text: 'Error: no database' })] }),
    );
    expect(await world.record()).toMatchObject({ deploys: [], seed: { state: 'none' } });
    expect(world.commands.runs).toEqual([]);
  });

  test('is explained where the app says that its database wants TLS', async () => {
    const world = new DeployWorld();
    world.probe.otherwise = { kind: 'answered', status: 500 };
    const log = { at: world.clock.now(), source: 'web.stdout.log', instance: 'i-1' };
    world.environments.addLog(name, { ...log, text: 'error: no pg_hba.conf entry for host "10.0.1.7", no encryption' });
    world.environments.addLog(name, { ...log, text: '    at /var/app/current/node_modules/pg/lib/client.js:1:1' });
    await failure(world.deploy());
    expect(world.events).toContainEqual({
      kind: 'explained',
      cause: expect.stringContaining('without TLS'),
      fix: expect.stringContaining('With pg: '),
    });
  });

  test('is explained where the app says which variable it misses, with the service that gives it', async () => {
    const world = new DeployWorld();
    world.probe.otherwise = { kind: 'answered', status: 500 };
    const log = { at: world.clock.now(), source: 'web.stdout.log', instance: 'i-1' };
    world.environments.addLog(name, { ...log, text: 'Error: Missing environment variable SMTP_HOST' });
    await failure(world.deploy());
    expect(world.events).toContainEqual({
      kind: 'explained',
      cause: expect.stringContaining('SMTP_HOST'),
      fix: "Write into `services.web` of the settings `environment: { SMTP_HOST: '…' }`",
    });
  });

  test('is explained where the app asks for a database on its own machine', async () => {
    const world = new DeployWorld();
    world.probe.otherwise = { kind: 'answered', status: 500 };
    const log = { at: world.clock.now(), source: 'web.stdout.log', instance: 'i-1' };
    world.environments.addLog(name, { ...log, text: 'Error: connect ECONNREFUSED 127.0.0.1:5432' });
    await failure(world.deploy());
    expect(world.events).toContainEqual({
      kind: 'explained',
      cause: expect.stringContaining('on its own machine'),
      fix: expect.stringContaining('DATABASE_URL'),
    });
  });

  test('names an environment that Beanstalk does not know, and one that is not ready with its causes', async () => {
    const world = new DeployWorld();
    world.stacks.onSettled = () => world.environments.drop(name);
    expect((await failure(world.deploy())).message).toContain(`Beanstalk knows no environment ${name}`);
    const other = new DeployWorld();
    other.stacks.onSettled = () =>
      other.environments.script(name, { status: 'Updating', health: 'Grey', causes: ['no data received'] });
    expect((await failure(other.deploy())).message).toContain(`${name} is Updating, Grey (no data received)`);
  });

  test('says every minute what it still waits for', async () => {
    const world = new DeployWorld();
    world.settings = { healthTimeoutMinutes: 3 };
    world.probe.otherwise = { kind: 'answered', status: 502 };
    await failure(world.deploy());
    const waits = world.events.filter((event) => event.kind === 'health-awaited');
    expect(waits.map(({ milliseconds }) => Math.floor(milliseconds / 60_000))).toEqual([1, 2]);
    expect(waits[0]?.missing).toEqual([`${url}/health answers 502`]);
  });

  test('is looked at often at first and rarely later', async () => {
    const world = new DeployWorld();
    world.settings = { healthTimeoutMinutes: 10 };
    world.probe.otherwise = { kind: 'silent', reason: 'no such host' };
    await failure(world.deploy());
    expect(Math.min(...world.clock.sleeps)).toBe(60);
    expect(Math.max(...world.clock.sleeps)).toBe(5000);
    expect(world.probe.asked.length).toBeLessThan(200);
  });

  test('D12 that does not come ends with the causes that Beanstalk knows, whatever the color', async () => {
    const world = new DeployWorld();
    world.probe.otherwise = { kind: 'answered', status: 502 };
    const causes = ['Instance i-1 found no process that listens on PORT'];
    world.stacks.onSettled = () =>
      world.environments.script(name, { versionLabel: 'version-0', health: 'Yellow', causes });
    const { message } = await failure(world.deploy());
    expect(message).toContain(`${url}/health answers 502; Beanstalk says that ${name} is Yellow (${causes[0]})`);
  });

  test('D11 an app that answers while Beanstalk stays Red is deployed, and the last word is a warning', async () => {
    const world = new DeployWorld();
    world.settings = { healthTimeoutMinutes: 10 };
    const causes = ['GET /health answered 400.'];
    world.stacks.onSettled = () =>
      world.environments.script(name, { versionLabel: 'version-0', health: 'Red', causes });
    expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
    expect(world.events.at(-1)).toEqual({
      kind: 'warned',
      message: `The URL answers, but Beanstalk says that ${name} is Red (GET /health answered 400.)`,
    });
    // Its health lags a minute behind the app, and no more.
    expect(world.clock.sleeps.reduce((sum, one) => sum + one, 0)).toBeLessThan(90_000);
  });

  test('D11 a Red that turns Green within a minute is no warning', async () => {
    const world = new DeployWorld();
    const seen = { versionLabel: 'version-0' };
    world.stacks.onSettled = () =>
      world.environments.script(name, { ...seen, health: 'Red' }, { ...seen, health: 'Red' }, seen);
    expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
    expect(world.events.filter(({ kind }) => kind === 'warned')).toEqual([]);
  });

  test('404 names the setting that says where health is asked', async () => {
    const world = new DeployWorld();
    world.probe.otherwise = { kind: 'answered', status: 404 };
    expect((await failure(world.deploy())).message).toContain(
      `${url}/health answers 404: name a path of the app in \`healthPath\``,
    );
  });

  const failed = 'Instance deployment failed. The source bundle holds a link that leads out of it: shared.';

  test.each([
    ['an update, which leaves the former version running', { versionLabel: 'an-older-one' }],
    ['a first deploy', { versionLabel: 'version-0', health: 'Red' }],
  ])('D17 a deployment that failed for good ends the wait at once: %s', async (_name, state) => {
    const world = new DeployWorld();
    world.settings = { healthTimeoutMinutes: 15 };
    world.probe.otherwise = { kind: 'answered', status: 502 };
    world.stacks.onSettled = () => {
      world.environments.script(name, state);
      world.environments.addEvent(name, { at: world.clock.now(), severity: 'ERROR', message: failed });
    };
    const began = world.clock.now().getTime();
    const error = await failure(world.deploy());
    expect(error.code).toBe('unhealthy');
    expect(error.message).toContain(`The deployment to ${name} failed: ${failed}`);
    expect(world.clock.now().getTime() - began).toBeLessThan(60_000);
  });

  test('a configuration that no instance took ends the wait, though what ran before answers under the same version', async () => {
    const world = new DeployWorld();
    world.stacks.onSettled = () => {
      world.environments.script(name, { versionLabel: 'version-0', health: 'Red' });
      world.environments.addEvent(name, { at: world.clock.now(), severity: 'ERROR', message: failed });
    };
    const began = world.clock.now().getTime();
    const { code, message } = await failure(world.deploy());
    expect([code, message]).toEqual(['unhealthy', expect.stringContaining(failed)]);
    expect(world.clock.now().getTime() - began).toBeLessThan(60_000);
  });

  test('a deployment that failed is said once, though health and its causes repeat it', async () => {
    const world = new DeployWorld();
    world.probe.otherwise = { kind: 'answered', status: 502 };
    const causes = [failed.replace('failed.', 'failed:')];
    world.stacks.onSettled = () => {
      world.environments.script(name, { versionLabel: 'version-0', health: 'Red', causes });
      const at = world.clock.now();
      const transition = `Environment health has transitioned from Pending to Degraded. ${causes[0]}`;
      world.environments.addEvent(name, { at, severity: 'WARN', message: transition });
      world.environments.addEvent(name, { at, severity: 'ERROR', message: `[Instance: i-1] ${failed}` });
    };
    expect((await failure(world.deploy())).message).toBe(
      `The deployment to ${name} failed: [Instance: i-1] ${failed}: ${url}/health answers 502`,
    );
  });

  test('a deployment that failed before this one, or was followed by one that did not fail, ends no wait', async () => {
    const world = new DeployWorld();
    const event = (message: string, at: number) =>
      world.environments.addEvent(name, { at: new Date(at), severity: 'ERROR', message });
    event(failed, world.clock.now().getTime() - 3_600_000);
    world.stacks.onSettled = () => {
      event(failed, world.clock.now().getTime());
      event('New application version was deployed to running EC2 instances.', world.clock.now().getTime() + 1);
      world.environments.script(name, { versionLabel: 'version-0', health: 'Red' }, { versionLabel: 'version-0' });
    };
    world.probe.script(`${url}/health`, 502, 200);
    expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
  });

  test.each(['throttled', 'aws-timeout', 'aws-unavailable', 'endpoint-unreachable'])(
    'D10 goes on after a look that AWS did not answer: %s',
    async (code) => {
      const world = new DeployWorld();
      world.environments.faults.fail('find', new PreviewError(code, 'AWS did not answer', { fault: 'world' }), {
        times: 7,
      });
      expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
    },
  );

  test('D10 a look that AWS refuses for good is an error at once', async () => {
    const world = new DeployWorld();
    world.environments.faults.fail('find', new PreviewError('access-denied', 'no', { fault: 'world' }));
    expect((await failure(world.deploy())).code).toBe('access-denied');
  });
});

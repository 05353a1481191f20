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
    expect(error.message).toBe(`Not healthy after 1 min: ${url}/health answers 500`);
    expect(error.hint).toContain('stack stays');
    expect(world.events).toContainEqual(
      expect.objectContaining({ kind: 'evidence', logs: [expect.objectContaining({ text: 'Error: no database' })] }),
    );
    expect(await world.record()).toMatchObject({ deploys: [], seed: { state: 'none' } });
    expect(world.commands.runs).toEqual([]);
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
});

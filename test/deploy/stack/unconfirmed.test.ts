import { DeployWorld } from '../deploy-world';

const warnings = (world: DeployWorld) =>
  world.events.flatMap((event) =>
    event.kind === 'warned' && event.message.includes('Confirm') ? [event.message] : [],
  );

test('a deploy after which an address gets alarms for the first time says that they have to be agreed to', async () => {
  const world = new DeployWorld();
  const { outputsOf } = world.stacks;
  const deploy = async (commit: string) => {
    world.repository.push('login-page', commit.repeat(40));
    world.checkout.currentCommit = commit.repeat(40);
    await world.deploy();
  };
  await world.deploy();
  expect(warnings(world)).toEqual([]);
  const withAlarms = (email: string) => {
    world.stacks.outputsOf = (name) => ({ ...outputsOf(name), AlarmEmail: email });
  };
  withAlarms('on-call@acme.com');
  await deploy('2');
  expect(warnings(world)).toEqual([expect.stringContaining('AWS wrote to on-call@acme.com')]);
  await deploy('3');
  expect(warnings(world)).toHaveLength(1);
  withAlarms('ops@acme.com');
  await deploy('4');
  expect(warnings(world).at(-1)).toContain('ops@acme.com');
  expect(warnings(world)).toHaveLength(2);
});

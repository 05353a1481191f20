import { readFileSync, writeFileSync } from 'node:fs';
import { openProgram, type ProgramWorld } from '../../constructs/rights/ci-calls/program-world';
import { git } from '../../machine/git/git-fixture';

const environmentName = 'shop-staging--web';
const namespace = 'aws:elasticbeanstalk:application:environment';
let world: ProgramWorld;
let file: string;

beforeAll(async () => {
  world = await openProgram();
  file = `${world.folder}/copy/preview-stacks.config.json`;
  git(`${world.folder}/copy`, 'switch', '--quiet', 'main');
}, 120_000);
afterAll(() => world.close());

/** Deploys staging with these values of the service, and gives what the program said. */
async function deployWith(web: object): Promise<string> {
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  Object.assign(settings.base.services.web, { environment: {}, secrets: {}, ...web });
  writeFileSync(file, JSON.stringify(settings));
  const { code, said } = await world.run('deploy');
  expect({ code, said }).toEqual({ code: 0, said });
  return said;
}

const has = () =>
  (world.local.world.beanstalk.environment(environmentName)?.options ?? [])
    .filter((one) => one.namespace.startsWith(namespace) && !/^(PREVIEW_STACKS|FILES)_/.test(one.optionName))
    .map((one) => `${one.namespace.slice(namespace.length)} ${one.optionName}`)
    .sort();
const updates = () =>
  world.local.requestLog.requests().filter(({ operation }) => operation === 'UpdateEnvironment').length;

test('D01 where CloudFormation keeps a property that its template no longer names, deploy removes it', async () => {
  await deployWith({ environment: { KEEP: '1', OLD_FLAG: 'on' } });
  expect(has()).toEqual([' KEEP', ' OLD_FLAG']);
  expect(await deployWith({ environment: { KEEP: '1' } })).toContain('what settings no longer name is taken away');
  expect(has()).toEqual([' KEEP']);
  expect(updates()).toBe(1);
  await deployWith({ environment: { KEEP: '1' } });
  expect(updates()).toBe(1);
}, 60_000);

test('D01 where CloudFormation drops it, deploy has nothing to remove', async () => {
  const before = updates();
  world.local.faults.add({ kind: 'drop-options' });
  await deployWith({ environment: { KEEP: '1', OLD_FLAG: 'on' } });
  await deployWith({ environment: { KEEP: '1' } });
  world.local.faults.remove();
  expect(has()).toEqual([' KEEP']);
  expect(updates()).toBe(before);
}, 60_000);

test('D02 of a value that moved to secrets no plain copy is left, and the end says to rotate it', async () => {
  const { secrets } = world.local.world;
  const arn = secrets.create({ name: 'key', value: 'new-key', region: world.place.region, tags: {} });
  await deployWith({ environment: { API_KEY: 'old-plain-key' } });
  const said = await deployWith({ secrets: { API_KEY: arn } });
  expect(has()).toEqual(['secrets API_KEY']);
  expect(said).toContain(`API_KEY of ${environmentName} was a plain value`);
  expect(said).toContain('rotate it');
  expect(said).not.toContain('old-plain-key');
}, 60_000);

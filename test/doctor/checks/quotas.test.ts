import { addressesCheck, balancersCheck, databasesCheck, environmentsCheck } from '../../../lib/doctor/checks/quotas';
import { sharedBalancerCheck } from '../../../lib/doctor/checks/shared-balancer';
import { stacksCheck } from '../../../lib/doctor/checks/stacks';
import { demandOf } from '../../../lib/doctor/missing-targets';
import { ownershipTags } from '../../../lib/naming/ownership-tags';
import { balancerArn, DoctorWorld } from '../doctor-world';

let world: DoctorWorld;
beforeEach(() => {
  world = new DoctorWorld();
});

const stateOf = async (check: typeof databasesCheck) => (await world.look(check))[0]?.state;

test('RDS: what is used, what there may be, what is still to come', async () => {
  world.quotas.quotas.databases = { used: 12, most: 40 };
  expect(await world.said(databasesCheck)).toEqual(['ok: 12 of 40 used; 20 previews and staging need 21 more at most']);
});

test('what stands already is not counted again', async () => {
  world.stacks.add({ name: 'shop-preview-login-page' });
  world.stacks.add({ name: 'shop-preview-cart' });
  world.stacks.add({ name: 'awseb-e-123-stack' });
  world.stacks.add({ name: 'shop-preview-going', status: 'DELETE_IN_PROGRESS' });
  world.stacks.add({ name: 'shop-staging' });
  expect(await world.said(databasesCheck)).toEqual(['ok: 0 of 40 used; 18 more previews need 18 more at most']);
});

test('room for a part is a warning, room for none a fault, each with the fix', async () => {
  world.quotas.quotas.databases = { used: 30, most: 40 };
  expect(await world.look(databasesCheck)).toEqual([
    {
      state: 'warning',
      saw: '30 of 40 used; 20 previews and staging need 21 more at most, 10 are left',
      mend: expect.stringContaining('DB instances'),
    },
  ]);
  world.quotas.quotas.databases = { used: 40, most: 40 };
  expect((await world.said(databasesCheck))[0]).toMatch(/^fault: 40 of 40 used; .*, none is left$/);
});

test('an app without a database needs none', async () => {
  world.base = { ...world.base, database: 'none' };
  world.quotas.quotas.databases = { used: 40, most: 40 };
  expect(await world.said(databasesCheck)).toEqual(['ok: 40 of 40 used; 20 previews and staging need none']);
});

test('where every target stands nothing is to come', async () => {
  world.preview = { ...world.preview, maxPreviews: 1 };
  world.stacks.add({ name: 'shop-preview-login-page' });
  world.stacks.add({ name: 'shop-staging' });
  expect(await world.said(databasesCheck)).toEqual(['ok: 0 of 40 used; every target stands']);
});

test('production alone has no previews', async () => {
  expect(await world.said(databasesCheck, 'production')).toEqual(['ok: 0 of 40 used; production needs 1 more at most']);
});

test('T6 each environment is a stack of its own beside ours', async () => {
  expect(await world.said(stacksCheck)).toEqual(['ok: 1 of 2000 used; 20 previews and staging need 42 more at most']);
  world.quotas.stacks = 2;
  expect(await stateOf(stacksCheck)).toBe('fault');
  world.quotas.stacks = 3;
  expect(await stateOf(stacksCheck)).toBe('warning');
});

test('each service is a Beanstalk environment', async () => {
  world.base = { ...world.base, services: { web: {}, api: { kind: 'internal' }, jobs: { kind: 'worker' } } };
  expect((await world.said(environmentsCheck))[0]).toBe(
    'ok: 0 of 200 used; 20 previews and staging need 63 more at most',
  );
});

test('T8 single instances take an Elastic IP each, and there are five', async () => {
  expect((await world.said(addressesCheck))[0]).toBe('ok: 0 of 5 used; 20 previews and staging need none');
  world.preview = { ...world.preview, routing: 'single-instance', scheme: 'http' };
  expect((await world.said(addressesCheck))[0]).toBe(
    'warning: 0 of 5 used; 20 previews and staging need 20 more at most, 5 are left',
  );
});

test('balancers: one for each public service with its own, and one for each internal service', async () => {
  expect((await world.said(balancersCheck))[0]).toContain('need 1 more at most');
  world.base = { ...world.base, services: { web: {}, api: { kind: 'internal' } } };
  expect((await world.said(balancersCheck))[0]).toContain('need 22 more at most');
});

test('T7 the shared balancer has 100 target groups, which AWS does not raise, and 100 rules', async () => {
  expect(await world.said(sharedBalancerCheck)).toEqual([
    'ok: target groups: 0 of 100 used; 20 previews and staging need 20 more at most',
    'ok: rules: 0 of 100 used; 20 previews and staging need 20 more at most',
  ]);
  world.quotas.balancers.set(balancerArn, {
    targetGroups: { used: 90, most: 100 },
    rules: { used: 100, most: 100 },
  });
  const findings = await world.look(sharedBalancerCheck);
  expect(findings.map(({ state }) => state)).toEqual(['warning', 'fault']);
  expect(findings[0]?.mend).toContain('maxPreviews');
});

test('a shared balancer that is not there is a fault', async () => {
  world.quotas.balancers.clear();
  expect(await world.said(sharedBalancerCheck)).toEqual([`fault: there is no balancer ${balancerArn}`]);
  await world.dropOutput('BalancerArn');
  expect(await world.said(sharedBalancerCheck)).toEqual([
    'fault: the application stack has none, and settings ask for it',
  ]);
});

test('a worker takes neither address nor balancer, whatever the routing', () => {
  world.staging = { host: 'staging.acme.dev', services: { web: {}, jobs: { kind: 'worker' } } };
  const { values } = world.request().settings;
  expect(demandOf({ ...values, routing: 'single-instance' })).toEqual({
    ...{ stacks: 3, environments: 2, databases: 1, addresses: 1, balancers: 0, rules: 0 },
  });
});

test('CloudFormation: stacks of another repository are named, those of a former one counted until they are deployed', async () => {
  const tags = (repository: string, branch: string) =>
    ownershipTags({ project: 'shop', repository, target: { kind: 'preview', branch } });
  world.stacks.add({ name: 'shop-preview-cart', tags: tags('github:acme/former', 'cart') });
  world.stacks.add({ name: 'awseb-e-1-stack', tags: tags('github:acme/former', 'cart') });
  expect((await world.look(stacksCheck)).slice(1)).toEqual([
    {
      state: 'warning',
      saw: '1 preview of github:acme/former is left alone: shop-preview-cart',
      mend: "If this repository was renamed, set formerly: ['acme/former'] in the settings file; docs/renaming.md says what else is to do.",
    },
  ]);
  world.formerly = ['acme/former'];
  expect((await world.said(stacksCheck)).slice(1)).toEqual([
    'ok: 1 has a former name of the repository until the next deploy of each',
  ]);
  world.stacks.alter('shop-preview-cart', { tags: tags('github:acme/shop', 'cart') });
  expect((await world.said(stacksCheck)).slice(1)).toEqual([
    'ok: none has a former name of the repository any more: nothing here needs `formerly`',
  ]);
});

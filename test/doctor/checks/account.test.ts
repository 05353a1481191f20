import { clockCheck } from '../../../lib/doctor/checks/clock';
import { credentialsCheck } from '../../../lib/doctor/checks/credentials';
import { hostedZoneCheck } from '../../../lib/doctor/checks/hosted-zone';
import { platformsCheck } from '../../../lib/doctor/checks/platforms';
import { DoctorWorld } from '../doctor-world';

let world: DoctorWorld;
beforeEach(() => {
  world = new DoctorWorld();
});

test('credentials: whose account, as whom, in which region', async () => {
  expect(await world.said(credentialsCheck)).toEqual([
    'ok: account 111122223333 as arn:aws:iam::111122223333:user/someone, eu-central-1',
  ]);
});

test('credentials: another account than settings name is a fault', async () => {
  world.account.account = '999999999999';
  expect(await world.look(credentialsCheck)).toEqual([
    {
      state: 'fault',
      saw: expect.stringContaining('account 999999999999 as arn:aws:iam::999999999999:user/someone'),
      mend: expect.stringContaining('`account`'),
    },
  ]);
});

test('credentials: settings that name no account take any, and it says so', async () => {
  world.base = { region: 'eu-central-1' };
  expect((await world.said(credentialsCheck))[0]).toMatch(/^ok: .* settings name no account/);
});

test.each([
  [500, "ok: this computer's clock agrees with AWS's"],
  [-90_000, "ok: this computer's clock is 1 min 30 s behind AWS's"],
  [20 * 60_000, "warning: this computer's clock is 20 min ahead of AWS's"],
  [undefined, "warning: CloudFormation's answers do not say the time"],
])('K-4 clock: %j ms ahead', async (aheadMs, said) => {
  world.stacks.aheadMs = aheadMs;
  expect(await world.said(clockCheck)).toEqual([said]);
});

test('hosted zone: found for each domain', async () => {
  expect(await world.said(hostedZoneCheck)).toEqual([
    'ok: staging.acme.dev is in the zone acme.dev (Z1, found)',
    'ok: preview.acme.dev is in the zone acme.dev (Z1, found)',
  ]);
});

test('hosted zone: none that holds the domain is a fault that says where to name one', async () => {
  world.account.zones.clear();
  expect((await world.look(hostedZoneCheck))[1]).toEqual({
    state: 'fault',
    saw: 'no public zone of this account holds preview.acme.dev',
    mend: expect.stringContaining('preview.hostedZoneId'),
  });
});

test.each([
  ['of another account', 'Z9', 'fault: this account has no zone Z9'],
  ['private', 'Z3', 'fault: staging.acme.dev is in the zone acme.dev (Z3), which is private'],
  ['of another domain', 'Z4', 'fault: the zone notacme.dev (Z4) does not hold staging.acme.dev'],
  ['right', 'Z1', 'ok: staging.acme.dev is in the zone acme.dev (Z1)'],
])('hosted zone: a named one that is %s', async (_, hostedZoneId, said) => {
  world.zones.zones.push(
    { id: 'Z3', name: 'acme.dev', public: false },
    { id: 'Z4', name: 'notacme.dev', public: true },
  );
  world.staging = { host: 'staging.acme.dev', hostedZoneId };
  expect((await world.said(hostedZoneCheck))[0]).toBe(said);
});

test('hosted zone: two that were found for one stage are a fault, as deploy-application would refuse them', async () => {
  world.account.zones.set('preview.acme.dev', 'Z5');
  world.zones.zones.push({ id: 'Z5', name: 'preview.acme.dev', public: true });
  expect((await world.said(hostedZoneCheck))[2]).toBe(
    'fault: staging.acme.dev and preview.acme.dev are in two zones: Z1, Z5',
  );
});

test('platforms: each name with the version that it stands for', async () => {
  world.base = {
    ...world.base,
    services: { web: { platform: 'nodejs-22' }, api: { kind: 'internal', platform: 'python-3.13' } },
  };
  world.environments.platforms.set('nodejs-22', 'arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 22/6.8.0');
  expect(await world.said(platformsCheck)).toEqual([
    'ok: nodejs-22 is Node.js 22/6.8.0',
    'ok: python-3.13 is python-3.13/1.0.0',
  ]);
});

test('platforms: an ARN is taken as it is, and one that Beanstalk does not recommend is a fault beside the others', async () => {
  const arn = 'arn:aws:elasticbeanstalk:eu-central-1::platform/Own/1.0.0';
  world.base = { ...world.base, services: { web: { platform: arn }, api: { kind: 'internal', platform: 'cobol-85' } } };
  expect(await world.said(platformsCheck)).toEqual([
    `ok: ${arn} is taken as it is`,
    'fault: could not be looked at: Beanstalk recommends no platform "cobol-85" in this region',
  ]);
});

import { estimate } from '../../../lib/cost/estimate';
import { knownPrices } from '../../../lib/cost/known-prices';
import { checkDailyCost } from '../../../lib/deploy/gate/check-daily-cost';
import type { SettingsLayer } from '../../../lib/settings/settings';
import { DeployWorld, preview } from '../deploy-world';

function worldWith(settings: SettingsLayer, region = 'us-east-1') {
  const world = new DeployWorld();
  world.settings = { ...world.settings, ...settings };
  const request = world.request(preview);
  return { world, request: { ...request, cost: estimate(request.settings, knownPrices(region)) } };
}

test('a preview that costs more is refused before anything is asked, with its dearest line and the setting', async () => {
  const { world, request } = worldWith({ limits: { dailyCost: 0.83 } });
  await expect(world.deploy(preview, request)).rejects.toMatchObject({
    code: 'cost-over-limit',
    exitCode: 2,
    message:
      'the preview costs about $0.83 a day, and limits.dailyCost allows $0.83; the dearest of it is database db.t4g.micro, postgres, $0.38',
    hint: 'Change database.instanceClass, or raise limits.dailyCost in preview.',
  });
  expect(world.events).toEqual([]);
  expect(await world.stacks.find('shop-preview-login-page')).toBeUndefined();
});

test('a preview that costs no more is deployed', async () => {
  const { world, request } = worldWith({ limits: { dailyCost: 0.84 } });
  expect(await world.deploy(preview, request)).toMatchObject({ kind: 'deployed' });
});

test('what the limit cannot count is warned of, and what is known is still held to it', async () => {
  const { world, request } = worldWith({ limits: { dailyCost: 0.5 }, database: { engine: 'mysql' } });
  await world.deploy(preview, request);
  expect(world.events.filter(({ kind }) => kind === 'warned')).toContainEqual({
    kind: 'warned',
    message:
      'limits.dailyCost does not count database db.t4g.micro, mysql, database: storage, GiB: the price is not known',
  });
  const { request: larger } = worldWith({
    limits: { dailyCost: 0.5 },
    database: { engine: 'mysql' },
    services: { web: { instanceType: 't4g.medium' } },
  });
  expect(() => checkDailyCost(larger.settings, larger.cost)).toThrow('at least $0.98');
});

test.each([
  ['staging', { kind: 'staging' }],
  ['production', { kind: 'production' }],
] as const)('%s has no limit: it is for previews', (_, target) => {
  const { request } = worldWith({});
  const values = { ...request.settings.values, limits: { dailyCost: 0.01 } };
  expect(checkDailyCost({ target, values }, request.cost)).toBeUndefined();
});

test('a service with a hostile name of its type reaches no terminal', () => {
  const { request } = worldWith({ limits: { dailyCost: 0.01 } });
  const own = request.cost.own.map((line) => ({ ...line, what: 'web: \u001b[31m', setting: 'a\u202eb' }));
  expect(() => checkDailyCost(request.settings, { own })).toThrow('web: \\u001b[31m');
});

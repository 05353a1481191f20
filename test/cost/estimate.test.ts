import { type CostLine, estimate } from '../../lib/cost/estimate';
import { knownPrices } from '../../lib/cost/known-prices';
import { ageRemark, amountText, dearest, sleeperText, sumOf, sumText } from '../../lib/cost/sum';
import type { Target } from '../../lib/naming/target';
import { checkSettings } from '../../lib/settings/check';
import { resolveSettings } from '../../lib/settings/resolve';
import { withPreview } from '../settings/files';

const preview: Target = { kind: 'preview', branch: 'login' };

function costOf(settings: object, target: Target = preview, region = 'us-east-1') {
  const file = { ...withPreview({}), ...settings };
  return estimate(resolveSettings(checkSettings(file), target), knownPrices(region));
}

const shown = (lines: readonly CostLine[]) => lines.map(({ id, quantity, perDay }) => [id, quantity, perDay]);

test('what can sleep says what it costs asleep; where nothing of that is known it says so', () => {
  expect(sleeperText(sumOf(costOf({}).own))).toBe('about $0.83 a day awake, $0.10 asleep (list prices of 2026-11)');
  const line = costOf({}).own.find(({ standing }) => !standing);
  const unknown = costOf({}, preview, 'ap-south-1').own;
  expect(sleeperText(sumOf([...(line ? [line] : []), ...unknown]))).toMatch(
    /^at least \$0\.20 a day awake, not known asleep /,
  );
  expect(sleeperText(sumOf(unknown))).toBe('not known');
});

test('a preview as it is built in costs an instance, its address and disk, and a database with storage and two secrets', () => {
  const { own } = costOf({});
  expect(shown(own)).toEqual([
    ['web/instance', 1, 201_600_000n],
    ['web/address', 1, 120_000_000n],
    ['web/disk', 10, 26_301_370n],
    ['database/instance', 1, 384_000_000n],
    ['database/disk', 20, 75_616_438n],
    ['database/secrets', 2, 26_301_370n],
  ]);
  expect(sumText(sumOf(own))).toBe('about $0.83 a day (list prices of 2026-11)');
});

test('what AWS bills beside instances that do not run is a tenth of a dollar', () => {
  expect(sumOf(costOf({}).own).standing).toBe(101_917_808n);
});

test('a price in doubt makes the sum "at least"', () => {
  expect(sumText(sumOf(costOf({}, preview, 'eu-central-1').own))).toBe('at least $0.95 a day (list prices of 2026-11)');
});

test('a price that is not known is never 0: the sum says "at least" and names the line', () => {
  const { own } = costOf(withPreview({ database: { engine: 'mariadb' } }));
  const sum = sumOf(own);
  expect(amountText(sum)).toBe('at least $0.37 a day');
  expect(sum.unknown.map(({ id }) => id)).toEqual(['database/instance', 'database/disk']);
});

test('a region without a table has no price, and its sum is not known', () => {
  const sum = sumOf(costOf({}, preview, 'ap-south-1').own);
  expect([sumText(sum), sum.unknown.length]).toEqual(['not known', 6]);
  expect(knownPrices('constructor').all).toEqual({});
});

test('instances are counted at the least, and the sum says that there may be more', () => {
  const { own } = costOf(withPreview({ services: { web: { instances: { min: 2, max: 4 } } } }));
  expect(own.slice(0, 3).map(({ quantity, orMore }) => [quantity, orMore])).toEqual([
    [2, 'up to 4 instances'],
    [2, 'up to 4 instances'],
    [20, 'up to 4 instances'],
  ]);
  expect(sumOf(own).atLeast).toBe(true);
});

test('an own balancer has an address in two zones at least; an internal one has none; a worker has no balancer', () => {
  const services = { web: { links: ['api', 'jobs'] }, api: { kind: 'internal' }, jobs: { kind: 'worker' } };
  const { own } = costOf(withPreview({ routing: 'load-balancer', database: 'none', services }));
  const ids = own.map(({ id }) => id);
  expect(ids).toEqual([
    ...['web/instance', 'web/address', 'web/disk', 'web/balancer', 'web/balancer-addresses'],
    ...['api/instance', 'api/address', 'api/disk', 'api/balancer'],
    ...['jobs/instance', 'jobs/address', 'jobs/disk'],
  ]);
  expect(own.find(({ id }) => id === 'web/balancer-addresses')?.quantity).toBe(2);
});

test('what previews share is apart: the balancer with its addresses, and the zone', () => {
  const { shared } = costOf({});
  expect(shown(shared)).toEqual([
    ['stage/balancer', 1, 540_000_000n],
    ['stage/balancer-addresses', 2, 240_000_000n],
    ['stage/zone', 1, 16_438_356n],
  ]);
});

test('in private subnets there is no address, and the NAT gateways of the VPC are a line without a price', () => {
  const { own, shared } = costOf({
    base: { region: 'us-east-1', network: { vpcId: 'vpc-0123456789abcdef0', instanceSubnets: 'private' } },
  });
  expect(own.map(({ id }) => id)).not.toContain('web/address');
  expect(sumOf(shared).unknown.map(({ id }) => id)).toEqual(['stage/nat']);
});

test('a standby in a second zone has a price of its own, which is not twice the first', () => {
  const database = { instanceClass: 'db.t4g.small', multiAz: true };
  const { own } = costOf(withPreview({ database }));
  expect(own.find(({ id }) => id === 'database/instance')?.perDay).toBe(1_560_000_000n);
  expect(own.find(({ id }) => id === 'database/disk')?.perDay).toBe(151_232_877n);
});

test.each([
  ['a service that takes the URL', {}, 2],
  ['services with a URL of their own', { services: { web: { environment: { DATABASE_URL: 'postgres://x' } } } }, 1],
  ['a name that is taken out', { database: { environment: { DATABASE_URL: 'none' } } }, 1],
])('secrets of a database with %s', (_, settings, count) => {
  const { own } = costOf(withPreview(settings));
  expect(own.find(({ id }) => id === 'database/secrets')?.quantity).toBe(count);
});

test('what alarms and a dashboard cost is not known; previews have none', () => {
  const settings = {
    base: { region: 'us-east-1' },
    staging: { host: 'staging.acme.dev', alarms: { email: 'a@acme.dev' } },
  };
  const { own } = costOf(settings, { kind: 'staging' });
  expect(sumOf(own).unknown.map(({ id }) => id)).toEqual(['alarms']);
  expect(sumOf(costOf(settings).own).unknown).toEqual([]);
});

test('what an extension adds is not known', () => {
  const cost = costOf({ extend: './more.ts' });
  expect(sumOf(cost.own).unknown.map(({ id }) => id)).toEqual(['extension']);
});

test('the dearest line is named with its setting', () => {
  expect(dearest(costOf({}).own)).toMatchObject({ id: 'database/instance', setting: 'database.instanceClass' });
  expect(dearest(costOf({}, preview, 'ap-south-1').own)).toBeUndefined();
});

test("the team's own table comes before ours, and what it does not have is looked up in ours", () => {
  const price = { usd: '1', per: 'hour', source: 'a test', date: '2020-01-01' } as const;
  const prices = knownPrices('us-east-1', {
    region: 'us-east-1',
    date: '2020-01-02',
    prices: { 'instance t4g.micro': price },
  });
  expect(prices.find('instance t4g.micro')?.usd).toBe('1');
  expect(prices.find('address')?.usd).toBe('0.005');
  const { own } = estimate(resolveSettings(checkSettings(withPreview({})), preview), prices);
  expect(sumOf(own).tableDate).toBe('2020-01-02');
});

test.each([
  ['2026-05-27T00:00:00Z', undefined],
  ['2026-05-28T00:00:00Z', 'The prices are of 2025-11-28, 181 days old'],
])('prices of 2025-11-28 at %s', (now, remark) => {
  expect(ageRemark({ tableDate: '2025-11-28' }, new Date(now))).toEqual(remark && expect.stringContaining(remark));
});

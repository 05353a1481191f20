import { knownPrices, knownRegions } from '../../lib/cost/known-prices';
import { readPriceFile } from '../../lib/cost/price-table';

test('both regions have a table', () => {
  expect(knownRegions).toEqual(['us-east-1', 'eu-central-1']);
});

test.each(knownRegions)('every price of %s has an amount, a unit, an address as its source and a day', (region) => {
  const { all } = knownPrices(region);
  expect(Object.keys(all).length).toBeGreaterThan(10);
  for (const price of Object.values(all)) {
    expect(price).toEqual({
      usd: expect.stringMatching(/^\d+(\.\d{1,9})?$/),
      per: expect.stringMatching(/^(hour|month)$/),
      source: expect.stringMatching(/^https:\/\/\S+$/),
      date: expect.stringMatching(/^2026-\d\d-\d\d$/),
      tableDate: '2026-11-28',
      ...(price.doubt !== undefined && { doubt: expect.stringMatching(/\w/) }),
    });
    expect(Date.parse(price.date)).toBeLessThanOrEqual(Date.parse(price.tableDate));
  }
});

test.each(knownRegions)('the table of %s is one that a file may hold', (region) => {
  const { all } = knownPrices(region);
  const table = { region, date: '2026-11-28', prices: all };
  expect(readPriceFile({ version: 1, tables: { [region]: table } })).not.toHaveProperty('fault');
});

const price = { usd: '0.01', per: 'hour', source: 'AWS', date: '2026-11-28' };
const fileWith = (over: object) => ({
  version: 1,
  tables: { 'ap-south-1': { region: 'ap-south-1', date: '2026-11-28', prices: { address: { ...price, ...over } } } },
});

test('a file with a sound table is taken as it is', () => {
  expect(readPriceFile(fileWith({}))).toEqual(fileWith({}));
});

test.each([
  ['a list', [], 'it holds no object'],
  ['nothing', null, 'it holds no object'],
  ['another version', { version: 2, tables: {} }, 'its version is not 1'],
  ['no tables', { version: 1 }, 'it has no tables'],
  ['a table of another region', { version: 1, tables: { x: { region: 'y' } } }, 'is of another region'],
  ['no date', { version: 1, tables: { x: { region: 'x', prices: {} } } }, 'has no date'],
  ['a number for a price', fileWith({ usd: 0.01 }), 'is no decimal in quotes'],
  ['NaN', fileWith({ usd: 'NaN' }), 'is no decimal in quotes'],
  ['a negative price', fileWith({ usd: '-1' }), 'is no decimal in quotes'],
  ['a price of 0', fileWith({ usd: '0.00' }), 'is not between 0 and 1000 dollars'],
  ['a huge price', fileWith({ usd: '1000.01' }), 'is not between 0 and 1000 dollars'],
  ['another unit', fileWith({ per: 'second' }), 'is neither for an hour nor for a month'],
  ['no source', fileWith({ source: '' }), 'has no source'],
  ['a day that is none', fileWith({ date: '2026-13-45' }), 'has no date'],
  ['a day that its month does not have', fileWith({ date: '2026-02-31' }), 'has no date'],
  ['a doubt that is no text', fileWith({ doubt: 1 }), 'has a doubt that is no text'],
])('a file with %s is refused whole', (_, value, fault) => {
  expect(readPriceFile(value)).toEqual({ fault: expect.stringContaining(fault) });
});

test('a name with a line break stays on one line, where CI would take the next for a command', () => {
  for (const tables of [
    { 'us-east-1': { region: 'us-east-1', date: '2026-01-01', prices: { 'x\n::error::y': {} } } },
    { 'x\n::error::y': {} },
  ]) {
    expect(readPriceFile({ version: 1, tables })).toEqual({ fault: expect.stringMatching(/^.*x\\n::error::y.*$/) });
  }
});

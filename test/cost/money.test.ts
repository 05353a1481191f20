import fc from 'fast-check';
import { decimal, dollars, nanoDollars, ofNumber, perDay } from '../../lib/cost/money';

test.each([
  ['0.0084000000', 8_400_000n],
  ['0.0084', 8_400_000n],
  ['16', 16_000_000_000n],
  ['0', 0n],
  ['0.000000001', 1n],
])('%s dollars are %s billionths', (text, expected) => {
  expect(nanoDollars(text)).toBe(expected);
});

test.each(['', '-1', '+1', '1e3', 'NaN', 'Infinity', '1.', '.5', '0x10', ' 1', '1,5', '0.0000000001', '9999999999'])(
  '"%s" is no price',
  (text) => {
    expect(nanoDollars(text)).toBeUndefined();
  },
);

test('every decimal of nine digits comes back as it was', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 15n), (amount) => {
      expect(nanoDollars(decimal(amount))).toBe(amount);
    }),
  );
});

test('a price an hour counts 24 times a day, a price a month 24 times in 730', () => {
  expect(perDay(8_400_000n, 'hour', 1)).toBe(201_600_000n);
  expect(perDay(80_000_000n, 'month', 10)).toBe(26_301_370n);
  // No float is that exact: 65,536 GiB at the dearest price of a table.
  expect(perDay(999_999_999_999n, 'month', 65_536)).toBe(2_154_608_219_175_928n);
});

test.each([
  [0n, '$0.00'],
  [1n, '<$0.01'],
  [9_999_999n, '<$0.01'],
  [10_000_000n, '$0.01'],
  [833_817_644n, '$0.83'],
  [835_000_000n, '$0.84'],
  [12_345_678_900_000n, '$12345.68'],
])('%s billionths are shown as %s', (amount, text) => {
  expect(dollars(amount)).toBe(text);
});

test('a number of the settings is taken to the billionth', () => {
  expect([0.1, 2.5, 1000].map(ofNumber)).toEqual([100_000_000n, 2_500_000_000n, 1_000_000_000_000n]);
});

import { wishOf } from '../../../lib/cleanup/keep/wish-of';

const day = 86_400_000;

test.each([
  ['12h', day / 2],
  ['3d', 3 * day],
  ['2w', 14 * day],
])('--for %s is so long', (text, milliseconds) => {
  expect(wishOf({ for: text })).toEqual({ kind: 'for', milliseconds });
});

test.each([
  ['2026-12-24', '2026-12-25T00:00:00.000Z'],
  ['2028-02-29', '2028-03-01T00:00:00.000Z'],
  ['2026-12-24T18:00Z', '2026-12-24T18:00:00.000Z'],
  ['2026-12-24T18:00:30Z', '2026-12-24T18:00:30.000Z'],
  ['2026-12-24T18:00+01:00', '2026-12-24T17:00:00.000Z'],
  ['2026-12-24T23:30-05:00', '2026-12-25T04:30:00.000Z'],
])('--until %s is %s: a day to its end in UTC, a time in its zone', (text, until) => {
  expect(wishOf({ until: text })).toEqual({ kind: 'until', until: new Date(until) });
});

test('--forever and --no-longer stand alone', () => {
  expect(wishOf({ forever: true })).toEqual({ kind: 'forever' });
  expect(wishOf({ longer: false })).toEqual({ kind: 'no-longer' });
});

test.each<[Parameters<typeof wishOf>[0], string]>([
  [{}, 'How long is not said'],
  [{ for: '3d', until: '2026-12-24' }, '--for and --until were both given'],
  [{ forever: true, longer: false }, '--forever and --no-longer were both given'],
  ...['0d', '3', '-3d', '1.5d', 'd', '3 d', '3m', '٣d', '', '9999999d'].map(
    (text) => [{ for: text }, `--for is "${text}"`] as [{ for: string }, string],
  ),
  ...['tomorrow', '24.12.2026', '2026-02-30', '2026-13-01', '2026-12-24T25:00Z', '2026-12-24T24:00Z', ''].map(
    (text) => [{ until: text }, `--until is "${text}", which is no date`] as [{ until: string }, string],
  ),
  [{ until: '2026-12-24T18:00+25:00' }, '--until is "2026-12-24T18:00+25:00", which is no date'],
  [{ until: '2026-12-24T18:00' }, '--until is "2026-12-24T18:00", which says no time zone'],
])('%j is refused before anything is asked', (options, message) => {
  const failure = expect.objectContaining({ code: 'option-invalid', exitCode: 2, message, hint: expect.any(String) });
  expect(() => wishOf(options)).toThrow(failure);
});

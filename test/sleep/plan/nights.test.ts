import { Nights } from '../../../lib/sleep/plan/nights';

const berlin = new Nights({ from: '20:00', to: '07:00', timeZone: 'Europe/Berlin' });
const workdays = new Nights({
  ...{ from: '20:00', to: '07:00', timeZone: 'Europe/Berlin' },
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
});
const at = (nights: Nights, moment: string) => {
  const night = nights.at(new Date(moment));
  return night && [night.fellAt.toISOString(), night.endsAt.toISOString()];
};
const hours = (nights: Nights, from: string, to: string) => nights.awakeMs(new Date(from), new Date(to)) / 3_600_000;

test('a night begins in the evening and ends in the morning, on the minute', () => {
  const night = ['2026-11-24T19:00:00.000Z', '2026-11-25T06:00:00.000Z'];
  expect(at(berlin, '2026-11-24T18:59:59.999Z')).toBeUndefined();
  expect(at(berlin, '2026-11-24T19:00:00Z')).toEqual(night);
  expect(at(berlin, '2026-11-25T05:59:59.999Z')).toEqual(night);
  expect(at(berlin, '2026-11-25T06:00:00Z')).toBeUndefined();
});

test('without the days of the weekend it is night from Friday to Monday, and each evening is one', () => {
  const monday = '2026-11-30T06:00:00.000Z';
  expect(at(workdays, '2026-11-27T20:00:00Z')).toEqual(['2026-11-27T19:00:00.000Z', monday]);
  expect(at(workdays, '2026-11-28T12:00:00Z')).toEqual(['2026-11-27T19:00:00.000Z', monday]);
  expect(at(workdays, '2026-11-29T23:00:00Z')).toEqual(['2026-11-29T19:00:00.000Z', monday]);
  expect(at(workdays, '2026-11-30T06:00:00Z')).toBeUndefined();
});

test('in spring a night of 11 hours has 10, in autumn 12', () => {
  expect(at(berlin, '2026-03-29T00:30:00Z')).toEqual(['2026-03-28T19:00:00.000Z', '2026-03-29T05:00:00.000Z']);
  expect(at(berlin, '2026-10-25T00:30:00Z')).toEqual(['2026-10-24T18:00:00.000Z', '2026-10-25T06:00:00.000Z']);
});

test('a time that comes twice is the first, one that does not come is an hour later', () => {
  const early = new Nights({ from: '01:30', to: '02:30', timeZone: 'Europe/Berlin' });
  // On 29 March it is 03:00 after 01:59; on 25 October 02:30 comes twice.
  expect(at(early, '2026-03-29T00:45:00Z')).toEqual(['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z']);
  expect(at(early, '2026-10-25T00:00:00Z')).toEqual(['2026-10-24T23:30:00.000Z', '2026-10-25T00:30:00.000Z']);
  expect(at(early, '2026-10-25T01:00:00Z')).toBeUndefined();
});

test('a night that the clock jumps over does not begin', () => {
  const gone = new Nights({ from: '02:10', to: '03:10', timeZone: 'Europe/Berlin' });
  expect(at(gone, '2026-03-29T01:09:00Z')).toBeUndefined();
  expect(at(gone, '2026-03-29T01:11:00Z')).toBeUndefined();
  expect(at(gone, '2026-03-30T00:11:00Z')).toBeDefined();
});

test('a night may lie in the day, south of the equator, or at half an hour', () => {
  const lunch = new Nights({ from: '12:00', to: '13:00', timeZone: 'Australia/Lord_Howe' });
  // Lord Howe's summer is half an hour: UTC+11 from October, UTC+10:30 from April.
  expect(at(lunch, '2026-01-15T01:30:00Z')).toEqual(['2026-01-15T01:00:00.000Z', '2026-01-15T02:00:00.000Z']);
  expect(at(lunch, '2026-07-15T01:45:00Z')).toEqual(['2026-07-15T01:30:00.000Z', '2026-07-15T02:30:00.000Z']);
});

test('hours of the night do not count', () => {
  expect(hours(berlin, '2026-11-24T17:00:00Z', '2026-11-25T08:00:00Z')).toBe(4);
  expect(hours(berlin, '2026-11-24T20:00:00Z', '2026-11-25T05:00:00Z')).toBe(0);
  expect(hours(workdays, '2026-11-27T17:00:00Z', '2026-11-30T07:00:00Z')).toBe(3);
  // 90 days of 13 hours, whatever the clocks do.
  expect(hours(berlin, '2026-09-01T05:00:00Z', '2026-11-30T06:00:00Z')).toBe(90 * 13);
  expect(hours(berlin, '2026-11-25T08:00:00Z', '2026-11-25T08:00:00Z')).toBe(0);
});

import { askedTime } from '../../../lib/control/asked-time';

const now = new Date('2026-11-28T12:00:00Z');
const hour = 3_600_000;

test.each([
  [{ for: '3d' }, 72 * hour],
  [{ until: '2026-11-28' }, 12 * hour],
  [{ until: '2026-11-28T11:00Z' }, -hour],
  [{ until: '9998-12-31' }, Date.parse('9999-01-01T00:00:00Z') - now.getTime()],
  [{ until: '9999-12-31' }, 'forever'],
  [{ for: '999999w' }, 'forever'],
  [{ forever: true }, 'forever'],
  [{ longer: false }, undefined],
] as const)('keep with %j asks for %s', (words, time) => {
  expect(askedTime(words, now)).toBe(time);
});

import { resolveSettings } from '../../lib/settings/resolve';
import type { SettingsFile } from '../../lib/settings/settings';
import { faultsOf, fullFaultsOf, smallest, withBase, withOverride, withPreview } from './files';

const nights = { from: '20:00', to: '07:00', timeZone: 'Europe/Berlin' };
const sleepOf = (file: unknown, branch = 'login') =>
  resolveSettings(file as SettingsFile, { kind: 'preview', branch }).values.sleep;

test.each<[string, unknown]>([
  ['idle hours', { idleHours: 12 }],
  ['no idle hours', { idleHours: 0 }],
  ['nights', { nights }],
  ['nights of some days', { nights: { ...nights, days: ['monday', 'friday'] } }],
  ['both', { idleHours: 720, nights: { ...nights, from: '00:00', to: '23:59', timeZone: 'UTC' } }],
  ['nights of three hours', { nights: { ...nights, from: '23:00', to: '02:00' } }],
  ['neither', {}],
  ['nothing at all', 'none'],
])('previews may sleep by %s', (_, sleep) => {
  expect(faultsOf(withPreview({ sleep }))).toEqual([]);
});

const withNights = (change: object) => withPreview({ sleep: { nights: { ...nights, ...change } } });
test.each<[string, unknown, RegExp]>([
  ['a zone that is not there', withNights({ timeZone: 'Europe/Berlim' }), /"Europe\/Berlim" is not a time zone/],
  ['an offset', withNights({ timeZone: '+02:00' }), /"\+02:00" is not a time zone/],
  ['a zone with a line', withNights({ timeZone: 'UTC\n' }), /is not a time zone/],
  ['a zone that is a number', withNights({ timeZone: 2 }), /2 is not a time zone/],
  ['an hour of 24', withNights({ from: '24:00' }), /nights\.from: "24:00" is not a time of the day/],
  ['minutes of 60', withNights({ to: '07:60' }), /nights\.to: "07:60" is not a time of the day/],
  ['an hour of one digit', withNights({ to: '7:00' }), /"7:00" is not a time of the day/],
  ['a number for a time', withNights({ to: 7 }), /7 is not a time of the day/],
  ['no length', withNights({ to: '20:00' }), /^preview\.sleep\.nights\.from: the nights begin and end at "20:00"/],
  [
    'two hours',
    withNights({ to: '22:00' }),
    /^preview\.sleep\.nights\.from: the nights from "20:00" to "22:00" are shorter/,
  ],
  ['two hours over midnight', withNights({ from: '23:30', to: '02:29' }), /are shorter than three hours/],
  ['no days', withNights({ days: [] }), /nights\.days: the list is empty/],
  ['a day that is none', withNights({ days: ['Mon'] }), /days\[0\]: "Mon" is not one of "monday"/],
  ['no end', withNights({ to: undefined }), /^preview\.sleep\.nights\.to: the nights have no to/],
  ['half an hour', withPreview({ sleep: { idleHours: 0.5 } }), /0\.5 is not a whole number of hours/],
  ['a year of idleness', withPreview({ sleep: { idleHours: 8760 } }), /8760 is not a whole number of hours from 0/],
  ['true', withPreview({ sleep: true }), /sleep: true is not a record/],
  ['an unknown key', withPreview({ sleep: { idleDays: 1 } }), /sleep\.idleDays: there is no such setting/],
  ['base', withBase({ sleep: { idleHours: 1 } }), /^base\.sleep: .*only previews sleep/],
  [
    'staging',
    { ...smallest, staging: { host: 'staging.acme.dev', sleep: { idleHours: 1 } } },
    /^staging\.sleep: .*only previews sleep/,
  ],
  [
    'production',
    { ...smallest, production: { host: 'shop.acme.com', sleep: 'none' } },
    /^production\.sleep: .*only previews sleep/,
  ],
])('sleep with %s is refused', (_, file, fault) => {
  expect(faultsOf(file).join('\n')).toMatch(fault);
});

test('every fault of the nights is said at once, with what to write', () => {
  const faults = fullFaultsOf(withPreview({ sleep: { nights: { from: '8 pm', timeZone: 'Europe/Berlim' } } }));
  expect(faults.map(({ path, hint }) => [path, hint])).toEqual([
    ['preview.sleep.nights.from', "Write hours and minutes, such as '20:00' or '07:30'."],
    ['preview.sleep.nights.timeZone', 'Did you mean "Europe/Berlin"?'],
    ['preview.sleep.nights.to', expect.stringContaining("'07:00'")],
  ]);
});

test('no preview sleeps by itself until someone asks for it', () => {
  expect(sleepOf(smallest)).toBeUndefined();
});

test('a branch may never sleep, or sleep by other hours than the others', () => {
  const file = {
    ...withPreview({ sleep: { idleHours: 12, nights } }),
    branches: [
      { match: 'demo/*', because: 'shown to customers', settings: { sleep: 'none' } },
      { match: 'us/*', because: 'a team elsewhere', settings: { sleep: { nights: { timeZone: 'America/New_York' } } } },
      { match: 'idle/*', because: 'used at night', settings: { sleep: { nights: 'none' } } },
    ],
  };
  expect(faultsOf(file)).toEqual([]);
  expect(sleepOf(file)).toEqual({ idleHours: 12, nights });
  expect(sleepOf(file, 'demo/fair')).toBe('none');
  expect(sleepOf(file, 'us/login')).toEqual({ idleHours: 12, nights: { ...nights, timeZone: 'America/New_York' } });
  expect(sleepOf(file, 'idle/login')).toEqual({ idleHours: 12, nights: 'none' });
});

test('nights that only an override begins are missed where it stands', () => {
  expect(faultsOf(withOverride({ sleep: { nights: { from: '20:00', timeZone: 'UTC' } } }))).toEqual([
    'branches[0].settings.sleep.nights.to: the nights have no to',
  ]);
});

import type { KeptSleep } from '../../../lib/ports/record';
import { asksTraffic, decideSleep } from '../../../lib/sleep/plan/decide-sleep';
import type { SleepFacts } from '../../../lib/sleep/plan/sleep-plan';
import { circumstancesAt, factsWith, nights, previewWith, web } from './facts';

const verdict = (facts: SleepFacts, now: string) => {
  const { act, reason, because, as } = decideSleep(facts, circumstancesAt(now));
  return [`${act} ${reason}${as === undefined ? '' : ` as ${as}`}`, because];
};
const deployedAt = (at: string) => ({ deploys: [{ at, commit: '1'.repeat(40), bundles: {} }] });
const slept = (because: KeptSleep['because'], state: KeptSleep['state'] = 'asleep') => ({
  sleep: { state, since: '2026-11-24T19:20:00.000Z', because, instances: web },
});
// Night is from 19:00 to 06:00 UTC.
const noon = '2026-11-24T12:00:00Z';
const evening = '2026-11-24T19:20:00Z';
const midnight = '2026-11-25T00:20:00Z';
const before = '2026-11-25T05:20:00Z';
const morning = '2026-11-25T06:20:00Z';
const idle = { settings: { idleHours: 8 } };
const both = { settings: { idleHours: 8, nights } };
const requestAt = (to: string) => ({
  known: true as const,
  counted: [{ from: new Date(Date.parse(to) - 300_000), to: new Date(to), requests: 3 }],
});

test.each<[string, SleepFacts, string, string]>([
  ['is awake by day', factsWith({}), noon, 'nothing awake'],
  ['is put to sleep in the evening', factsWith({}), evening, 'sleep night as night'],
  ['is put to sleep by a run 40 minutes late', factsWith({}), '2026-11-24T20:00:00Z', 'sleep night as night'],
  ['is put to sleep after runs that were skipped', factsWith({}), midnight, 'sleep night as night'],
  ['stays awake when only the next run could wake it, and late', factsWith({}), before, 'nothing awake'],
  ['was pushed a moment before the night', factsWith(deployedAt('2026-11-24T18:50:00Z')), evening, 'nothing young'],
  ['was pushed an hour before', factsWith(deployedAt('2026-11-24T18:15:00Z')), evening, 'sleep night as night'],
  ['was pushed at night', factsWith(deployedAt('2026-11-24T21:00:00Z')), midnight, 'nothing awake'],
  ['was pushed last night', factsWith(deployedAt('2026-11-24T03:00:00Z')), evening, 'sleep night as night'],
  ['was woken at night', factsWith({ usedAt: '2026-11-24T21:00:00Z' }), midnight, 'nothing awake'],
  ['has a use that is made up', factsWith({ usedAt: '2030-01-01T00:00:00Z' }), evening, 'sleep night as night'],
  ['has a deploy a minute ahead of us', factsWith(deployedAt('2026-11-24T19:21:00Z')), evening, 'nothing young'],
  ['sleeps at night', factsWith(slept('night')), midnight, 'nothing asleep'],
  ['is woken before the night ends', factsWith(slept('night')), before, 'wake morning'],
  ['is woken by a run that is late', factsWith(slept('night')), morning, 'wake morning'],
  ['is woken when settings have no nights any more', factsWith(slept('night'), idle), midnight, 'wake morning'],
  ['was put to sleep by a person', factsWith(slept('asked')), morning, 'nothing asleep'],
  ['fell asleep because it was idle', factsWith(slept('idle')), morning, 'nothing asleep'],
  [
    'has a database that RDS started',
    factsWith(slept('idle'), { databaseStatus: 'available' }),
    noon,
    'sleep database-started as idle',
  ],
  ['has one that RDS starts', factsWith(slept('asked'), { databaseStatus: 'starting' }), noon, 'nothing asleep'],
  [
    'was asked to sleep, and RDS started',
    factsWith(slept('asked'), { databaseStatus: 'available' }),
    noon,
    'sleep database-started',
  ],
  ['is to wake, and RDS started', factsWith(slept('night'), { databaseStatus: 'available' }), morning, 'wake morning'],
  ['is being put to sleep', factsWith(slept('night', 'falling')), '2026-11-24T19:40:00Z', 'nothing busy'],
  ['was being put to sleep', factsWith(slept('night', 'falling')), midnight, 'sleep cut-short as night'],
  ['was being put to sleep by a person', factsWith(slept('asked', 'falling')), morning, 'sleep cut-short'],
  ['was being put to sleep, and it is morning', factsWith(slept('night', 'falling')), morning, 'wake cut-short'],
  ['was being woken', factsWith(slept('idle', 'waking')), midnight, 'wake cut-short'],
  ['is idle', factsWith(deployedAt('2026-11-24T04:00:00Z'), idle), noon, 'sleep idle as idle'],
  ['is not idle yet', factsWith(deployedAt('2026-11-24T04:01:00Z'), idle), noon, 'nothing awake'],
  ['was woken, and is not idle yet', factsWith({ usedAt: '2026-11-24T08:00:00Z' }, idle), noon, 'nothing awake'],
  ['is visited', factsWith({}, { ...idle, traffic: requestAt('2026-11-24T11:00:00Z') }), noon, 'nothing awake'],
  ['was visited', factsWith({}, { ...idle, traffic: requestAt('2026-11-24T03:00:00Z') }), noon, 'sleep idle as idle'],
  [
    'was visited by the job alone',
    factsWith({ wokenAt: '2026-11-24T06:02:00Z' }, { ...idle, traffic: requestAt('2026-11-24T06:05:00Z') }),
    noon,
    'sleep idle as idle',
  ],
  [
    'was deployed yesterday evening, and nights do not count',
    factsWith(deployedAt('2026-11-23T18:00:00Z'), both),
    noon,
    'nothing awake',
  ],
  ['was deployed yesterday noon', factsWith({}, both), noon, 'sleep idle as idle'],
  [
    'was woken at night and left',
    factsWith({ usedAt: '2026-11-24T19:30:00Z' }, { settings: { idleHours: 4, nights } }),
    midnight,
    'sleep idle as night',
  ],
  ['never sleeps', factsWith({}, { settings: 'none' }), evening, 'nothing not-asked'],
  ['is not asked about', factsWith({}, { settings: undefined }), evening, 'nothing not-asked'],
  [
    'has a setting that switches off',
    factsWith({}, { settings: { idleHours: 0, nights: 'none' } }),
    evening,
    'nothing not-asked',
  ],
  ['is a single instance', factsWith({}, { isSingle: true }), evening, 'nothing single-instance'],
  ['is being deployed', factsWith({}, { preview: previewWith('none', 'CREATE_IN_PROGRESS') }), evening, 'nothing busy'],
  ['failed', factsWith({}, { preview: previewWith('none', 'ROLLBACK_COMPLETE') }), evening, 'nothing unknown'],
  ['has no record', factsWith({}, { preview: previewWith('none') }), evening, 'nothing unknown'],
  [
    'has a record that cannot be read',
    factsWith({}, { preview: previewWith('unreadable') }),
    evening,
    'nothing unknown',
  ],
])('a preview that %s', (_, facts, now, expected) => {
  const [what, because] = verdict(facts, now);
  expect(what).toBe(expected);
  expect(because).not.toBe('');
});

const heldUntil = (until: string) => ({
  held: [
    { service: 'web', instanceId: 'i-0123456789abcdef0', since: '2026-11-24T12:00:00.000Z', until, by: 'ann\u0007' },
  ],
});

test('a preview with an instance that is held does not sleep, and says who holds it', () => {
  expect(verdict(factsWith(heldUntil('2026-11-24T20:00:00.000Z')), evening)).toEqual([
    'nothing held',
    expect.stringMatching(/^i-0123456789abcdef0 of web is held by ann.* until 2026-11-24 20:00 UTC$/),
  ]);
});

test('an instance that is held for too long is released', () => {
  const facts = factsWith(heldUntil('2026-11-24T19:00:00.000Z'), { settings: 'none' });
  expect(verdict(facts, evening)[0]).toBe('release overdue');
});

test('whatever a record says, an instance is held for no more than a day', () => {
  const facts = factsWith(heldUntil('2099-01-01T00:00:00.000Z'), { settings: 'none' });
  expect(verdict(facts, '2026-11-25T11:59:00.000Z')[0]).toBe('nothing held');
  expect(verdict(facts, '2026-11-25T12:00:00.000Z')[0]).toBe('release overdue');
});

test('a preview whose requests are not known goes by deploys, and says so', () => {
  const facts = factsWith({}, { ...idle, traffic: { known: false, because: 'AWS refuses cloudwatch:GetMetricData' } });
  expect(verdict(facts, noon)).toEqual([
    'sleep idle as idle',
    'it was last deployed 24 h 0 min ago; requests are not known (AWS refuses cloudwatch:GetMetricData)',
  ]);
});

test('requests are asked for only where they decide', () => {
  const asked = (facts: SleepFacts, now: string) => asksTraffic(facts, circumstancesAt(now))?.toISOString();
  expect(asked(factsWith({}, idle), noon)).toBe('2026-11-23T12:00:00.000Z');
  expect(asked(factsWith({ usedAt: '2026-11-24T03:00:00.000Z' }, idle), noon)).toBe('2026-11-24T03:00:00.000Z');
  expect(asked(factsWith(deployedAt('2026-11-24T08:00:00Z'), idle), noon)).toBeUndefined();
  expect(asked(factsWith({}), evening)).toBeUndefined();
  expect(asked(factsWith(slept('idle'), idle), noon)).toBeUndefined();
});

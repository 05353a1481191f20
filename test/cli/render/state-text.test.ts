import { stateText } from '../../../lib/cli/render/target/state-text';
import type { KeptSleep } from '../../../lib/ports/record';
import { heldText } from '../../../lib/previews/record/held-text';

const sleep: KeptSleep = {
  ...{ state: 'asleep', since: '2026-11-20T20:00:00.000Z', because: 'night', by: 'octocat' },
  instances: { web: { min: 1, max: 1 } },
};
const asleep = 'asleep since 2026-11-20 20:00 UTC by octocat, for the night';

test.each([
  ['CREATE_COMPLETE', undefined, 'CREATE_COMPLETE'],
  ['UPDATE_COMPLETE', sleep, asleep],
  ['UPDATE_IN_PROGRESS', { ...sleep, state: 'falling' as const }, `UPDATE_IN_PROGRESS, falling ${asleep}`],
  ['UPDATE_IN_PROGRESS', { ...sleep, state: 'waking' as const }, `UPDATE_IN_PROGRESS, waking (${asleep})`],
  ['DELETE_IN_PROGRESS', sleep, `DELETE_IN_PROGRESS, ${asleep}`],
])('%s with %j is %s', (state, kept, text) => {
  expect(stateText({ state, ...(kept && { sleep: kept }) })).toBe(text);
});

test('that an instance is held stands beside the state', () => {
  const held = { service: 'web', instanceId: 'i-0a', since: sleep.since, until: '2026-11-21T12:00:00.000Z' };
  expect(stateText({ state: 'UPDATE_COMPLETE', held: [held] })).toBe('UPDATE_COMPLETE, 1 held');
  expect(stateText({ state: 'UPDATE_COMPLETE', sleep, held: [] })).toBe(asleep);
});

test('a name that acts on a terminal is shown as its code', () => {
  expect(stateText({ state: 'CREATE_COMPLETE', sleep: { ...sleep, by: 'o\u001b[2J' } })).toContain('by o\\u001b[2J');
});

test('an instance that is held is said with its service, its end, and who holds it why', () => {
  const held = { service: 'web', instanceId: 'i-0a', since: sleep.since, until: '2026-11-21T12:00:00.000Z' };
  expect(heldText(held)).toBe('i-0a of web, held since 2026-11-20 20:00 UTC until 2026-11-21 12:00 UTC');
  expect(heldText({ ...held, by: 'mona', why: 'it\u202e leaks' })).toBe(
    'i-0a of web, held since 2026-11-20 20:00 UTC by mona until 2026-11-21 12:00 UTC (it\\u202e leaks)',
  );
});

import { Billed } from '../../../lib/cli/compose/billed';
import { knownPrices } from '../../../lib/cost/known-prices';
import { sumText } from '../../../lib/cost/sum';
import type { Target } from '../../../lib/naming/target';
import { checkSettings } from '../../../lib/settings/check';
import { resolveSettings } from '../../../lib/settings/resolve';
import { smallest } from '../../settings/files';

const branch = (name: string): Target => ({ kind: 'preview', branch: name });
const file = checkSettings({
  ...smallest,
  branches: [
    { match: 'large', because: 'x', settings: { services: { web: { instances: { min: 2, max: 2 } } } } },
    { match: 'bare', because: 'x', settings: { database: 'none', fileStore: 'none' } },
    { match: 'mysql', because: 'x', settings: { database: { engine: 'mysql' } } },
  ],
});
const billedIn = (region: string) =>
  new Billed({ settingsOf: (target) => resolveSettings(file, target) }, () => knownPrices(region));
const billed = billedIn('us-east-1');

test.each([
  ['CREATE_COMPLETE', '$0.83'],
  ['UPDATE_ROLLBACK_FAILED', '$0.83'],
  ['UPDATE_IN_PROGRESS', '$0.83'],
  ['ROLLBACK_COMPLETE', '–'],
  ['CREATE_FAILED', '–'],
  ['DELETE_IN_PROGRESS', '–'],
  ['DELETE_FAILED', '–'],
  ['NEW_STATUS', '–'],
])('a preview in %s costs %s: what has failed or goes is not known', (state, cell) => {
  expect(billed.cell({ target: branch('a'), state })).toBe(cell);
});

test('what an override of its branch adds counts, and what may be more has a plus', () => {
  const state = 'CREATE_COMPLETE';
  expect(billed.cell({ target: branch('large'), state })).toBe('$1.18');
  expect(billed.cell({ target: branch('mysql'), state })).toBe('$0.37+');
  expect(billed.cell({ target: { kind: 'production' }, state })).toBe('$2.06+');
  expect(billed.document({ target: branch('mysql'), state })).toEqual({
    usd: '0.37420274',
    atLeast: true,
    pricesOf: '2026-11-28',
    asleepUsd: '0.02630137',
  });
});

test('what sleeps costs what AWS bills although nothing runs, and where that is nothing it is known', () => {
  const state = 'CREATE_COMPLETE';
  expect(billed.cell({ target: branch('a'), state, asleep: true })).toBe('$0.10');
  expect(billed.cell({ target: branch('bare'), state, asleep: true })).toBe('$0.00');
  expect(billed.document({ target: branch('a'), state, asleep: true })).not.toHaveProperty('asleepUsd');
  const both = billed.together([
    { target: branch('a'), state },
    { target: branch('a'), state, asleep: true },
  ]);
  expect(both && sumText(both)).toBe('about $0.94 a day (list prices of 2026-11)');
});

test('together they cost their sum; one that is not known makes it "at least"; none is not known', () => {
  const all = [branch('a'), branch('large')].map((target) => ({ target, state: 'CREATE_COMPLETE' }));
  const text = (more: typeof all, one = billed) => {
    const sum = one.together(more);
    return sum && sumText(sum);
  };
  expect(text(all)).toBe('about $2.02 a day (list prices of 2026-11)');
  expect(text([...all, { target: branch('b'), state: 'DELETE_FAILED' }])).toMatch(/^at least \$2\.02 /);
  expect(text([])).toBeUndefined();
  expect(text(all, billedIn('ap-south-1'))).toBeUndefined();
});

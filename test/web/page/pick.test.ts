import { firstChoice, goesNext, pick, type Sort, sorts } from '../../../lib/web/page/script/pick';
import { sampleRow, sampleState } from './page-samples';

const at = Date.parse('2026-11-28T10:00:00Z');
const rows = sampleState(at).previews;
const ids = (choice: Partial<typeof firstChoice>) => pick(rows, { ...firstChoice, ...choice }, at).map(({ id }) => id);

describe('which rows are shown', () => {
  test('first those that were used last', () => {
    expect(ids({}).slice(0, 3)).toEqual(['first', 'checkout', 'menu']);
  });

  test('a filter leaves what its counter counts', () => {
    const { counters } = sampleState(at);
    expect(ids({ filter: 'awake' })).toHaveLength(counters.awake);
    expect(ids({ filter: 'asleep' })).toHaveLength(counters.asleep);
    expect(ids({ filter: 'failing' })).toHaveLength(counters.failing);
    expect(ids({ filter: 'going' })).toHaveLength(counters.goingNext);
  });

  test.each([
    ['CHECKOUT', ['checkout']],
    ['#10482', ['long']],
    ['octocat asleep since', ['search']],
    ['no-such-word', []],
  ])('a search for %s finds it in the words of a row, in capitals or not', (search, found) => {
    expect(ids({ search })).toEqual(found);
  });

  test('each order turned round is the other one, but what is not known stays last', () => {
    for (const sort of sorts) {
      const known = (id: string) => !unknownIn(sort).includes(id);
      const up = pick(distinct, { ...firstChoice, sort }, at).map(({ id }) => id);
      const down = pick(distinct, { ...firstChoice, sort, descending: true }, at).map(({ id }) => id);
      expect(down.filter(known)).toEqual(up.filter(known).reverse());
      expect([...up].reverse().slice(0, unknownIn(sort).length)).toEqual(unknownIn(sort));
      expect([...down].reverse().slice(0, unknownIn(sort).length)).toEqual(unknownIn(sort));
    }
  });

  test('it goes next when cleanup would delete it, or within a day', () => {
    const goesAt = (hours: number) => ({
      cleanup: { verdict: 'keep' as const, because: '', goesAt: new Date(at + hours * 3_600_000).toISOString() },
    });
    expect([goesNext(goesAt(23), at), goesNext(goesAt(25), at)]).toEqual([true, false]);
    expect(goesNext({ cleanup: { verdict: 'delete', because: '' } }, at)).toBe(true);
    expect(goesNext({ cleanup: { verdict: 'keep', because: '' } }, at)).toBe(false);
  });
});

/** Rows that differ in everything that is compared; the last lacks what may lack. */
const distinct = [
  sampleRow(at, 'a', { ago: 1000, standing: 'ready', costPerDay: { usd: '9', atLeast: false } }),
  sampleRow(at, 'b', { ago: 2000, standing: 'failing', costPerDay: { usd: '10.5', atLeast: true } }),
  sampleRow(at, 'c', { ago: 3000, standing: 'asleep', costPerDay: { usd: '0.2', atLeast: false } }),
  {
    ...sampleRow(at, 'd', { ago: 4000, standing: 'held', cleanup: { verdict: 'keep', because: '' } }),
    commit: undefined,
    costPerDay: undefined,
  },
];

function unknownIn(sort: Sort): readonly string[] {
  return ['commit', 'goes', 'cost'].includes(sort) ? ['d'] : [];
}

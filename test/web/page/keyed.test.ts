import fc from 'fast-check';
import { keyedPlan } from '../../../lib/web/page/script/keyed';

const keys = fc.uniqueArray(fc.constantFrom(...'abcdefghijklmnop'), { maxLength: 12 });

describe('the plan that brings rows into another order', () => {
  test('it ends with the rows that are wanted, in their order, and moves none that is focused', () => {
    fc.assert(
      fc.property(keys, keys, fc.constantFrom(...'abcdefghijklmnop'), (before, next, focused) => {
        const plan = keyedPlan(before, next, focused);
        expect(carriedOut(before, plan)).toEqual(next);
        if (before.includes(focused)) expect(plan.place.map(({ key }) => key)).not.toContain(focused);
      }),
    );
  });

  test.each([
    ['abcde', 'abcde', ''],
    ['abcde', 'eabcd', 'e'],
    ['abcde', 'bcdea', 'a'],
    ['abcde', 'abxcde', 'x'],
    ['abcde', 'ace', ''],
  ])('from %s to %s only "%s" is moved', (before, next, moved) => {
    expect(
      keyedPlan([...before], [...next])
        .place.map(({ key }) => key)
        .join(''),
    ).toBe(moved);
  });
});

function carriedOut(before: readonly string[], { remove, place }: ReturnType<typeof keyedPlan>): string[] {
  let rows = before.filter((key) => !remove.includes(key));
  for (const { key, after } of place) {
    rows = rows.filter((one) => one !== key);
    rows.splice(after === undefined ? 0 : rows.indexOf(after) + 1, 0, key);
  }
  return rows;
}

import fc from 'fast-check';
import { compareKeys } from '../../../lib/local/s3/store/compare-keys';
import { SortedKeys } from '../../../lib/local/s3/store/sorted-keys';

const key = fc.string({ unit: 'grapheme', maxLength: 6 });

test('keys compare as their UTF-8 bytes do', () => {
  fc.assert(
    fc.property(key, key, (a, b) => {
      const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
      expect(Math.sign(compareKeys(a, b))).toBe(bytes);
    }),
    { seed: 7, numRuns: 2000 },
  );
});

test('a set that keys were put into and taken from has those that are left, in order', () => {
  const step = fc.record({ key, adds: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), key, (steps, start) => {
      const keys = new SortedKeys();
      const expected = new Set<string>();
      for (const one of steps) {
        keys[one.adds ? 'add' : 'delete'](one.key);
        expected[one.adds ? 'add' : 'delete'](one.key);
      }
      const sorted = [...expected].sort(compareKeys);
      expect([...keys.from('')]).toEqual(sorted);
      expect([...keys.from(start)]).toEqual(sorted.filter((one) => compareKeys(one, start) >= 0));
    }),
    { seed: 7, numRuns: 200 },
  );
});

test('a hundred thousand keys stay in order while they come in any order and go from the front', () => {
  const keys = new SortedKeys();
  const count = 100_000;
  for (let index = 0; index < count; index += 1) {
    // 7919 has no common divisor with the count: each number comes once.
    keys.add(String((index * 7919) % count).padStart(6, '0'));
  }
  for (let index = 0; index < count - 3; index += 1) {
    keys.delete(String(index).padStart(6, '0'));
  }
  expect([...keys.from('')]).toEqual(['099997', '099998', '099999']);
});

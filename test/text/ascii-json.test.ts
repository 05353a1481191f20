import fc from 'fast-check';
import { asciiJson } from '../../lib/text/ascii-json';

test('whatever the value, its JSON is ASCII and stands for the same value', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), (json) => {
      const text = asciiJson(json);
      expect([...text].filter((character) => character > '\u007f')).toEqual([]);
      expect(JSON.parse(text)).toEqual(JSON.parse(json));
    }),
    { numRuns: 200 },
  );
});

test('one character outside of the basic plane is two codes', () => {
  expect(asciiJson('"Grüße 🚀"')).toBe('"Gr\\u00fc\\u00dfe \\ud83d\\ude80"');
});

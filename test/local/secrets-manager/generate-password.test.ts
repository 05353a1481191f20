import fc from 'fast-check';
import { generatePassword } from '../../../lib/local/secrets-manager/generate-password';

test('a password has 32 characters with one of each kind, unless the request says otherwise', () => {
  for (let round = 0; round < 50; round += 1) {
    const password = generatePassword({});
    expect(password).toHaveLength(32);
    for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z0-9]/]) {
      expect(password).toMatch(kind);
    }
  }
});

test('no excluded character is ever in a password', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.integer({ min: 8, max: 64 }), (ExcludeCharacters, PasswordLength) => {
      const password = generatePassword({ ExcludeCharacters, PasswordLength, ExcludePunctuation: 'true' });
      expect(password).toHaveLength(PasswordLength);
      expect([...password].filter((character) => ExcludeCharacters.includes(character))).toEqual([]);
      expect(password).toMatch(/^[a-zA-Z0-9]+$/);
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('a length that cannot hold one of each kind is refused', () => {
  expect(() => generatePassword({ PasswordLength: 3 })).toThrow('too short');
  expect(generatePassword({ PasswordLength: 3, RequireEachIncludedType: false })).toHaveLength(3);
});

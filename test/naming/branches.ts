import * as fc from 'fast-check';
import { checkBranch } from '../../lib/naming/branch';

/** Whether our own rules take it; branch.test.ts holds them against git's. */
export function isBranch(raw: string): boolean {
  try {
    checkBranch(raw);
    return true;
  } catch {
    return false;
  }
}

/** Branch names as people, bots and attackers write them. */
export const anyBranch: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'aAbB019-_./#!$&(),;|\'"é漢🚀@%<>{}=+'), minLength: 1, maxLength: 300 }),
    fc
      .array(
        fc.constantFrom('feature', 'Feature', 'fix', 'a-b', 'a_b', 'main', 'v1.2.3', '日本語', 'login', 'no-infra'),
        {
          minLength: 1,
          maxLength: 4,
        },
      )
      .chain((parts) => fc.constantFrom(...'/-_.').map((separator) => parts.join(separator))),
  )
  .filter(isBranch);

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Branch names that look alike: one stem, and only the end, the case or the separator tells them apart. */
export const branchesOfOneStem: fc.Arbitrary<string> = fc
  .oneof(
    fc
      .array(fc.constantFrom('🚀', '🎉', '💥', '✨', '🔥'), { minLength: 1, maxLength: 12 })
      .map((emoji) => emoji.join('')),
    fc
      .tuple(fc.constantFrom('lodash', 'types/node', 'aws-sdk'), fc.nat(60), fc.nat(60), fc.nat(60))
      .map(([name, major, minor, patch]) => `dependabot/npm_and_yarn/${name}-${major}.${minor}.${patch}`),
    fc
      .tuple(fc.constantFrom(...letters), fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 2 }))
      .map(([first, last]) => first.repeat(200) + last),
    fc
      .array(fc.boolean(), { minLength: 13, maxLength: 13 })
      .map((capitals) => [...'feature/login'].map((c, i) => (capitals[i] ? c.toUpperCase() : c)).join('')),
    fc
      .array(fc.constantFrom('-', '_', '/', '.'), { minLength: 6, maxLength: 6 })
      .map((separators) => `f${separators.map((separator, i) => separator + i).join('')}`),
  )
  .filter(isBranch);

/** So many different names, the same ones in every run. */
export function distinct(arbitrary: fc.Arbitrary<string>, count: number, seed: number): string[] {
  const found = new Set<string>();
  for (let round = 0; found.size < count && round < 10; round += 1) {
    for (const name of fc.sample(arbitrary, { numRuns: count, seed: seed + round })) {
      if (found.size < count) found.add(name);
    }
  }
  return [...found];
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const numbers = [...readFileSync(join(__dirname, '..', 'docs', 'aws.md'), 'utf8').matchAll(/^\| T(\d+) \|/gm)].map(
  ([, number]) => Number(number),
);

/** Titles of tests, and of what groups them, in every file of this folder. */
const titles = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(test|contract)\.ts$/.test(file))
  .flatMap((file) => [
    ...readFileSync(join(__dirname, file), 'utf8').matchAll(
      /\b(?:it|test|describe)(?:\.each\([\s\S]*?\))?\(\s*(['"`])([\s\S]*?)\1/g,
    ),
  ])
  .map(([, , title]) => title ?? '');

const tested = (number: number) => titles.some((title) => new RegExp(`\\bT${number}\\b`).test(title));

describe('the traps of docs/aws.md', () => {
  test('are numbered once each, in order', () => {
    expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
  });

  test('are all of them: no number is left out', () => {
    expect(numbers).toEqual(Array.from({ length: 44 }, (_, index) => index + 1));
  });

  test('have a test each that names its number', () => {
    expect(numbers.filter((number) => !tested(number)).map((number) => `T${number}`)).toEqual([]);
  });

  test('would be missed', () => {
    expect(tested(999)).toBe(false);
  });
});

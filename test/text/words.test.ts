import fc from 'fast-check';
import { bytes } from '../../lib/cli/render/bytes';
import { table } from '../../lib/cli/render/table';
import { duration } from '../../lib/text/duration';
import { harmlessJson, plain } from '../../lib/text/visible';
import { anyText } from '../announce/hostile';

const obeyed =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left.
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

describe('a duration', () => {
  test.each([
    [0, '0.0 s'],
    [1_449, '1.4 s'],
    [9_949, '9.9 s'],
    [9_950, '10 s'],
    [59_499, '59 s'],
    [59_500, '1 min 0 s'],
    [185_000, '3 min 5 s'],
    [25 * 60_000, '25 min'],
    [130 * 60_000, '2 h 10 min'],
    [76 * 3_600_000, '3 d 4 h'],
  ])('%d milliseconds read %s', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text);
  });
});

describe('a size', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [326_000, '326 kB'],
    [1_496_386, '1.5 MB'],
    [999_600_000_000, '1.0 TB'],
  ])('%d bytes read %s', (count, text) => {
    expect(bytes(count)).toBe(text);
  });
});

describe('JSON', () => {
  test('of any text holds nothing that a terminal obeys, and is the same value for who reads it', () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, anyText), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = harmlessJson(value, indent);
        expect(text).not.toMatch(obeyed);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('has C1 control characters and direction marks as their codes', () => {
    expect(harmlessJson({ a: '\u009b31mred \u202etxt.exe\u007f' })).toBe('{"a":"\\u009b31mred \\u202etxt.exe\\u007f"}');
  });
});

describe('text from the world', () => {
  test('shows escape sequences, carriage returns and direction marks instead of obeying them', () => {
    expect(plain('\u001b[2Jgone\r\u202eevil\u0007')).toBe('\\u001b[2Jgone\\u000d\\u202eevil\\u0007');
  });

  test.each(['\u200e', '\u200f', '\u061c', '\u2066', '\ufeff', '\u2028', '\u0085', '\ud83d', '\udc69'])(
    'shows %j too',
    (mark) => {
      const code = `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
      expect(plain(`a${mark}b`)).toBe(`a${code}b`);
    },
  );

  test('keeps letters of every script, tabs and new lines', () => {
    expect(plain('日本語 é 🚀\t\n')).toBe('日本語 é 🚀\t\n');
  });
});

describe('a table', () => {
  const columns = [
    { title: 'A', cell: (row: readonly string[]) => row[0] ?? '' },
    { title: 'B', cell: (row: readonly string[]) => row[1] ?? '' },
  ];

  test('is as wide as its longest cells, and has no trailing spaces', () => {
    expect(
      table(columns, [
        ['x', 'y'],
        ['longer', ''],
      ]),
    ).toEqual(['A       B', 'x       y', 'longer']);
  });

  test('counts characters that take two cells as two', () => {
    expect(
      table(columns, [
        ['日本', 'y'],
        ['abcd', 'z'],
      ]),
    ).toEqual(['A     B', '日本  y', 'abcd  z']);
  });
});

import { holds } from './conditions';
import { fits, fitsArn } from './patterns';

type Row = readonly [
  operator: string,
  given: string | readonly string[] | undefined,
  wanted: string | readonly string[],
  boolean,
];

const title = (rows: readonly Row[]) =>
  rows.map((row) => [`${row[0]} of ${JSON.stringify(row[1]) ?? 'no key'} and ${JSON.stringify(row[2])}`, row] as const);
const check = ([operator, given, wanted, expected]: Row) =>
  expect(holds(operator, given, [wanted].flat())).toBe(expected);

// IAM user guide, "IAM JSON policy elements: Condition operators", read in November 2026.
describe('an operator of IAM', () => {
  test.each(
    title([
      ['StringEquals', 'a', 'a', true],
      ['StringEquals', 'A', 'a', false],
      ['StringEquals', 'ab', 'a*', false],
      ['StringEquals', 'b', ['a', 'b'], true],
      ['StringNotEquals', 'b', 'a', true],
      ['StringNotEquals', 'b', ['a', 'b'], false],
      ['StringEqualsIgnoreCase', 'A', 'a', true],
      ['StringNotEqualsIgnoreCase', 'A', 'a', false],
      ['StringLike', 'a/b:c', 'a*c', true],
      ['StringLike', 'A', 'a*', false],
      ['StringLike', 'abc', 'a?c', true],
      ['StringLike', 'ac', 'a?c', false],
      ['StringLike', 'a/c', 'a?c', true],
      ['StringLike', 'b', ['a*', 'b'], true],
      ['StringNotLike', 'ab', 'a*', false],
      ['StringNotLike', 'b', 'a*', true],
      ['Bool', 'false', 'false', true],
      ['Bool', 'true', 'false', false],
      ['NumericLessThan', '9', '10', true],
      ['NumericLessThan', '10', '10', false],
      ['NumericLessThanEquals', '10', '10', true],
      ['NumericGreaterThan', '10', '9', true],
      ['NumericGreaterThanEquals', '8', '9', false],
      ['NumericEquals', '1.0', '1', true],
      ['NumericNotEquals', '1', '1', false],
    ]),
  )('compares: %s', (_, row) => check(row));

  test.each(
    title([
      ['StringEquals', undefined, 'a', false],
      ['StringLike', undefined, '*', false],
      ['ArnLike', undefined, 'arn:aws:s3:::a', false],
      ['Bool', undefined, 'false', false],
      ['NumericLessThan', undefined, '1', false],
      ['StringNotEquals', undefined, 'a', true],
      ['StringNotLike', undefined, '*', true],
      ['ArnNotLike', undefined, 'arn:aws:s3:::a', true],
      ['StringEqualsIfExists', undefined, 'a', true],
      ['StringEqualsIfExists', 'b', 'a', false],
      ['StringNotEqualsIfExists', undefined, 'a', true],
      ['BoolIfExists', undefined, 'true', true],
      ['Null', undefined, 'true', true],
      ['Null', undefined, 'false', false],
      ['Null', 'a', 'false', true],
      ['Null', 'a', 'true', false],
      // A value that is empty is none.
      ['Null', '', 'true', true],
      ['Null', [], 'false', false],
      ['StringEquals', '', 'a', false],
      ['StringNotEquals', '', 'a', true],
    ]),
  )('knows what a key means that is missing: %s', (_, row) => check(row));
});

// The same guide, "Single-valued vs. multivalued context keys".
describe('an operator on a set', () => {
  test.each(
    title([
      ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b', 'c'], true],
      ['ForAllValues:StringEquals', ['a', 'd'], ['a', 'b', 'c'], false],
      ['ForAllValues:StringLike', ['xa', 'xb'], 'x*', true],
      ['ForAllValues:StringNotEquals', ['a', 'b'], ['b'], false],
      ['ForAnyValue:StringEquals', ['a', 'd'], ['a', 'b'], true],
      ['ForAnyValue:StringEquals', ['d', 'e'], ['a', 'b'], false],
      ['ForAnyValue:StringLike', ['d', 'xa'], 'x*', true],
      ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a'], true],
      ['ForAnyValue:StringNotEquals', ['a'], ['a'], false],
      // "returns true if there are no context keys in the request or if the context key value resolves to a null dataset"
      ['ForAllValues:StringEquals', undefined, 'a', true],
      ['ForAllValues:StringEquals', [], 'a', true],
      ['ForAllValues:StringEquals', '', 'a', true],
      ['ForAllValues:StringNotEquals', undefined, 'a', true],
      // "For no matching context key or a null dataset, the condition returns false"
      ['ForAnyValue:StringEquals', undefined, 'a', false],
      ['ForAnyValue:StringEquals', [], 'a', false],
      ['ForAnyValue:StringLike', undefined, '*', false],
      ['ForAnyValue:StringNotEquals', undefined, 'a', false],
    ]),
  )('%s', (_, row) => check(row));
});

test.each([
  ['DateLessThan', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['IpAddress', '203.0.113.1', '203.0.113.0/24'],
  ['StringEqual', 'a', 'a'],
  ['stringequals', 'a', 'a'],
  ['ForSomeValues:StringEquals', 'a', 'a'],
  ['ForAnyValue:StringEqualsIfExists', 'a', 'a'],
  ['ForAnyValue:Null', 'a', 'true'],
  ['DateLessThan', undefined, '2027-01-01T00:00:00Z'],
  ['Bool', 'yes', 'true'],
  ['NumericLessThan', 'ten', '11'],
  ['ArnLike', 'shop', 'arn:aws:s3:::shop'],
  ['StringEquals', 'a', ['$', '{aws:username}'].join('')],
  ['StringLike', 'a', ['$', '{aws:username}*'].join('')],
])('what is not known is an error, not an answer: %s', (operator, given, wanted) => {
  expect(() => holds(operator, given, [wanted])).toThrow();
});

test('a key with several values needs an operator on a set', () => {
  expect(() => holds('StringEquals', ['a', 'b'], ['a'])).toThrow('ForAllValues or ForAnyValue');
});

describe('a pattern', () => {
  const variable = (name: string) => ['$', `{${name}}`].join('');

  test.each([
    ['*', 'a/b:c\nd', true],
    ['a*', 'a', true],
    ['a*c', 'a/b/c', true],
    ['a?', 'a', false],
    ['a.c', 'abc', false],
    ['a[b]', 'ab', false],
    ['a', 'ab', false],
    [`a${variable('*')}`, 'a*', true],
    [`a${variable('*')}`, 'ab', false],
    [`a${variable('?')}`, 'a?', true],
    [`a${variable('?')}`, 'ab', false],
    [`a${variable('$')}{b}`, ['a$', '{b}'].join(''), true],
  ])('%s against %j', (pattern, text, expected) => {
    expect(fits(pattern, text)).toBe(expected);
  });

  // "Each of the six colon-delimited components of the ARN is checked separately and each can include multi-character match wildcards".
  test.each([
    ['arn:aws:iam::*:role/x', 'arn:aws:iam::111122223333:role/x', true],
    ['arn:aws:s3:*', 'arn:aws:s3:::shop', null],
    ['arn:aws:s3:::shop-*', 'arn:aws:s3:::shop-a:b/c', true],
    ['arn:aws:sqs:*:role/x', 'arn:aws:sqs:eu-central-1:1:role/x', null],
    ['arn:*:s3:::shop', 'arn:aws-cn:s3:::shop', true],
    ['arn:aws:*:::shop', 'arn:aws:s3:eu::shop', false],
    ['arn:aws:s3:::Shop', 'arn:aws:s3:::shop', false],
  ])('of an ARN %s against %s', (pattern, arn, expected) => {
    if (expected === null) expect(() => fitsArn(pattern, arn)).toThrow('compares ARNs');
    else expect(fitsArn(pattern, arn)).toBe(expected);
  });
});

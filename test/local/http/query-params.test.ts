import { AwsError } from '../../../lib/local/http/aws-error';
import { QueryParams } from '../../../lib/local/http/query-params';

const parse = (form: string, missing?: string) => QueryParams.parse(new URLSearchParams(form), missing);

test('lists of structures are read in all of the forms that AWS has', () => {
  const expected = { a: '1', b: '' };
  expect(parse('Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.2.Key=b').tags()).toEqual(expected);
  expect(parse('Tags.Tag.1.Key=a&Tags.Tag.1.Value=1&Tags.Tag.2.Key=b').tags()).toEqual(expected);
  expect(parse('Tag.1.Key=a&Tag.1.Value=1&Tag.2.Key=b').tags('Tag')).toEqual(expected);
});

test('lists keep the order of their numbers', () => {
  const form = Array.from({ length: 12 }, (_, index) => `Names.member.${12 - index}=n${12 - index}`).join('&');
  expect(parse(form).texts('Names')).toEqual(Array.from({ length: 12 }, (_, index) => `n${index + 1}`));
});

test('an empty or missing list is empty', () => {
  expect(parse('Names=').texts('Names')).toEqual([]);
  expect(parse('').structures('Filters')).toEqual([]);
});

test('structures nest', () => {
  const filters = parse('Filter.1.Name=vpc-id&Filter.1.Value.1=a&Filter.1.Value.2=b').structures('Filter');
  expect(filters.map((one) => [one.text('Name'), one.texts('Value')])).toEqual([['vpc-id', ['a', 'b']]]);
  expect(parse('Source.S3Bucket=x').structure('Source')?.text('S3Bucket')).toBe('x');
});

test('plain values are read as text, numbers and flags', () => {
  const params = parse('A=&N=7&Yes=True&No=false');
  expect([params.text('A'), params.text('B')]).toEqual(['', undefined]);
  expect([params.number('N'), params.number('B')]).toEqual([7, undefined]);
  expect([params.flag('Yes'), params.flag('No'), params.flag('B')]).toEqual([true, false, undefined]);
});

test('a required parameter that is missing or empty is an error of the service', () => {
  expect(() => parse('A=').required('A')).toThrow(AwsError);
  expect(() => parse('', 'MissingParameter').required('A')).toThrow(
    expect.objectContaining({ code: 'MissingParameter' }),
  );
});

test('names that objects have from birth are names like others', () => {
  expect(parse('').text('constructor')).toBeUndefined();
  expect(parse('__proto__.x=1').text('x')).toBeUndefined();
});

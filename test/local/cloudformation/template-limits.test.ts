// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub is written so.
import { ValidateTemplateCommand } from '@aws-sdk/client-cloudformation';
import { resolveDynamicReferences } from '../../../lib/local/cloudformation/intrinsics/dynamic-references';
import { evaluate } from '../../../lib/local/cloudformation/intrinsics/evaluate';
import type { Scope } from '../../../lib/local/cloudformation/intrinsics/scope';
import { substitutedNames } from '../../../lib/local/cloudformation/intrinsics/substitute';
import { readTemplate } from '../../../lib/local/cloudformation/template/read-template';
import { serve } from './serve';
import { created, reasonsOf } from './stack-helpers';

const queue = { Type: 'AWS::SQS::Queue' };
const many = <T>(count: number, value: T) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`N${index}`, value]));

/** A value and an argument that holds it twice, again and again. */
const doubled = (times: number, twice: (value: unknown) => unknown): unknown =>
  Array.from({ length: times }).reduce(twice, 'x'.repeat(16));

describe('limits of a template', () => {
  // CloudFormation's quotas; the words are in the reports that check-limits.ts names.
  test.each<[string, object, string]>([
    [
      'resources',
      { Resources: many(501, queue) },
      'Template format error: Number of resources, 501, is greater than maximum allowed, 500',
    ],
    [
      'parameters',
      { Parameters: many(201, { Type: 'String' }), Resources: { A: queue } },
      'Template format error: Parameter count 201 is greater than max allowed 200',
    ],
    [
      'outputs',
      { Outputs: many(201, { Value: 'x' }), Resources: { A: queue } },
      'Template format error: Outputs count 201 is greater than max allowed 200',
    ],
    [
      'the description',
      { Description: 'x'.repeat(1025), Resources: { A: queue } },
      "Template format error: 'Description' length is greater than 1024.",
    ],
  ])('of %s are kept', (_what, template, message) => {
    expect(() => readTemplate(JSON.stringify(template))).toThrow(message);
  });

  test('of a parameter are 4,096 bytes', async () => {
    const served = await serve();
    const template = { Parameters: { Long: { Type: 'String' } }, Resources: { A: queue } };
    const given = (length: number) => [{ ParameterKey: 'Long', ParameterValue: 'x'.repeat(length) }];
    await expect(created(served, template, { Parameters: given(4097) })).rejects.toThrow(/less than or equal to 4096$/);
    expect((await created(served, template, { Parameters: given(4096) })).StackStatus).toBe('CREATE_COMPLETE');
    await served.close();
  });
});

describe('a value that doubles', () => {
  const nothing = {} as Scope;

  test.each<[string, (value: unknown) => unknown]>([
    ['Fn::Sub', (a) => ({ 'Fn::Sub': ['${a}${a}', { a }] })],
    ['Fn::ToJsonString', (a) => ({ 'Fn::ToJsonString': ['"', a] })],
  ])('by %s ends at the size of a template, at once', (_name, twice) => {
    const began = performance.now();
    expect(() => evaluate(doubled(40, twice), nothing)).toThrow(
      'Template error: a value is longer than 1048576 characters.',
    );
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test('by Fn::Join is refused before it is put together', () => {
    const huge = { 'Fn::Join': ['x'.repeat(100_000), Array.from({ length: 100_000 }, () => '')] };
    expect(() => evaluate(huge, nothing)).toThrow(/longer than 1048576/);
    expect(() =>
      evaluate(
        Array.from({ length: 40 }, () => ({ 'Fn::Join': ['', ['x'.repeat(500_000)]] })),
        nothing,
      ),
    ).toThrow(/longer than 1048576/);
  });

  test('by many references to one parameter or secret is refused, too', () => {
    const values = { secret: () => '', parameter: () => 'x'.repeat(4096) };
    const many = '{{resolve:ssm:/long}}'.repeat(257);
    expect(() => resolveDynamicReferences({ Value: many }, values)).toThrow(/longer than 1048576 characters/);
  });

  // "Standard tier parameters support a maximum parameter value of 4096 characters", aws/aws-sdk-net#3157 (2024-01-23).
  test('through parameters of SSM ends at what SSM takes', async () => {
    const served = await serve();
    const parameter = (Value: unknown) => ({ Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value } });
    const value = (index: number) => ({ 'Fn::GetAtt': [`P${index}`, 'Value'] });
    const doubling = Array.from({ length: 30 }, (_, index) => [
      `P${index + 1}`,
      parameter({ 'Fn::Join': ['', [value(index), value(index)]] }),
    ]);
    const began = performance.now();
    const stack = await created(served, { Resources: { P0: parameter('xx'), ...Object.fromEntries(doubling) } });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await reasonsOf(served, 'shop', 'P12'))[0]).toMatch(
      /^Standard tier parameters support a maximum parameter value of 4096 characters\./,
    );
    expect(performance.now() - began).toBeLessThan(5000);
    await served.close();
  });
});

test('Fn::Sub reads text in which nothing closes what opens once', () => {
  const text = '${'.repeat(60_000);
  const began = performance.now();
  expect(substitutedNames(text)).toEqual([]);
  expect(substitutedNames(`${text}A} ${'${!b} ${ C.D }'}`.slice(-17))).toEqual(['C.D']);
  expect(evaluate({ 'Fn::Sub': text }, {} as Scope)).toBe(text);
  expect(performance.now() - began).toBeLessThan(1000);
});

test('the host name of a template is read once, however long it is', async () => {
  const served = await serve();
  const TemplateURL = `http://${'a.s3.'.repeat(40_000)}amazonaws.com.x/key`;
  const began = performance.now();
  await expect(served.client.send(new ValidateTemplateCommand({ TemplateURL }))).rejects.toThrow();
  expect(performance.now() - began).toBeLessThan(2000);
  await served.close();
});

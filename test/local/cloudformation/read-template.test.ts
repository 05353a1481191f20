// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub is written so.

import { parameterReference, parameterValues } from '../../../lib/local/cloudformation/template/parameter-values';
import { readTemplate } from '../../../lib/local/cloudformation/template/read-template';

const bucket = { Type: 'AWS::S3::Bucket' };
const refused = (template: object | string) => {
  const text = typeof template === 'string' ? template : JSON.stringify(template);
  return expect(() => readTemplate(text));
};

describe('reading a template', () => {
  test('reads JSON, YAML, and the short forms of functions as the long ones', () => {
    const yaml = `
AWSTemplateFormatVersion: 2010-09-09
Conditions:
  Big: !And [!Equals [!Ref Size, big], !Not [!Condition Small]]
  Small: !Equals [!Ref Size, 1]
Parameters:
  Size: { Type: String }
Resources:
  Files:
    Type: AWS::S3::Bucket
    Condition: Big
    DependsOn: Other
    Properties:
      BucketName: !Sub '\${AWS::StackName}-files'
      Tags:
        - Key: a
          Value: !If [Big, !GetAtt Other.Arn, !Ref AWS::NoValue]
        - Key: b
          Value: !Join ['-', [!Select [0, !Split [',', 'x,y']], !ImportValue shared]]
        - Key: c
          Value: !GetAtt [Other, Arn]
        - Key: d
          Value: !Sub
            - '\${x}'
            - { x: !FindInMap [M, a, b] }
  Other: { Type: AWS::S3::Bucket }
`;
    const template = readTemplate(yaml);
    expect(template.conditions.get('Big')).toEqual({
      'Fn::And': [{ 'Fn::Equals': [{ Ref: 'Size' }, 'big'] }, { 'Fn::Not': [{ Condition: 'Small' }] }],
    });
    expect(template.resources.get('Files')).toMatchObject({ condition: 'Big', dependsOn: ['Other'] });
    expect(template.resources.get('Files')?.properties).toEqual({
      BucketName: { 'Fn::Sub': '${AWS::StackName}-files' },
      Tags: [
        { Key: 'a', Value: { 'Fn::If': ['Big', { 'Fn::GetAtt': 'Other.Arn' }, { Ref: 'AWS::NoValue' }] } },
        {
          Key: 'b',
          Value: {
            'Fn::Join': ['-', [{ 'Fn::Select': [0, { 'Fn::Split': [',', 'x,y'] }] }, { 'Fn::ImportValue': 'shared' }]],
          },
        },
        { Key: 'c', Value: { 'Fn::GetAtt': ['Other', 'Arn'] } },
        { Key: 'd', Value: { 'Fn::Sub': ['${x}', { x: { 'Fn::FindInMap': ['M', 'a', 'b'] } }] } },
      ],
    });
  });

  test('refuses YAML aliases, as AWS does, however far they would expand', () => {
    const words = 'Template error: YAML aliases are not allowed in CloudFormation templates';
    refused('Resources:\n  A: &a\n    Type: AWS::S3::Bucket\n  B: *a\n').toThrow(words);
    refused('Resources: &a\n  A: *a\n').toThrow(words);
    const levels = Array.from(
      { length: 8 },
      (_, level) => `  b${level}: &b${level} [${`*b${level - 1},`.repeat(9)}]\n`,
    );
    refused(`Metadata:\n${levels.join('')}Resources: {}\n`).toThrow(words);
  });

  test('reads a YAML map of many keys in time that grows with their number', () => {
    const keys = Array.from({ length: 40_000 }, (_, number) => `  k${number}: 1\n`).join('');
    const began = performance.now();
    readTemplate(`Metadata:\n${keys}Resources: { A: { Type: 'AWS::S3::Bucket' } }\n`);
    expect(performance.now() - began).toBeLessThan(8000);
  });

  test('refuses what is nested too deeply', () => {
    const nested = (depth: number) => `${'{"a": '.repeat(depth)}1${'}'.repeat(depth)}`;
    const json = (depth: number) => `{"Resources":{"A":{"Type":"AWS::S3::Bucket"}},"Metadata":${nested(depth - 1)}}`;
    expect(readTemplate(json(100)).metadata).toBeDefined();
    for (const depth of [101, 4000, 20_000]) {
      refused(json(depth)).toThrow('Template format error: the template is nested too deeply.');
      refused(`Metadata: ${nested(depth)}`).toThrow('Template format error: the template is nested too deeply.');
    }
  });

  test('refuses what is no template, in the words of AWS', () => {
    refused('{"Resources":').toThrow(/^Template format error: JSON not well-formed/);
    refused('a: [').toThrow(/^Template format error: YAML not well-formed\. \(line \d+, column \d+\)$/);
    refused('a: {b: 1,\n  b: 2}').toThrow('Template format error: YAML not well-formed. (line 2, column 3)');
    refused('? [a]\n: b').toThrow('Template format error: map keys must be strings');
    refused('just text').toThrow('Template format error: unsupported structure.');
    refused({ Resources: {} }).toThrow('Template format error: At least one Resources member must be defined.');
    refused({ Resources: { A: bucket }, Colour: 1 }).toThrow('Invalid template property or properties [Colour]');
    refused({ Resources: { A: {} } }).toThrow(
      'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
    );
    refused({ Resources: { 'A-b': bucket } }).toThrow('Template format error: Resource name A-b is non alphanumeric.');
    refused({ Resources: { A: { ...bucket, Properties: { BucketName: null } } } }).toThrow(
      "[/Resources/A/Properties/BucketName] 'null' values are not allowed in templates",
    );
    refused({ Resources: { A: { ...bucket, Propertys: {} } } }).toThrow(
      "Invalid template resource property 'Propertys'",
    );
    refused({ Resources: { A: bucket }, Transform: 'AWS::Serverless-2016-10-31' }).toThrow(
      /Transform is not supported/,
    );
    refused({ Resources: { A: bucket }, Outputs: { O: {} } }).toThrow(
      'Template format error: Every Outputs member must contain a Value object',
    );
  });
});

describe('parameter values', () => {
  const template = (Parameters: object) => readTemplate(JSON.stringify({ Parameters, Resources: { A: bucket } }));
  const values = (Parameters: object, given: Record<string, string> = {}) =>
    parameterValues(
      template(Parameters),
      Object.entries(given).map(([key, value]) => ({ key, value, usePrevious: false })),
      {},
      (name) => `value of ${name}`,
    );

  test('come from the request, else from the default', () => {
    const Parameters = { A: { Type: 'String', Default: 'a' }, B: { Type: 'Number', Default: 2 } };
    expect(values(Parameters, { B: '3' })).toEqual({
      A: { value: 'a', noEcho: false },
      B: { value: '3', noEcho: false },
    });
  });

  test('are refused when missing, unknown or against their constraints', () => {
    expect(() => values({ A: { Type: 'String' }, B: { Type: 'String' } })).toThrow(
      'Parameters: [A, B] must have values',
    );
    expect(() => values({}, { X: '1' })).toThrow('Parameters: [X] do not exist in the template');
    expect(() => values({ A: { Type: 'Number' } }, { A: 'x' })).toThrow("Parameter 'A' must be a number.");
    expect(() => values({ A: { Type: 'String', AllowedValues: ['x'] } }, { A: 'y' })).toThrow(
      "Parameter 'A' must be one of AllowedValues",
    );
    expect(() => values({ A: { Type: 'String', AllowedPattern: '[a-z]+' } }, { A: 'Y1' })).toThrow(
      "Parameter 'A' must match pattern [a-z]+",
    );
    expect(() => values({ A: { Type: 'String', MinLength: 2 } }, { A: 'y' })).toThrow('at least 2 characters');
    expect(() => values({ A: { Type: 'String', MaxLength: 2 } }, { A: 'yyy' })).toThrow('at most 2 characters');
    expect(() => values({ A: { Type: 'Number', MinValue: 2 } }, { A: '1' })).toThrow('not less than 2');
    expect(() => values({ A: { Type: 'Number', MaxValue: 2, ConstraintDescription: 'be small' } }, { A: '3' })).toThrow(
      'Parameter A failed to satisfy constraint: be small',
    );
    expect(() => template({ A: { Type: 'Text' } })).toThrow('Template format error: Unrecognized parameter type: Text');
  });

  test('may be long lists, each item of which fits a pattern', () => {
    const list = { A: { Type: 'CommaDelimitedList', AllowedPattern: '[a-z]*' } };
    const A = 'a,'.repeat(2047);
    expect(values(list, { A })).toEqual({ A: { value: A, noEcho: false } });
    expect(() => values(list, { A: `${A}1` })).toThrow("Parameter 'A' must match pattern [a-z]*");
  });

  test('are refused by a pattern that takes too long, and by one that is none', () => {
    const slow = { A: { Type: 'String', AllowedPattern: '(a+)+' } };
    const began = performance.now();
    expect(() => values(slow, { A: `${'a'.repeat(32)}!` })).toThrow(
      expect.objectContaining({
        code: 'ValidationError',
        message: "Parameter 'A': the pattern (a+)+ takes too long for this value.",
      }),
    );
    expect(performance.now() - began).toBeLessThan(5000);
    expect(() => values({ A: { Type: 'String', AllowedPattern: '(' } }, { A: 'x' })).toThrow(
      "Parameter 'A': the pattern ( is not a regular expression.",
    );
  });

  test('are lists for the list types, and what the SSM parameter holds for the SSM types', () => {
    const Parameters = {
      L: { Type: 'CommaDelimitedList' },
      S: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/zone' },
    };
    const given = values(Parameters, { L: 'a, b' });
    const { parameters } = template(Parameters);
    const reference = (name: string) => {
      const parameter = parameters.get(name);
      const value = given[name];
      return parameter && value && parameterReference(parameter, value);
    };
    expect(reference('L')).toEqual(['a', 'b']);
    expect(reference('S')).toBe('value of /zone');
  });
});

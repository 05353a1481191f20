// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub is written so.
import { evaluate } from '../../../lib/local/cloudformation/intrinsics/evaluate';
import { readTemplate } from '../../../lib/local/cloudformation/template/read-template';
import { stackModel } from '../../../lib/local/cloudformation/template/stack-model';

const bucket = (Properties: object = {}, more: object = {}) => ({ Type: 'AWS::S3::Bucket', Properties, ...more });
const queueNamed = (QueueName: unknown) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName } });
const identity = { stackId: 'arn:stack', stackName: 'shop', region: 'eu-central-1', accountId: '123456789012' };

const modelOf = (template: object, parameters: Record<string, string> = {}) =>
  stackModel(
    readTemplate(JSON.stringify(template)),
    Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value, noEcho: false }])),
    {
      identity,
      types: {
        has: (type) => type === 'AWS::S3::Bucket' || type === 'AWS::SQS::Queue' || type === 'AWS::RDS::DBInstance',
        advice: 'Write it yourself.',
      },
      importValue: (name) => `imported ${name}`,
    },
  );
const refused = (template: object) => expect(() => modelOf(template));
/** A value evaluated in a template with a mapping, a parameter and two conditions. */
const value = (expression: unknown) => {
  const { scope } = modelOf(
    {
      Parameters: { Name: { Type: 'String' }, Names: { Type: 'CommaDelimitedList' } },
      Mappings: { Sizes: { 'eu-central-1': { small: 't4g.micro' } } },
      Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] } },
      Resources: { A: bucket() },
    },
    { Name: 'ada', Names: 'ada,bob' },
  );
  return evaluate(expression, scope);
};

describe('the model of a stack', () => {
  test('orders by Ref, GetAtt, Sub and DependsOn, also through the branch that an If takes', () => {
    const { resources } = modelOf({
      Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] } },
      Resources: {
        A: bucket(),
        B: bucket(),
        C: queueNamed({ 'Fn::If': ['Yes', { Ref: 'A' }, { Ref: 'B' }] }),
        D: queueNamed({ 'Fn::Sub': '${A}-${B.Arn}-${!B}-${AWS::Region}' }),
        E: bucket({}, { DependsOn: ['C', 'D'] }),
      },
    });
    expect(resources.get('C')?.dependsOn).toEqual(['A']);
    expect(resources.get('D')?.dependsOn).toEqual(['A', 'B']);
    expect(resources.get('E')?.dependsOn).toEqual(['C', 'D']);
  });

  test('leaves out resources and outputs whose condition is false, and takes DependsOn of them for nothing', () => {
    const { resources, outputs } = modelOf({
      Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { A: bucket({}, { Condition: 'No' }), B: bucket({}, { DependsOn: 'A' }) },
      Outputs: { A: { Condition: 'No', Value: { Ref: 'A' } }, B: { Value: { Ref: 'B' } } },
    });
    expect([...resources.keys()]).toEqual(['B']);
    expect(resources.get('B')?.dependsOn).toEqual([]);
    expect(outputs.map(({ key }) => key)).toEqual(['B']);
  });

  test('refuses names that are not there, in the words of AWS', () => {
    refused({ Resources: { A: queueNamed({ Ref: 'Nope' }), B: queueNamed({ 'Fn::Sub': '${None}' }) } }).toThrow(
      'Template format error: Unresolved resource dependencies [Nope, None] in the Resources block of the template',
    );
    refused({ Resources: { A: bucket() }, Outputs: { O: { Value: { Ref: 'Nope' } } } }).toThrow(
      'Unresolved resource dependencies [Nope] in the Outputs block of the template',
    );
    refused({ Resources: { A: queueNamed({ 'Fn::GetAtt': 'Nope.Arn' }) } }).toThrow(
      'Template error: instance of Fn::GetAtt references undefined resource Nope',
    );
    refused({ Resources: { A: bucket(), B: queueNamed({ 'Fn::GetAtt': ['A', 'Colour'] }) } }).toThrow(
      'Template error: resource A does not support attribute type Colour in Fn::GetAtt',
    );
    refused({ Resources: { A: bucket({}, { Condition: 'Nope' }) } }).toThrow(
      'Template format error: Unresolved condition dependency Nope in the Resources block of the template',
    );
    refused({ Resources: { A: queueNamed({ 'Fn::FindInMap': ['Nope', 'a', 'b'] }) } }).toThrow(
      /Mappings not found in template: Nope/,
    );
    refused({ Resources: { A: queueNamed({ 'Fn::Reverse': 'x' }) } }).toThrow(
      /Fn::Reverse is not an intrinsic function/,
    );
    refused({ Conditions: { C: { 'Fn::Equals': [{ Ref: 'A' }, 'x'] } }, Resources: { A: bucket() } }).toThrow(
      /Cannot reference resources in the Conditions block/,
    );
  });

  test('refuses a reference to a resource whose condition is false', () => {
    refused({
      Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { A: bucket({}, { Condition: 'No' }), B: queueNamed({ Ref: 'A' }) },
    }).toThrow('Template format error: Unresolved resource dependencies [A] in the Resources block of the template');
  });

  test('refuses circles and names their members', () => {
    refused({ Resources: { A: queueNamed({ Ref: 'B' }), B: queueNamed({ Ref: 'A' }) } }).toThrow(
      'Circular dependency between resources: [A, B]',
    );
    refused({ Conditions: { C: { 'Fn::Not': [{ Condition: 'C' }] } }, Resources: { A: bucket() } }).toThrow(
      'Circular dependency between conditions: [C]',
    );
  });

  test('refuses a type that this endpoint does not have, by name', () => {
    refused({ Resources: { A: { Type: 'AWS::Lambda::Function' }, B: bucket() } }).toThrow(
      'Template format error: Unrecognized resource types: [AWS::Lambda::Function]. Write it yourself.',
    );
    refused({ Resources: { A: { Type: 'Acme::Own::Type' } } }).toThrow(/: \[Acme::Own::Type\]$/);
  });

  test('knows deletion policies, and that a database keeps a snapshot by default (trap T24)', () => {
    const { resources } = modelOf({
      Resources: { Db: { Type: 'AWS::RDS::DBInstance' }, A: bucket({}, { DeletionPolicy: 'Retain' }) },
    });
    expect(resources.get('Db')?.deletionPolicy).toBe('Snapshot');
    expect(resources.get('A')?.deletionPolicy).toBe('Retain');
    refused({ Resources: { A: bucket({}, { DeletionPolicy: 'Snapshot' }) } }).toThrow(
      /does not support deletion policy Snapshot/,
    );
    refused({ Resources: { A: bucket({}, { DeletionPolicy: 'Keep' }) } }).toThrow(
      'Unrecognized DeletionPolicy Keep for resource A',
    );
  });
});

describe('intrinsic functions', () => {
  test.each([
    [{ Ref: 'Name' }, 'ada'],
    [{ Ref: 'AWS::Region' }, 'eu-central-1'],
    [{ Ref: 'AWS::AccountId' }, '123456789012'],
    [{ Ref: 'AWS::Partition' }, 'aws'],
    [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    [{ Ref: 'AWS::StackName' }, 'shop'],
    [{ Ref: 'AWS::StackId' }, 'arn:stack'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Name' }, 1]] }, 'a-ada-1'],
    [{ 'Fn::Join': [',', { Ref: 'Names' }] }, 'ada,bob'],
    [{ 'Fn::Sub': '${Name}/${!Name}/${AWS::Region}' }, 'ada/${Name}/eu-central-1'],
    [{ 'Fn::Sub': ['${x}-${Name}', { x: { 'Fn::Join': ['', ['y', 'z']] } }] }, 'yz-ada'],
    [{ 'Fn::Select': ['1', { 'Fn::Split': ['|', 'a|b|c'] }] }, 'b'],
    [{ 'Fn::If': ['Yes', 1, 2] }, 1],
    [{ 'Fn::If': ['No', 1, 2] }, 2],
    [{ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'small'] }, 't4g.micro'],
    [{ 'Fn::GetAZs': '' }, ['eu-central-1a', 'eu-central-1b', 'eu-central-1c']],
    [{ 'Fn::Base64': 'ä' }, 'w6Q='],
    [{ 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }, ['10.0.0.0/24', '10.0.1.0/24']],
    [{ 'Fn::ImportValue': { 'Fn::Sub': '${Name}-export' } }, 'imported ada-export'],
    [{ 'Fn::ToJsonString': { a: [{ Ref: 'Name' }] } }, '{"a":["ada"]}'],
    [{ 'Fn::Length': { Ref: 'Names' } }, 2],
    [{ a: { Ref: 'AWS::NoValue' }, b: [1, { Ref: 'AWS::NoValue' }] }, { b: [1] }],
    [{ 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, undefined],
    [{ Condition: { StringEquals: { 'aws:x': 'Yes' } } }, { Condition: { StringEquals: { 'aws:x': 'Yes' } } }],
  ])('make of %j', (expression, result) => {
    expect(value(expression)).toEqual(result);
  });

  test.each([
    [{ 'Fn::Select': [3, ['a']] }, /Fn::Select requires a list argument with two elements/],
    [{ 'Fn::Join': ['-'] }, /every Fn::Join object requires a list of 2 parameters/],
    [{ 'Fn::FindInMap': ['Sizes', 'us-east-1', 'small'] }, /Unable to get mapping for Sizes::us-east-1::small/],
    [{ 'Fn::GetAtt': 'NoDot' }, /every Fn::GetAtt object requires two non-empty parameters/],
    [{ 'Fn::Sub': '${a b}' }, /variable names in Fn::Sub syntax/],
    [{ 'Fn::Cidr': ['10.0.0.0/24', 4, 8] }, /do not fit/],
  ])('refuse %j', (expression, message) => {
    expect(() => value(expression)).toThrow(message);
  });

  test('decide conditions', () => {
    const holds = (expression: object) =>
      modelOf({
        Conditions: { It: expression, Yes: { 'Fn::Equals': [1, '1'] } },
        Resources: { A: bucket() },
      }).scope.condition('It');
    expect(holds({ 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Equals': ['a', 'a'] }] })).toBe(true);
    expect(holds({ 'Fn::Or': [{ 'Fn::Equals': ['a', 'b'] }, { Condition: 'Yes' }] })).toBe(true);
    expect(holds({ 'Fn::Not': [{ Condition: 'Yes' }] })).toBe(false);
    expect(() => holds({ 'Fn::And': [{ Condition: 'Yes' }] })).toThrow(/2 to 10 parameters/);
    expect(() => holds({ Ref: 'AWS::Region' })).toThrow(/every Condition member must be a condition function/);
  });
});

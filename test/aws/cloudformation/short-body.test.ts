import { shortBody } from '../../../lib/aws/cloudformation/short-body';

const policy = (resource: unknown) => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Metadata: { cdk_nag: { rules_to_suppress: ['why'] } },
  Properties: { Statement: [{ Sid: 'Read', Action: ['s3:GetObject'], Resource: [resource] }] },
});
const join = (...parts: readonly unknown[]) => ({ 'Fn::Join': ['', parts] });
/** A reference in a text of Fn::Sub. */
const to = (name: string) => ['$', `{${name}}`].join('');
const bucket = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
/** A template of so many bytes more than its resources have. */
const filled = (resources: object, bytes: number) =>
  JSON.stringify({ Resources: resources, Outputs: { Filler: { Value: 'x'.repeat(bytes) } } }, undefined, 2);
const left = (body: string) => ({
  reasons: body.includes('cdk_nag'),
  joins: body.includes('Fn::Join'),
  names: body.includes('"Sid"'),
});
const resources = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [`P${index}`, policy(join(bucket, '/*'))] as const),
);

test('a template gives up only what it must, and nothing when it fits', () => {
  expect(left(shortBody(filled(resources, 0)))).toEqual({ reasons: true, joins: true, names: true });
  const bare = shortBody(filled(resources, 0)).length;
  expect(left(shortBody(filled(resources, 51_200 - bare + 500)))).toEqual({ reasons: false, joins: true, names: true });
  const without = bare - 40 * JSON.stringify({ Metadata: policy('').Metadata }).length + 40;
  expect(left(shortBody(filled(resources, 51_200 - without + 300)))).toEqual({
    ...{ reasons: false, joins: false, names: true },
  });
  const last = shortBody(filled(resources, 51_200 - without + 1500));
  expect(left(last)).toEqual({ reasons: false, joins: false, names: false });
  expect(Buffer.byteLength(last)).toBeLessThanOrEqual(51_200);
});

test('no body holds a character that GetTemplate would not give back', () => {
  const named = { Greeting: { Type: 'AWS::SSM::Parameter', Properties: { Value: 'Grüße 🚀' } } };
  for (const bytes of [0, 51_200, 60_000]) {
    const body = shortBody(filled(named, bytes));
    expect([...body].filter((character) => character > '\u007f')).toEqual([]);
    expect(JSON.parse(body).Resources).toEqual(named);
  }
});

/** What is sent of these statements when the template is too long until everything is given up, its long description at last. */
function sentOf(statements: readonly object[]): unknown {
  const Properties = { PolicyDocument: { Statement: statements } };
  const body = shortBody(
    JSON.stringify({
      Description: 'x'.repeat(20_000),
      Resources: { ...resources, Own: { Type: 'AWS::IAM::ManagedPolicy', Properties } },
      Outputs: { Filler: { Value: 'x'.repeat(30_000) } },
    }),
  );
  return JSON.parse(body).Resources.Own.Properties.PolicyDocument.Statement;
}

test('statements that differ in their actions alone, or in their resources, are one, and no others', () => {
  const read = { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'] };
  const write = { ...read, Action: ['s3:PutObject', 's3:GetObject'] };
  const denied = { ...write, Effect: 'Deny' };
  const asked = { ...read, Condition: { Null: { 's3:if-none-match': 'false' } } };
  expect(sentOf([read, denied, write, asked])).toEqual([
    { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' },
    { Effect: 'Deny', Action: ['s3:PutObject', 's3:GetObject'], Resource: '*' },
    { ...asked, Action: 's3:GetObject', Resource: '*' },
  ]);
  const there = { 'Fn::Sub': `${to('Bucket.Arn')}/a` };
  expect(sentOf([read, { ...read, Resource: [there] }, { ...read, Resource: [there] }, asked])).toMatchObject([
    { Effect: 'Allow', Action: 's3:GetObject', Resource: ['*', there] },
    {},
  ]);
  const trusting = { Effect: 'Allow', Principal: { AWS: 'a' }, Action: 'sts:AssumeRole' };
  const other = { ...trusting, Principal: { AWS: 'b' } };
  expect(sentOf([trusting, other])).toEqual([trusting, other]);
});

const databases = (...ends: readonly string[]) => ends.map((end) => `arn:aws:rds:eu-central-1:111122223333:db:${end}`);

test.each<[string, readonly unknown[], boolean]>([
  ['begin alike', databases('a', 'b', 'c', ''), true],
  ['are few', databases('a', 'b'), false],
  ['hold a comma', databases('a', 'b,', 'c', 'd'), false],
  ['begin otherwise', ['arn', '*', 'x', 'y'].map((one) => one.repeat(40)), false],
  ['are no texts', ['a', 'b', 'c', { Ref: 'Policy' }], false],
])('what resources that %s are is kept', (_, list, isShorter) => {
  const [sent] = [sentOf([{ Effect: 'Allow', Action: 'rds:*', Resource: list }])].flat() as { Resource: unknown }[];
  expect(JSON.stringify(sent?.Resource).includes('Fn::Split')).toBe(isShorter);
  expect(split(sent?.Resource)).toEqual(list);
});

test('a service whose actions are many is said once, and the others stay', () => {
  const many = ['Describe', 'Create', 'Delete', 'Modify', 'Tag'].map((one) => `elasticloadbalancing:${one}All`);
  const actions = ['s3:GetObject', ...many, 'ec2:CreateTags'];
  const [sent] = [sentOf([{ Effect: 'Allow', Action: actions, Resource: '*' }])].flat() as { Action: unknown }[];
  expect(JSON.stringify(sent?.Action).match(/elasticloadbalancing/g)).toHaveLength(1);
  expect(split(sent?.Action)).toEqual(actions);
});

/** As CloudFormation does. */
function split(value: unknown): unknown {
  const { 'Fn::Split': [at, source] = [] } = value as { 'Fn::Split'?: [string, { 'Fn::Join': [string, string[]] }] };
  if (at === undefined || source === undefined) return value;
  const [between, texts] = source['Fn::Join'];
  return texts.join(between).split(at);
}

test('one that is too long in any case keeps its names: it comes from a bucket', () => {
  expect(left(shortBody(filled(resources, 60_000)))).toEqual({ reasons: false, joins: true, names: true });
});

test.each<[string, unknown, unknown]>([
  ['references', join('a-', { Ref: 'AWS::Region' }, '/', bucket, '/*'), `a-${to('AWS::Region')}/${to('Bucket.Arn')}/*`],
  ['texts that would be one', join('$', '{a}', bucket), undefined],
  ['a text that looks like one', join(to('a'), bucket), undefined],
  ['a delimiter', { 'Fn::Join': [',', ['a', bucket]] }, undefined],
  ['another function', join('a', { 'Fn::Select': [0, ['b']] }), undefined],
  ['a list that is a parameter', { 'Fn::Join': ['', { Ref: 'List' }] }, undefined],
])('a join of %s means what it meant', (_, given, wanted) => {
  const all = { ...resources, Own: policy(given) };
  const spare = 51_200 - shortBody(filled(all, 0)).length;
  const sent = JSON.parse(shortBody(filled(all, spare + 40 * 50 + 800)));
  expect(sent.Resources.P0.Properties.Statement[0].Resource).toEqual([{ 'Fn::Sub': `${to('Bucket.Arn')}/*` }]);
  // An ARN alone is shorter so, too.
  const arn = JSON.stringify({ 'Fn::Sub': to('Bucket.Arn') });
  const parts = JSON.parse(JSON.stringify(given).replaceAll(JSON.stringify(bucket), arn));
  expect(sent.Resources.Own.Properties.Statement[0].Resource).toEqual([
    wanted === undefined ? parts : { 'Fn::Sub': wanted },
  ]);
});

import { readTrust } from '../../../lib/aws/account/read-trust';

const encoded = (document: unknown) => encodeURIComponent(JSON.stringify(document));
const statement = { Effect: 'Allow', Principal: { Federated: 'arn:p' }, Action: 'sts:AssumeRoleWithWebIdentity' };
const read = {
  effect: 'Allow',
  principals: { Federated: ['arn:p'] },
  actions: ['sts:AssumeRoleWithWebIdentity'],
  conditions: {},
  others: {},
};

test('one statement and a list, one value and a list of one, are the same', () => {
  expect(readTrust(encoded({ Statement: { Sid: 'One', ...statement } }))).toEqual([read]);
  const lists = { ...statement, Principal: { Federated: ['arn:p'] }, Action: [statement.Action] };
  expect(readTrust(encoded({ Statement: [lists] }))).toEqual([read]);
});

test('a statement is read whole: each kind of principal, and elements that only others use', () => {
  const statements = [
    { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com', AWS: ['*'] }, NotAction: ['sts:AssumeRole'] },
    { Effect: 'Deny', NotPrincipal: { AWS: '1' }, Action: '*', Condition: { Bool: { 'aws:x': true } } },
  ];
  expect(readTrust(encoded({ Statement: statements }))).toEqual([
    { ...read, principals: { '*': ['*'] }, actions: ['sts:AssumeRole'] },
    {
      ...read,
      principals: { Service: ['ec2.amazonaws.com'], AWS: ['*'] },
      actions: [],
      others: { NotAction: '["sts:AssumeRole"]' },
    },
    {
      effect: 'Deny',
      principals: {},
      actions: ['*'],
      conditions: { Bool: { 'aws:x': ['true'] } },
      others: { NotPrincipal: '{"AWS":"1"}' },
    },
  ]);
});

const strange = [
  null,
  {},
  { Statement: [statement, 'Allow'] },
  { Statement: [statement, null] },
  { Statement: { ...statement, Effect: undefined } },
  { Statement: { ...statement, Principal: 'arn:p' } },
  { Statement: { ...statement, Principal: { AWS: { a: 1 } } } },
  { Statement: { ...statement, Action: [null] } },
  { Statement: { ...statement, Condition: ['StringLike'] } },
  { Statement: { ...statement, Condition: { StringLike: 'sub' } } },
  { Statement: { ...statement, Condition: { StringLike: { sub: {} } } } },
];
test.each(['%', 'not json', ...strange.map(encoded)])('%s is no policy', (text) => {
  expect(() => readTrust(text)).toThrow(expect.objectContaining({ code: 'aws-answer-strange', fault: 'world' }));
});

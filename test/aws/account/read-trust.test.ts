import { readTrust } from '../../../lib/aws/account/read-trust';

const encoded = (document: object) => encodeURIComponent(JSON.stringify(document));

test('one statement and a list, one value and a list of one, are the same', () => {
  const statement = { Effect: 'Allow', Principal: { Federated: 'arn:p' }, Action: 'sts:AssumeRoleWithWebIdentity' };
  const read = [{ effect: 'Allow', federated: ['arn:p'], actions: ['sts:AssumeRoleWithWebIdentity'], conditions: {} }];
  expect(readTrust(encoded({ Statement: statement }))).toEqual(read);
  const lists = { ...statement, Principal: { Federated: ['arn:p'] }, Action: [statement.Action] };
  expect(readTrust(encoded({ Statement: [lists] }))).toEqual(read);
});

test('a principal that is everybody or a service is no federated one', () => {
  const statements = [
    { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ];
  expect(readTrust(encoded({ Statement: statements })).map(({ federated }) => federated)).toEqual([[], []]);
});

test.each(['%', 'not json', 'null'])('%j is no policy', (text) => {
  expect(() => readTrust(text)).toThrow(expect.objectContaining({ code: 'aws-answer-strange', fault: 'world' }));
});

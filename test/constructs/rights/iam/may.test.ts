import { may, type Statement, speaksOf } from '../ci-calls/may';
import type { Need } from '../ci-calls/needs-of';

const allow = (Action: string | string[], Resource: string | string[], rest: Partial<Statement> = {}): Statement => ({
  Sid: 'A',
  Effect: 'Allow',
  Action: [Action].flat(),
  Resource: [Resource].flat(),
  ...rest,
});
const deny = (Action: string, Resource: string, rest: Partial<Statement> = {}): Statement => ({
  ...allow(Action, Resource, rest),
  Effect: 'Deny',
});
const need = (action: string, resource: string, context: Need['context'] = {}): Need => ({ action, resource, context });
const object = 'arn:aws:s3:::shop/a/b.zip';
const get = need('s3:GetObject', object);

// IAM user guide, "Policy evaluation logic": what nothing allows is denied, and one denial outweighs all that allows.
describe('a role', () => {
  test('may nothing that no statement allows', () => {
    expect(may([], get)).toBe(false);
    expect(may([deny('s3:GetObject', '*')], get)).toBe(false);
    expect(may([allow('s3:PutObject', '*')], get)).toBe(false);
  });

  test('may what one statement allows, and not what another one denies, in whatever order', () => {
    const statements = [allow('s3:*', '*'), deny('s3:Get*', 'arn:aws:s3:::shop/a/*')];
    expect(may(statements, get)).toBe(false);
    expect(may([...statements].reverse(), get)).toBe(false);
    expect(may(statements, need('s3:GetObject', 'arn:aws:s3:::shop/b'))).toBe(true);
  });

  test('is asked for actions in any case, and for resources in theirs', () => {
    expect(may([allow('S3:getobject', '*')], get)).toBe(true);
    expect(may([allow('s3:GetObject', 'arn:aws:s3:::Shop/*')], get)).toBe(false);
  });

  test('reaches over slashes and colons with a `*`, and over one letter with a `?`', () => {
    expect(may([allow('s3:*', 'arn:aws:s3:::shop/*.zip')], get)).toBe(true);
    expect(may([allow('s3:*', 'arn:aws:s3:::shop/?.zip')], get)).toBe(false);
    expect(may([allow('s3:*', 'arn:aws:s3:::*')], need('s3:GetObject', 'arn:aws:s3:::a:b'))).toBe(true);
  });

  test('may ask for a list only where a statement is about everything', () => {
    expect(may([allow('ec2:DescribeInstances', '*')], need('ec2:DescribeInstances', '*'))).toBe(true);
    expect(may([allow('ec2:DescribeInstances', 'arn:*')], need('ec2:DescribeInstances', '*'))).toBe(false);
  });

  test('needs all conditions of a statement, and one value of each', () => {
    const both = { StringEquals: { 'aws:A': ['1', '2'], 'aws:B': 'x' }, StringLike: { 'aws:C': 'y*' } };
    const statements = [allow('s3:*', '*', { Condition: both })];
    const context = { 'aws:A': '2', 'aws:B': 'x', 'aws:C': 'yz' };
    expect(may(statements, need('s3:GetObject', object, context))).toBe(true);
    for (const key of Object.keys(context)) {
      expect(may(statements, need('s3:GetObject', object, { ...context, [key]: 'other' }))).toBe(false);
    }
  });

  test('has condition keys in any case, and values in theirs', () => {
    const statements = [allow('s3:*', '*', { Condition: { StringEquals: { 'aws:ResourceTag/Team': 'a' } } })];
    expect(may(statements, need('s3:GetObject', object, { 'AWS:resourcetag/team': 'a' }))).toBe(true);
    expect(may(statements, need('s3:GetObject', object, { 'aws:ResourceTag/Team': 'A' }))).toBe(false);
  });

  test('whose statement has an element that is not known here is an error', () => {
    for (const element of ['NotAction', 'NotResource', 'NotPrincipal']) {
      const odd = { ...allow('s3:*', '*'), [element]: ['x'] } as Statement;
      expect(() => may([odd], get)).toThrow(element);
    }
  });
});

// IAM user guide, "Permissions boundaries for IAM entities": what both allow, and neither denies.
describe('a role under a boundary', () => {
  const everything = [allow('*', '*')];
  const reading = [allow('s3:GetObject', '*')];

  test('may what both allow', () => {
    expect(may(everything, get, reading)).toBe(true);
    expect(may(reading, get, everything)).toBe(true);
  });

  test('may nothing that only one of them allows', () => {
    const put = need('s3:PutObject', object);
    expect(may(everything, put, reading)).toBe(false);
    expect(may(reading, put, everything)).toBe(false);
    expect(may(everything, get, [])).toBe(false);
  });

  test('may nothing that either of them denies', () => {
    const not = [...everything, deny('s3:GetObject', '*')];
    expect(may(everything, get, not)).toBe(false);
    expect(may(not, get, everything)).toBe(false);
  });
});

// IAM user guide, "AWS JSON policy elements: Principal".
describe('a statement that names principals', () => {
  const role = 'arn:aws:iam::111122223333:role/x';
  const about = (Principal: Statement['Principal'], principal: Need['principal']) =>
    speaksOf(allow('s3:*', '*', { ...(Principal !== undefined && { Principal }) }), {
      ...get,
      ...(principal && { principal }),
    });

  test.each([
    ['*', ['AWS', role], true],
    [{ AWS: '*' }, ['AWS', role], true],
    [{ AWS: '*' }, ['Service', 'ec2.amazonaws.com'], false],
    [{ AWS: role }, ['AWS', role], true],
    [{ AWS: [role, `${role}2`] }, ['AWS', `${role}2`], true],
    [{ AWS: role }, ['AWS', `${role}2`], false],
    [{ AWS: 'arn:aws:iam::111122223333:root' }, ['AWS', role], true],
    [{ AWS: 'arn:aws:iam::444455556666:root' }, ['AWS', role], false],
    [{ Service: 'ec2.amazonaws.com' }, ['Service', 'ec2.amazonaws.com'], true],
    [{ Service: 'ec2.amazonaws.com' }, ['Service', 'ssm.amazonaws.com'], false],
    [{ Federated: 'x' }, ['Federated', 'x'], true],
    [{ Federated: 'x' }, ['AWS', 'x'], false],
  ] as const)('%j is about %j: %s', (wanted, given, expected) => {
    expect(about(wanted, given)).toBe(expected);
  });

  test('has to be asked about one', () => {
    expect(() => about('*', undefined)).toThrow('asked about one');
    expect(about(undefined, ['AWS', role])).toBe(true);
  });
});

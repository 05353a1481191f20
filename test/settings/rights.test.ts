import { checkSettings } from '../../lib/settings/check';
import { resolveSettings } from '../../lib/settings/resolve';
import { kits } from '../../lib/settings/rights/kits';
import { kitOf, rightsFor } from '../../lib/settings/rights/rights-for';
import { faultsOf, fullFaultsOf, smallest, withBase, withOverride } from './files';

const topics = 'arn:{partition}:sns:{region}:{account}:{prefix}*';
const good = { because: 'news', actions: ['sns:CreateTopic'], resources: [topics] };
const stack = (change: object) => withBase({ rights: { stack: [{ ...good, ...change }] } });
const app = (change: object) => withBase({ rights: { app: [{ ...good, actions: ['sns:Publish'], ...change }] } });
const own = (key: string) => ({
  StringEquals: {
    [`aws:${key}/preview-stacks:project`]: '{project}',
    [`aws:${key}/preview-stacks:target`]: '{target}',
  },
});

test('ready rights are without fault, each alone and all together', () => {
  const names = Object.keys(kits) as (keyof typeof kits)[];
  for (const some of [...names.map((name) => [name]), names]) {
    expect(faultsOf(withBase({ rights: rightsFor(...some) }))).toEqual([]);
    expect(rightsFor(...some).stack.length).toBeGreaterThan(0);
  }
  expect(rightsFor('redis', 'redis')).toEqual(rightsFor('redis'));
});

test('ready rights that do not exist are an error with the names of those that do', () => {
  for (const name of ['lamda', 'constructor', undefined, ['redis', 'lambda']]) {
    const wrong = () => rightsFor(name as unknown as 'redis');
    expect(wrong).toThrow(
      expect.objectContaining({ code: 'settings-invalid', hint: expect.stringMatching(/redis.*lambda/) }),
    );
  }
});

test('a type has the ready rights that make it', () => {
  expect(kitOf('AWS::ElastiCache::SubnetGroup')).toEqual({
    name: 'redis',
    creates: 'elasticache:CreateCacheSubnetGroup',
  });
  expect(kitOf('AWS::SQS::Queue')).toBeUndefined();
  for (const [name, { types, stack: given }] of Object.entries(kits)) {
    const all: readonly string[] = given.flatMap(({ actions }) => actions);
    for (const [type, creates] of Object.entries(types)) {
      expect(kitOf(type)?.name).toBe(name);
      expect(all).toContain(creates);
    }
  }
});

test('a list is inherited and replaced like any other, and is not there until it is written', () => {
  const file = checkSettings({
    ...withBase({ rights: rightsFor('topic') }),
    production: { host: 'shop.acme.com', rights: { app: [] } },
  });
  const valuesOf = (kind: 'staging' | 'production') => resolveSettings(file, { kind }).values.rights;
  expect(valuesOf('staging')).toEqual(rightsFor('topic'));
  expect(valuesOf('production')).toEqual({ ...rightsFor('topic'), app: [] });
  expect(resolveSettings(file, { kind: 'preview', branch: 'x' }).values.rights).toEqual(rightsFor('topic'));
  expect(resolveSettings(smallest, { kind: 'staging' }).values.rights).toBeUndefined();
});

test('rights cannot differ from branch to branch', () => {
  const [fault] = fullFaultsOf(withOverride({ rights: rightsFor('topic') }));
  expect(fault).toMatchObject({ path: 'branches[0].settings.rights', hint: 'Set rights in preview.' });
});

describe('an action is refused:', () => {
  test.each([
    ['*', 'is not the name'],
    ['sns:*', 'is not the name'],
    ['sns:*Topic', 'is not the name'],
    ['sns:C?eateTopic', 'is not the name'],
    ['SNS:CreateTopic', 'is not the name'],
    ['s*:CreateTopic', 'is not the name'],
    ['CreateTopic', 'is not the name'],
    ['iam:*', 'who can change roles can become anybody'],
    ['IAM:CreateRole', 'who can change roles can become anybody'],
    ...['iam:CreateRole', 'iam:PassRole', 'iam:GetRole'].map((one) => [one, 'who can change roles']),
    ['sts:AssumeRole', 'has its rights'],
    ['organizations:LeaveOrganization', 'whole organization'],
    ['account:PutAlternateContact', 'whole account'],
    ['sso:CreateAccountAssignment', 'who may log in'],
    ['cloudformation:UpdateStack', 'stacks of other targets'],
    ['elasticbeanstalk:UpdateEnvironment', 'environments of other targets'],
    ['route53:ChangeResourceRecordSets', 'names of other targets'],
    ...['s3:GetObject', 's3:PutObjectAcl', 's3:ListBucketVersions', 'sqs:SendMessage', 'sqs:AddPermission'].map(
      (one) => [one, 'is about what apps store'],
    ),
    ...['secretsmanager:GetSecretValue', 'rds:ModifyDBSnapshotAttribute', 'ssm:SendCommand'].map((one) => [
      one,
      'is about what apps store',
    ]),
    ...['ssm:RegisterTaskWithMaintenanceWindow', 'ssm:StartChangeRequestExecution'].map((one) => [
      one,
      'is about what apps store',
    ]),
    ...['s3:Put*', 'sqs:Set*', 'secretsmanager:Get*', 'ssm:Start*', 'rds:Modify*'].map((one) => [one, 'holds a * for']),
  ])('%s: it %s', (action = '', message = '') => {
    const [fault] = fullFaultsOf(stack({ actions: [action] }));
    expect(fault?.path).toBe('base.rights.stack[0].actions[0]');
    expect(fault?.message).toContain(message);
    expect(fault?.message).toContain(JSON.stringify(action));
    expect(fault?.hint).not.toBe('');
  });

  test('of what apps hold at most, more', () => {
    for (const action of ['ec2:TerminateInstances', 's3:PutBucketPolicy', 'rds:DeleteDBInstance', 'sqs:DeleteQueue']) {
      expect(faultsOf(app({ actions: [action] })).join()).toContain('changes more than the data of an app');
    }
  });
});

describe('a resource is refused:', () => {
  test.each([
    ['*', 'reaches things of other targets'],
    ['arn:{partition}:sns:{region}:{account}:*', 'reaches things of other targets'],
    ['arn:{partition}:sns:{region}:{account}:news', 'reaches things of other targets'],
    ['arn:{partition}:lambda:{region}:{account}:function:*', 'reaches things of other targets'],
    ['arn:{partition}:sns:{region}:{account}:*{prefix}*', 'names things of other targets'],
    ['arn:{partition}:sns:{region}:{account}:x{prefix}*', 'names things of other targets'],
    ['arn:{partition}:sns:{region}:{account}:*/{prefix}*', 'names things of other targets'],
    ['arn:{partition}:sns:*:{account}:{prefix}*', 'names things of other targets'],
    ['arn:{partition}:sns:{region}:*:{prefix}*', 'names things of other targets'],
    ['arn:{partition}:sns:{region}:111122223333:{prefix}*', 'names things of other targets'],
    ['arn:{partition}:sns:{region}::{prefix}*', 'names things of other targets'],
    ['arn:aws:sns:{region}:{account}:{prefix}*', 'names things of other targets'],
    ['arn:*:sns:{region}:{account}:{prefix}*', 'names things of other targets'],
    ['arn:{partition}:sns:{region}:{account}:{prefix}{x}*', 'names things of other targets'],
    [`arn:{partition}:sns:{region}:{account}:{prefix}${'$'}{aws:username}`, 'names things of other targets'],
    ['arn:{partition}:s3:::bucket/{prefix}*', 'names things of other targets'],
    ['arn:{partition}:dynamodb:{region}:{account}:table/payroll/index/{prefix}*', 'names things of other targets'],
    ['arn:{partition}:logs:{region}:{account}:log-group:/payroll/{prefix}*', 'names things of other targets'],
    ['{prefix}*', 'is not the ARN'],
    ['arn:{partition}:*:{region}:{account}:{prefix}*', 'is not the ARN'],
  ])('%s', (resource, message) => {
    const [fault] = fullFaultsOf(stack({ resources: [topics, resource] }));
    expect(fault?.path).toBe('base.rights.stack[0].resources[1]');
    expect(fault?.message).toContain(message);
  });

  test('with the line to write', () => {
    const written = 'arn:aws:sns:eu-central-1:111122223333:news';
    expect(fullFaultsOf(stack({ resources: [written] }))[0]?.hint).toBe(`Write '${topics}'.`);
    const [fault] = fullFaultsOf(stack({ resources: ['arn:aws:lambda:*:*:function:jobs'] }));
    expect(fault?.hint).toBe("Write 'arn:{partition}:lambda:{region}:{account}:function:{prefix}*'.");
  });
});

describe('what has no name of its own', () => {
  const all = { resources: ['*'] };
  const keys = { resources: ['arn:{partition}:kms:{region}:{account}:key/*'] };
  test.each([
    [
      'is reached by its tags',
      stack({ ...keys, actions: ['kms:ScheduleKeyDeletion'], conditions: own('ResourceTag') }),
    ],
    ['is made with its tags', stack({ ...all, actions: ['kms:CreateKey'], conditions: own('RequestTag') })],
    ['is listed', stack({ ...all, actions: ['sns:ListTopics', 'elasticache:Describe*'] })],
    [
      'is reached by its function',
      stack({
        ...all,
        actions: ['lambda:DeleteEventSourceMapping'],
        conditions: {
          ArnLike: { 'lambda:FunctionArn': 'arn:{partition}:lambda:{region}:{account}:function:{prefix}*' },
        },
      }),
    ],
  ])('%s', (_, file) => {
    expect(faultsOf(file)).toEqual([]);
  });

  test.each([
    [
      'the tags are those of another project',
      { StringEquals: { ...own('ResourceTag').StringEquals, 'aws:ResourceTag/preview-stacks:project': 'x' } },
    ],
    ['a tag is missing', { StringEquals: { 'aws:ResourceTag/preview-stacks:project': '{project}' } }],
    ['the tags count only if they are there', { StringEqualsIfExists: own('ResourceTag').StringEquals }],
    ['the tags are those of what is asked for', own('RequestTag')],
  ])('is refused when %s', (_, conditions) => {
    expect(faultsOf(stack({ ...keys, actions: ['kms:ScheduleKeyDeletion'], conditions })).join()).toContain(
      'reaches things of other targets',
    );
  });

  test.each(['sns:GetTopicAttributes', 's3:ListBucket', 'lambda:TagResource'])(
    '%s of everything is refused',
    (action) => {
      expect(faultsOf(stack({ ...all, actions: [action] })).join()).toMatch(/reaches things|what apps store/);
    },
  );

  test('is reached by its tags in the own account alone, and a secret by its name alone', () => {
    const conditions = own('ResourceTag');
    expect(faultsOf(stack({ ...all, actions: ['kms:EnableKey'], conditions })).join()).toContain('reaches things');
    const secrets = { resources: ['arn:{partition}:secretsmanager:{region}:{account}:secret:*'] };
    const call = { actions: ['secretsmanager:DescribeSecret'] };
    expect(faultsOf(stack({ ...secrets, ...call, conditions })).join()).toContain('reaches things');
    const named = { resources: ['arn:{partition}:secretsmanager:{region}:{account}:secret:{prefix}*'] };
    expect(faultsOf(stack({ ...named, ...call }))).toEqual([]);
  });

  test.each(['ec2:CreateTags', 'ec2:Create*', 'autoscaling:CreateOrUpdateTags', 'lambda:CreateEventSourceMapping'])(
    '%s is not made with its tags: what is there could be taken by it',
    (action) => {
      const conditions = own('RequestTag');
      expect(faultsOf(stack({ ...all, actions: [action], conditions })).join()).toContain('reaches things');
    },
  );

  test('is not listed by the app', () => {
    expect(faultsOf(app({ ...all, actions: ['lambda:ListFunctions'] })).join()).toContain('reaches things');
  });
});

test.each<[string, object, RegExp]>([
  ['has no reason', stack({ because: ' ' }), /stack\[0\]\.because: " " is not a reason/],
  ['has a reason with a line break', stack({ because: 'a\nb' }), /is not a reason/],
  ['lacks its actions', stack({ actions: undefined }), /stack\[0\]\.actions: it is missing/],
  ['has no actions', stack({ actions: [] }), /actions: the list is empty/],
  ['has an effect', stack({ effect: 'Deny' }), /stack\[0\]\.effect: there is no such setting/],
  ['turns actions round', stack({ notActions: [] }), /notActions: there is no such/],
  ['has an action that is no text', stack({ actions: [1] }), /1 is not a text of IAM/],
  ['has conditions that are no record', stack({ conditions: [] }), /conditions: .* is not a record/],
  ['has an unknown operator', stack({ conditions: { Is: { a: 'b' } } }), /"Is" is no operator/],
  ['has a value that is no text', stack({ conditions: { Bool: { a: true } } }), /true is not a value/],
  ['has an unknown placeholder', stack({ conditions: { StringEquals: { a: '{user}' } } }), /is not a value/],
])('a statement is refused that %s', (_, file, message) => {
  expect(faultsOf(file).join('\n')).toMatch(message);
});

test.each(['ec2', 'cloudformation', 'iam', 'ssm'])('roles are not passed to %s by a setting', (name) => {
  const service = `${name}.amazonaws.com`;
  expect(faultsOf(withBase({ rights: { passRolesTo: [service] } })).join()).toContain('is not a service that can');
});

test.each(['*', 'lambda', 'lambda.amazonaws.com ', 'arn:aws:iam::1:root', '*.amazonaws.com'])(
  '%j is no service',
  (one) => {
    for (const key of ['passRolesTo', 'serviceRoles']) {
      expect(faultsOf(withBase({ rights: { [key]: [one] } })).join()).toContain('is not a service that can');
    }
  },
);

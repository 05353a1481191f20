import type { Policies } from '../attacks/parts';
import { given, theWorld } from '../attacks/world';
import type { Statement } from '../ci-calls/may';
import { mutantsOf } from '../mutations/mutants';
import { faultsIn } from './lint';
import { allPolicies, type NamedPolicy } from './templates';

const documents = 'documents of AWS stand in no account (Systems Manager\'s guide, "Setting up Run Command")';
const parameters =
  'the boundary names secrets and parameters in one statement; there are settings that name no parameter';

/** What the reference does not know and AWS does, or what is meant. */
const known: Readonly<Record<string, string>> = {
  ...oidcKeys('token.actions.githubusercontent.com'),
  ...oidcKeys('oidc.circleci.com/org/01234567-89ab-cdef-0123-456789abcdef'),
  'CommandDocument: ssm:SendCommand is about none of these resources': documents,
  'CommandDocument: arn:aws:ssm:eu-central-1::document/AWS-RunShellScript is nothing that these actions are about':
    documents,
  'SessionDocuments: ssm:StartSession is about none of these resources': documents,
  ...Object.fromEntries(
    ['InteractiveCommand', 'PortForwardingSessionToRemoteHost'].map((name) => [
      `SessionDocuments: arn:aws:ssm:eu-central-1::document/AWS-Start${name} is nothing that these actions are about`,
      documents,
    ]),
  ),
  'PreviewInstances: ssm:SendCommand has no key ssm:SessionDocumentAccessCheck':
    'the statement is for commands and sessions, and asks for the key where there is one (BoolIfExists)',
  'Secrets: ssm:GetParameter is about none of these resources': parameters,
  'Secrets: ssm:GetParameters is about none of these resources': parameters,
};

function oidcKeys(issuer: string): Readonly<Record<string, string>> {
  const because =
    "IAM's guide has audience and subject for every provider; the reference lists only what it has besides";
  const faults = ['Allow', 'Allow', 'Deny sub'].map((effect, index) => {
    return `${effect}: sts:AssumeRoleWithWebIdentity has no key ${issuer}:${index === 0 ? 'aud' : 'sub'}`;
  });
  return Object.fromEntries(faults.map((fault) => [fault, because]));
}

let policies: readonly NamedPolicy[];
let faults: ReadonlyMap<string, string>;
beforeAll(async () => {
  policies = await allPolicies();
  const seen = new Map<string, { readonly name: string; readonly statement: Statement }>();
  for (const [name, statements] of policies) {
    for (const statement of statements) seen.set(JSON.stringify(statement), { name, statement });
  }
  const found = new Map<string, string>();
  for (const { name, statement } of seen.values()) {
    for (const fault of await faultsIn(statement)) found.set(`${statement.Sid}: ${fault}`, name);
  }
  faults = found;
});

test('every statement of every template means something to AWS, but for what is known', () => {
  expect(policies.length).toBeGreaterThan(300);
  expect([...faults].filter(([fault]) => !(fault in known))).toEqual([]);
});

test('what is known is still there', () => {
  expect(Object.keys(known).filter((fault) => !faults.has(fault))).toEqual([]);
});

describe('the world that is attacked has whatever a variant', () => {
  /** Without the name of the template. */
  const variantsOf = (beginning: string) =>
    policies
      .filter(([name]) => name.startsWith(beginning))
      .map(([name, of]) => [name.replace(/^[^:]*: /, ''), of] as const);

  test('denies, or allows on a condition', async () => {
    // Which resources a denial names hangs on the names of the stack.
    const kindsIn = (of: Policies) =>
      new Set(mutantsOf(of).flatMap(({ name }) => (name.includes(' not of ') ? [] : [name.replace(/^.*?: /, '')])));
    const known = kindsIn((await theWorld()).policies);
    expect(known.size).toBeGreaterThan(40);
    const all = new Map(policies.map(([name, of]) => [name.replaceAll(': ', ' '), of]));
    expect([...kindsIn(all)].filter((one) => !known.has(one))).toEqual([]);
  });

  test('says in the policies of an application stack', async () => {
    const saidIn = (of: Iterable<NamedPolicy>) =>
      [...of].flatMap(([name, all]) =>
        all.map(({ Sid }) => `${name.replace(' on GitHub', '').replace(given, '')} ${Sid}`),
      );
    const known = new Set(saidIn((await theWorld()).policies));
    expect(known.size).toBeGreaterThan(150);
    expect(saidIn(variantsOf('application-')).filter((one) => !known.has(one))).toEqual([]);
  });
});

const statement = (Action: string, Resource: string, Condition?: Statement['Condition']): Statement => ({
  ...{ Sid: 'Planted', Effect: 'Allow', Action: [Action], Resource: [Resource] },
  ...(Condition && { Condition }),
});
const queue = 'arn:aws:sqs:eu-central-1:111122223333:shop-preview-*';

describe('a fault is found:', () => {
  test.each([
    ['an action that is misspelt', statement('sqs:DeleteQueues', queue), 'sqs:DeleteQueues is no action'],
    ['an action of another service', statement('s3:TagQueue', queue), 's3:TagQueue is no action'],
    ['a service that is none', statement('sqss:DeleteQueue', queue), 'sqss:DeleteQueue is no action'],
    ['a wildcard for nothing', statement('sqs:Dele?eQueues*', queue), 'sqs:Dele?eQueues* is no action'],
    ['an action without a service', statement('DeleteQueue', queue), 'DeleteQueue is no action'],
    [
      'a key that the action lacks',
      statement('cloudformation:DescribeStacks', '*', { StringEquals: { 'cloudformation:ImportResourceTypes': 'x' } }),
      'cloudformation:DescribeStacks has no key cloudformation:ImportResourceTypes',
    ],
    [
      'a key that is misspelt',
      statement('iam:CreateRole', '*', { StringEquals: { 'iam:PermissionBoundary': 'x' } }),
      'iam:CreateRole has no key iam:PermissionBoundary',
    ],
    [
      'a tag where there are none',
      statement('sqs:ListQueues', '*', { StringEquals: { 'aws:ResourceTag/a': 'x' } }),
      'sqs:ListQueues has no key aws:ResourceTag/a',
    ],
    [
      'a key of a wildcard, none of whose actions has it',
      statement('route53:Get*', '*', { Null: { 'route53:ChangeResourceRecordSetsRecordTypes': 'true' } }),
      'route53:Get* has no key route53:ChangeResourceRecordSetsRecordTypes',
    ],
    [
      'a resource of another service',
      statement('sqs:TagQueue', 'arn:aws:sns:eu-central-1:111122223333:x'),
      'about none',
    ],
    ['a bucket where an object is meant', statement('s3:GetObject', 'arn:aws:s3:::shop'), 'about none of these'],
    ['an object where a bucket is meant', statement('s3:ListBucket', 'arn:aws:s3:::shop/x'), 'about none of these'],
    [
      'a region where there is none',
      statement('iam:GetRole', 'arn:aws:iam:eu-central-1:111122223333:role/x'),
      'about none',
    ],
    ['a resource without its account', statement('sqs:TagQueue', 'arn:aws:sqs:eu-central-1::x'), 'about none of these'],
    [
      'a resource without its kind',
      statement('rds:DeleteDBInstance', 'arn:aws:rds:eu-central-1:111122223333:x'),
      'about none',
    ],
    [
      'a kind in which the parts are swapped',
      statement('logs:DeleteLogGroup', 'arn:aws:logs:eu-central-1:111122223333:group:x'),
      'about none',
    ],
    [
      'one resource for a list',
      statement('ec2:DescribeInstances', 'arn:aws:ec2:eu-central-1:111122223333:instance/*'),
      'about none',
    ],
    ['no ARN', statement('sqs:TagQueue', 'shop-preview-*'), 'about none of these resources'],
  ])('%s', async (_, planted, fault) => {
    expect(await faultsIn(planted)).toContainEqual(expect.stringContaining(fault));
  });

  test('a second resource that no action is about', async () => {
    const planted = { ...statement('sqs:TagQueue', queue), Resource: [queue, 'arn:aws:s3:::shop'] };
    expect(await faultsIn(planted)).toEqual(['arn:aws:s3:::shop is nothing that these actions are about']);
  });

  test('and none in what is right', async () => {
    const tagged = { StringEquals: { 'aws:ResourceTag/a': 'x' }, Bool: { 'aws:SecureTransport': 'true' } };
    expect(await faultsIn(statement('SQS:tagqueue', queue, tagged))).toEqual([]);
    expect(await faultsIn(statement('s3:*', 'arn:aws:s3:::shop/*'))).toEqual([]);
  });
});

import { App, Stack } from 'aws-cdk-lib';
import { readTrust } from '../../../lib/aws/account/read-trust';
import { ciTrust } from '../../../lib/constructs/rights/ci/ci-trust';
import { ciRolesCheck } from '../../../lib/doctor/checks/ci-roles';
import type { CiSettings } from '../../../lib/settings/ci-settings';
import { DoctorWorld } from '../doctor-world';

const account = '111122223333';
const common = { createProvider: true, imageRepositories: [] };
const gitHub: CiSettings = { ...common, provider: 'github-actions', ownerId: 1, repositoryId: 2 };
const circleCi: CiSettings = {
  ...common,
  provider: 'circleci',
  organizationId: '01234567-89ab-cdef-0123-456789abcdef',
  projectId: 'fedcba98-7654-3210-fedc-ba9876543210',
};
type Keys = Readonly<Record<string, string | readonly string[]>>;
interface Statement {
  readonly Principal: unknown;
  readonly Action: string;
  readonly Condition: Readonly<Record<string, Keys>>;
}

/** What the construct makes. */
function made(
  ci: CiSettings,
  region: string,
  partition: string,
): readonly [allow: Statement, deny: Statement, ...rest: Statement[]] {
  const stack = new Stack(new App(), 'S', { env: { account, region } });
  const text = JSON.stringify(stack.resolve(ciTrust(stack, ci, 'acme/shop', 'main')));
  return JSON.parse(text.replace(/\{"Fn::Join":\["",\[.*?\]\]\}/g, join(partition))).Statement;
}
/** The partition is known to CloudFormation alone. */
const join = (partition: string) => (joined: string) =>
  JSON.stringify(
    (JSON.parse(joined)['Fn::Join'][1] as unknown[]).map((one) => (typeof one === 'string' ? one : partition)).join(''),
  );

async function said(statements: readonly unknown[], ci = gitHub, region = 'eu-central-1', partition = 'aws') {
  const world = new DoctorWorld();
  world.base = { account, region, ci };
  world.account.identity = async () => ({ account, arn: `arn:${partition}:iam::${account}:user/someone` });
  world.roles.trusts.set(
    'shop-staging-deploy',
    readTrust(encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statements }))),
  );
  return (await world.said(ciRolesCheck)).find((line) => line.includes('shop-staging-deploy'));
}

test.each([
  ['eu-central-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['eusc-de-east-1', 'aws-eusc'],
])('in %s the policies that the construct makes are right, in any order and spelling', async (region, partition) => {
  for (const ci of [gitHub, { ...common, provider: 'github-actions' as const }, circleCi]) {
    const [allow, ...denied] = made(ci, region, partition);
    expect(await said([allow, ...denied], ci, region, partition)).toMatch(/^ok: /);
    const listed = Object.entries(allow.Condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key.toUpperCase(), [values].flat().reverse()])),
    ]);
    const respelt = { ...allow, Action: [allow.Action.toLowerCase()], Condition: Object.fromEntries(listed.reverse()) };
    expect(await said([...denied.map((one) => ({ Sid: 'A', ...one })), respelt], ci, region, partition)).toMatch(
      /^ok: /,
    );
    // Numbers that only the role knows are no contradiction.
    if (ci === gitHub) {
      expect(await said([allow, ...denied], { ...common, provider: 'github-actions' }, region, partition)).toMatch(
        /^ok: /,
      );
    }
  }
});

const [allow, deny, denyControl] = made(gitHub, 'eu-central-1', 'aws');
/** What doctor says of ours with these in place of the first two. */
const saidBeside = (statements: readonly unknown[]) => said([...statements, denyControl]);
const issuer = 'token.actions.githubusercontent.com';
const key = (claim: string, value: string | readonly string[]) => ({ [`${issuer}:${claim}`]: value });
const { StringEquals = {}, StringLike = {} } = allow.Condition;
const aud = { StringEquals };
const claims = { ...key('ref', 'refs/heads/main'), ...key('repository_id', '2') };
const provider = (name: string, owner = account) => ({ Federated: `arn:aws:iam::${owner}:oidc-provider/${name}` });
const changed = (change: object) => ({ ...allow, ...change });
const asking = (Condition: object) => changed({ Condition });

/** Statements in place of ours, or beside ours as the only change. */
const allowing: readonly (readonly [string, object])[] = [
  ['is for anyone and anything', { Effect: 'Allow', Principal: '*', Action: '*' }],
  ['is for anyone in AWS', { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
  ['is for all actions but one', changed({ Action: undefined, NotAction: 'sts:TagSession' })],
  ['is for all but one', changed({ Principal: undefined, NotPrincipal: { AWS: '1' } })],
  ['is for any action of STS', { Effect: 'Allow', Principal: allow.Principal, Action: 'sts:*' }],
  ['has no condition', changed({ Condition: undefined })],
  ['asks for the audience alone', asking(aud)],
  ['asks for no subject', asking({ ...aud, StringLike: claims })],
  [
    'asks for another subject literally',
    asking({ StringEquals: { ...StringEquals, ...key('sub', 'repo:evil/x:ref:refs/heads/main') }, StringLike: claims }),
  ],
  ['takes any audience', asking({ StringLike: { ...key('aud', '*'), ...key('sub', 'repo:*') } })],
  ['takes a second audience', asking({ ...allow.Condition, StringEquals: key('aud', ['sts.amazonaws.com', 'x']) })],
  ['asks for one of many values', asking({ ...aud, 'ForAnyValue:StringLike': key('sub', 'repo:*') })],
  ['asks only when there is one', asking({ ...aud, StringLikeIfExists: StringLike })],
  ['is spelt in lower case', { ...asking({ StringLike: key('sub', '*') }), Action: allow.Action.toLowerCase() }],
  ['has a key in capitals', asking({ ...aud, StringLike: { ...key('SUB', '*'), ...claims } })],
  ['has a key twice', asking({ ...aud, StringLike: { ...StringLike, ...key('SUB', '*') } })],
  ['names another provider', changed({ Principal: provider('evil.example') })],
  ['names a provider that ends alike', changed({ Principal: provider(`evil.example/x:oidc-provider/${issuer}`) })],
  ['names the provider of another account', changed({ Principal: provider(issuer, '999999999999') })],
  [
    'names a second provider',
    changed({ Principal: { Federated: [provider(issuer), provider('x')].map((one) => one.Federated) } }),
  ],
  ['asks for what no job has', asking({ ...allow.Condition, StringEquals: { ...StringEquals, ...key('actor', 'x') } })],
];

test.each(allowing)('a statement that %s is a fault beside ours, and in place of ours', async (_, statement) => {
  expect(await saidBeside([allow, deny, statement])).toMatch(
    /^fault: shop-staging-deploy (may trust others|trusts other jobs)/,
  );
  expect(await saidBeside([statement, deny])).toMatch(/^fault: /);
});

const denying: readonly (readonly [string, object, RegExp])[] = [
  ['for another principal', { ...deny, Principal: { AWS: 'arn:aws:iam::1:root' } }, /does not deny/],
  ['for any principal of AWS', { ...deny, Principal: { AWS: '*' } }, /does not deny/],
  [
    'with a further condition',
    { ...deny, Condition: { ...deny.Condition, StringEquals: { 'aws:x': 'y' } } },
    /does not deny/,
  ],
  ['of another action', { ...deny, Action: 'sts:AssumeRole' }, /does not deny/],
  ['of everything', { ...deny, Condition: { StringLike: key('sub', ['*:*:*:*:*', '*']) } }, /may refuse jobs/],
];
test.each(denying)('a denial %s is a fault beside ours, and in place of ours', async (_, statement, instead) => {
  expect(await saidBeside([allow, deny, statement])).toMatch(
    /^fault: shop-staging-deploy may refuse jobs.*: Deny sts:/,
  );
  expect(await saidBeside([allow, statement])).toMatch(instead);
});

test('claims that any job has are not looked at closely, and claims that no job has refuse all', async () => {
  const ref = (values: string | readonly string[]) =>
    asking({ ...aud, StringLike: { ...StringLike, ...key('ref', values) } });
  expect(await saidBeside([ref(['refs/heads/main', '*']), deny])).toMatch(
    /^warning: .* does not look at .*:ref closely$/,
  );
  expect(await saidBeside([ref('refs/heads/x'), deny])).toMatch(/^fault: .* may refuse jobs.*: Allow .*refs\/heads\/x/);
});

test('subjects in two statements are not what this version makes', async () => {
  const halves = [StringLike[`${issuer}:sub`] ?? []]
    .flat()
    .map((one) => asking({ ...aud, StringLike: { ...StringLike, ...key('sub', one) } }));
  expect(await saidBeside([...halves, deny])).toMatch(/^fault: .* none of ours: Allow /);
});

test('a statement is shown on one line, harmless and short, and says who may do what', async () => {
  const evil = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
  expect(await saidBeside([allow, deny, evil])).toBe(
    'fault: shop-staging-deploy may trust others, by statements that are none of ours: Allow sts:assumerole to AWS * without a condition',
  );
  const long = { ...evil, Condition: { StringLike: { 'aws:x\u001b[2J\n': 'y'.repeat(1000) } } };
  expect(await saidBeside([allow, deny, long])).toMatch(/^\P{Cc}{1,600}$/u);
});

test('empty policies trust no job', async () => {
  expect(await said([])).toMatch(/^fault: .* does not trust .*: it trusts no jobs of this provider$/);
});

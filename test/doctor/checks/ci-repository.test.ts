import { ciRolesCheck } from '../../../lib/doctor/checks/ci-roles';
import { templateCheck } from '../../../lib/doctor/checks/template';
import { PreviewError } from '../../../lib/errors';
import type { CiSettings } from '../../../lib/settings/ci-settings';
import { FakeForgeIdentity } from '../../fakes/fake-forge-identity';
import { DoctorWorld } from '../doctor-world';

const down = new PreviewError('github-unavailable', 'GitHub did not answer', { fault: 'world', hint: 'Repeat it.' });

let world: DoctorWorld;
let identity: FakeForgeIdentity;
beforeEach(() => {
  world = new DoctorWorld();
  identity = new FakeForgeIdentity();
  world.forgeIdentity = identity;
  world.base = { ...world.base, ci: { provider: 'github-actions' } };
});
const ci = (more: Partial<CiSettings>) => {
  world.base = { ...world.base, ci: { provider: 'github-actions', ...more } };
};

/** Trust of the deploy role as the application stack made it for these subjects. */
function deployedFor(subjects: readonly string[], more: Readonly<Record<string, readonly string[]>> = {}): void {
  const issuer = 'token.actions.githubusercontent.com';
  const provider = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
  const actions = ['sts:AssumeRoleWithWebIdentity'];
  world.roles.trusts.set('shop-staging-deploy', [
    {
      ...{ effect: 'Allow', principals: { Federated: [provider] }, actions, others: {} },
      conditions: {
        StringEquals: { [`${issuer}:aud`]: ['sts.amazonaws.com'] },
        StringLike: { [`${issuer}:sub`]: subjects, [`${issuer}:ref`]: ['refs/heads/main'], ...more },
      },
    },
    {
      ...{ effect: 'Deny', principals: { '*': ['*'] }, actions, others: {} },
      conditions: { StringLike: { [`${issuer}:sub`]: ['*:*:*:*:*'] } },
    },
    {
      ...{ effect: 'Deny', principals: { '*': ['*'] }, actions, others: {} },
      conditions: {
        StringLike: {
          [`${issuer}:job_workflow_ref`]: ['commands', 'sleep'].map(
            (name) => `*/.github/workflows/preview-${name}.yml@*`,
          ),
        },
      },
    },
  ]);
}
const numbered = (repository: string, name = 'acme/shop') =>
  [`repo:${name}`, `repo:${repository}`].map((one) => `${one}:ref:refs/heads/main`);
const repositoryId = { 'token.actions.githubusercontent.com:repository_id': ['456789'] };
const ofRole = async () => (await world.said(ciRolesCheck)).find((line) => line.includes('shop-staging-deploy'));
const ofGitHub = async () => (await world.look(ciRolesCheck)).slice(1, -3);

test('GitHub says which repository it is, and in which form it writes subjects', async () => {
  expect((await ofGitHub()).map(({ state, saw }) => `${state}: ${saw}`)).toEqual([
    'ok: GitHub knows acme/shop as 456789, its owner as 123456',
    'ok: GitHub writes the subject of a job in its default form',
  ]);
});

test('a role with these numbers is right', async () => {
  deployedFor(numbered('acme@123456/shop@456789'), repositoryId);
  expect(await ofRole()).toBe(
    'ok: shop-staging-deploy trusts repo:acme/shop:ref:refs/heads/main and repo:acme@123456/shop@456789:ref:refs/heads/main',
  );
});

test.each<[string, () => void, RegExp]>([
  [
    'of any number trusts more than it need',
    () => deployedFor(numbered('acme@*/shop@*')),
    /^warning: .* does not look at .*:sub, .*:repository_id closely$/,
  ],
  [
    'of another owner is a fault',
    () => deployedFor(numbered('acme@99/shop@456789'), repositoryId),
    /^fault: .* with other numbers: repo:acme@99\/shop@456789:/,
  ],
  [
    'of another repository is a fault',
    () => deployedFor(numbered('acme@123456/shop@1'), { 'token.actions.githubusercontent.com:repository_id': ['1'] }),
    /^fault: .* with other numbers: repo:acme@123456\/shop@1:/,
  ],
  [
    'of another spelling is a fault: AWS compares letter for letter',
    () => {
      identity.known = { ...identity.known, fullName: 'Acme/Shop' };
      deployedFor(numbered('acme@123456/shop@456789'), repositoryId);
    },
    /^fault: shop-staging-deploy does not trust repo:Acme\/Shop:.*: it trusts repo:acme\/shop:/,
  ],
])('a role %s', async (_, spoil, said) => {
  spoil();
  expect(await ofRole()).toMatch(said);
});

test.each<[string, () => void, object]>([
  [
    'numbers in the settings that are not those of GitHub are a fault',
    () => ci({ repositoryId: 1, ownerId: 123456 }),
    { state: 'fault', saw: expect.stringMatching(/the number 1 on GitHub, and GitHub says 456789$/) },
  ],
  [
    'another name is a fault that says it',
    () => {
      identity.known = { ...identity.known, fullName: 'acme/store' };
    },
    {
      state: 'fault',
      saw: expect.stringContaining('GitHub calls it acme/store'),
      mend: "Set github to 'acme/store', and formerly: ['acme/shop'] if it was renamed.",
    },
  ],
  [
    'another spelling is reported',
    () => {
      identity.known = { ...identity.known, fullName: 'Acme/Shop' };
    },
    { state: 'warning', saw: expect.stringContaining('and GitHub as Acme/Shop: AWS compares letter for letter') },
  ],
  [
    'a silent GitHub is reported',
    () => identity.faults.fail('repository', down),
    { state: 'warning', saw: expect.stringContaining('GitHub did not answer'), mend: 'Repeat it.' },
  ],
])('%s', async (_, spoil, finding) => {
  spoil();
  expect((await ofGitHub())[0]).toMatchObject(finding);
});

test('subjects of a form of your own fit no role, and a form that GitHub does not say is a doubt', async () => {
  identity.subjects = { byDefault: false, claims: ['repo', 'job_workflow_ref'] };
  expect((await ofGitHub())[1]).toMatchObject({
    state: 'fault',
    saw: expect.stringContaining('form of your own (repo, job_workflow_ref), which no role trusts'),
  });
  identity.faults.fail('jobSubjects', down);
  expect((await ofGitHub())[1]).toMatchObject({ state: 'warning', mend: 'Repeat it.' });
});

test.each(['repository', 'jobSubjects'] as const)('an interruption of %s is no answer of GitHub', async (method) => {
  const interrupted = new PreviewError('interrupted', 'Stopped on request', { fault: 'user' });
  identity.faults.fail(method, interrupted);
  await expect(ofGitHub()).rejects.toBe(interrupted);
});

test('while GitHub is silent the numbers of the deployed stack count', async () => {
  identity.faults.fail('repository', down, { times: Number.POSITIVE_INFINITY });
  const outputs = { ...(await world.stacks.find(world.names.stackName))?.outputs };
  world.stacks.alter(world.names.stackName, { outputs: { ...outputs, CiRepository: 'acme@123456/shop@456789' } });
  deployedFor(numbered('acme@5/shop@6'));
  expect(await ofRole()).toMatch(/^fault: .* with other numbers/);
});

test('the template is compared with the one that has the numbers', async () => {
  const seen: unknown[] = [];
  const { synthesizer } = world;
  const application = synthesizer.application.bind(synthesizer);
  synthesizer.application = (input) => {
    seen.push(input.settings.values.ci);
    return application(input);
  };
  await world.look(templateCheck);
  expect(seen).toEqual([expect.objectContaining({ repositoryId: 456789, ownerId: 123456 })]);
});

test('CircleCI has no such numbers', async () => {
  world.base = { ...world.base, ci: { provider: 'circleci', organizationId: 'org-1', projectId: 'project-1' } };
  expect(await ofGitHub()).toEqual([]);
});

import { iam } from '../names';
import type { Context, Group, Row } from '../table';
import { botArn } from '../world';

const organization = '01234567-89ab-cdef-0123-456789abcdef';
const project = 'fedcba98-7654-3210-fedc-ba9876543210';
const user = '11111111-2222-3333-4444-555555555555';
const take = 'sts:AssumeRoleWithWebIdentity';
const roles = {
  'shop-staging-deploy': 'main',
  'shop-staging-cleanup': 'main',
  'shop-production-deploy': 'production',
  'shop-staging-previews': '*',
};

type Claims = Readonly<Record<string, string>>;

/** Somebody who shows a token asks for a role. */
const ask = (policy: string, issuer: string, claims: Claims, wanted: Row['wanted']): Row => ({
  policy: `trust of ${policy}`,
  action: take,
  resource: '',
  principal: ['Federated', iam(`oidc-provider/${issuer}`)],
  context: Object.fromEntries(Object.entries(claims).map(([key, value]) => [`${issuer}:${key}`, value])) as Context,
  wanted,
});

const circle = `oidc.circleci.com/org/${organization}`;
const build = (branch: string, { origin = 'github.com/acme/shop', ...rest }: Claims = {}): Claims => ({
  aud: organization,
  sub: `org/${organization}/project/${project}/user/${user}/vcs-origin/${origin}/vcs-ref/refs/heads/${branch}`,
  'oidc.circleci.com/project-id': project,
  ...rest,
});

const gitHub = 'token.actions.githubusercontent.com';
const job = (branch: string, rest: Claims = {}): Claims => ({
  aud: 'sts.amazonaws.com',
  sub: `repo:acme@123456/shop@456789:ref:refs/heads/${branch}`,
  ref: `refs/heads/${branch}`,
  repository_id: '456789',
  ...rest,
});
const former = (branch: string, rest: Claims = {}) =>
  job(branch, { sub: `repo:acme/shop:ref:refs/heads/${branch}`, ...rest });

/** The file of which a job is, and the ref at which the file is read. */
const file = (name: string, ref = 'refs/heads/main', repository = 'acme/shop'): Claims => ({
  job_workflow_ref: `${repository}/.github/workflows/${name}.yml@${ref}`,
});
/** GitHub's tokens are for the role for control also where CircleCI deploys. */
const forControl = (claims: Claims, wanted: Row['wanted']) =>
  ['', ' on GitHub'].map((place) => ask(`shop-staging-control${place}`, gitHub, claims, wanted));

const onCircle = (name: string, wanted: Row['wanted'], tokens: (branch: string) => readonly Claims[]): Group => ({
  name,
  rows: Object.entries(roles).flatMap(([role, branch]) =>
    tokens(branch === '*' ? 'x' : branch).map((claims) => ask(role, circle, claims, wanted)),
  ),
});
const onGitHub = (name: string, wanted: Row['wanted'], tokens: (branch: string) => readonly Claims[]): Group => ({
  name,
  rows: Object.entries(roles).flatMap(([role, branch]) =>
    tokens(branch === '*' ? 'x' : branch).map((claims) => ask(`${role} on GitHub`, gitHub, claims, wanted)),
  ),
});
const ofStages = (rows: Group): Group => ({
  ...rows,
  rows: rows.rows.filter(({ policy = '' }) => !policy.includes('shop-staging-previews')),
});

const repeated = (branch: string) => `x/vcs-origin/github.com/acme/shop/vcs-ref/refs/heads/${branch}`;
const withSub = (sub: string, rest: Claims = {}) => job('x', { sub, ...rest });

export const trustRows: readonly Group[] = [
  onCircle('jobs of the branch take its role on CircleCI', 'allowed', (branch) => [build(branch)]),
  onGitHub('jobs of the branch take its role on GitHub', 'allowed', (branch) => [job(branch), former(branch)]),
  onCircle('no branch takes a role by a name that repeats the subject', 'denied', (branch) => [
    build(repeated(branch)),
    build(repeated(repeated(branch))),
    build(`x/vcs-ref/refs/heads/${branch}`),
  ]),
  ofStages(
    onCircle('jobs of other branches take no role of a stage on CircleCI', 'denied', (branch) => [
      build('x'),
      build(`${branch}2`),
      build(`x/${branch}`),
      build(branch.toUpperCase()),
    ]),
  ),
  ofStages(
    onGitHub('jobs of other branches take no role of a stage on GitHub', 'denied', (branch) => [
      job('x'),
      job(`${branch}2`),
      job(`x/${branch}`),
      job(branch.toUpperCase()),
      // The subject says one branch and the claim another.
      job(branch, { ref: 'refs/heads/x' }),
      former(branch, { ref: 'refs/heads/x' }),
    ]),
  ),
  onCircle('no fork, tag, other project or other organization takes a role on CircleCI', 'denied', (branch) => [
    build(branch, { origin: 'github.com/eve/shop' }),
    build(branch, { origin: 'github.com/acme/shop-ui' }),
    build(branch, { origin: 'bitbucket.org/acme/shop' }),
    build(branch, { sub: `org/${organization}/project/${project}/user/${user}` }),
    build(branch, {
      sub: `org/${organization}/project/${project}/user/${user}/vcs-origin/github.com/acme/shop/vcs-ref/refs/tags/${branch}`,
    }),
    build(branch, { sub: (build(branch).sub ?? '').replace(project, organization) }),
    build(branch, { aud: project }),
    build(branch, { 'oidc.circleci.com/project-id': organization }),
    build(branch, { sub: (build(branch).sub ?? '').replace(user, 'eve') }),
  ]),
  onGitHub(
    'no fork, pull request, tag, environment or reusable workflow takes a role on GitHub',
    'denied',
    (branch) => [
      withSub(`repo:eve@666/shop@777:ref:refs/heads/${branch}`),
      withSub('repo:acme@123456/shop@456789:pull_request', { ref: 'refs/pull/1/merge' }),
      withSub('repo:acme/shop:pull_request', { ref: 'refs/pull/1/merge' }),
      withSub(`repo:acme@123456/shop@456789:ref:refs/tags/${branch}`, { ref: `refs/tags/${branch}` }),
      withSub('repo:acme@123456/shop@456789:environment:production', { ref: `refs/heads/${branch}` }),
      withSub(`job_workflow_ref:eve/shop/.github/workflows/x.yml@refs/heads/${branch}`, {
        ref: `refs/heads/${branch}`,
      }),
      former(branch, { ref: `refs/tags/${branch}` }),
      job(branch, { aud: 'https://github.com/acme' }),
    ],
  ),
  onGitHub('no subject with a fourth colon takes a role', 'denied', (branch) => [
    former(branch, { sub: `repo:acme/shop:ref:refs/heads/${branch}:job_workflow_ref:eve/x` }),
    withSub(`repo:acme@1/x@3:environment:/shop@2:ref:refs/heads/${branch}`, { ref: `refs/heads/${branch}` }),
  ]),
  onGitHub('no repository of another owner takes a role, nor one that took the name', 'denied', (branch) => [
    job(branch, { sub: `repo:acme@999/shop@456789:ref:refs/heads/${branch}` }),
    job(branch, { sub: `repo:acme@123456/shop@999:ref:refs/heads/${branch}` }),
    former(branch, { repository_id: '999' }),
    job(branch, { sub: `repo:Acme/Shop:ref:refs/heads/${branch}` }),
  ]),
  {
    name: 'jobs of the two files of staging’s branch take the role for control, and no others',
    rows: [
      ...['preview-commands', 'preview-sleep'].flatMap((name) => [
        ...forControl(job('main', file(name)), 'allowed'),
        ...forControl(former('main', file(name)), 'allowed'),
      ]),
      ...[
        job('main'),
        job('main', file('preview')),
        job('main', file('my-preview-commands')),
        job('main', file('preview-commands', 'refs/heads/x')),
        job('main', file('preview-commands', 'refs/tags/main')),
        job('main', file('preview-commands', undefined, 'eve/shop')),
        job('x', file('preview-commands', 'refs/heads/x')),
        // Another branch calls the file of the default branch.
        job('x', file('preview-commands')),
        job('main', { ...file('preview-commands'), ref: 'refs/heads/x' }),
        job('main', { ...file('preview-commands'), sub: 'repo:acme@123456/shop@456789:pull_request' }),
        job('main', { ...file('preview-commands'), sub: 'repo:eve@666/shop@777:ref:refs/heads/main' }),
        job('main', { ...file('preview-commands'), sub: 'repo:acme@9/shop@9:ref:refs/heads/x:y:ref:refs/heads/main' }),
        job('main', { ...file('preview-commands'), aud: 'https://github.com/acme' }),
      ].flatMap((claims) => forControl(claims, 'denied')),
      ask(
        'shop-staging-control on GitHub',
        gitHub,
        job('main', { ...file('preview-sleep'), repository_id: '9' }),
        'denied',
      ),
      ask('shop-staging-control', circle, build('main', file('preview-commands')), 'denied'),
    ],
  },
  onGitHub('jobs of the files that act for people take no other role', 'denied', (branch) =>
    ['preview-commands', 'preview-sleep'].flatMap((name) => [
      job(branch, file(name, `refs/heads/${branch}`)),
      former(branch, file(name)),
      // A reusable workflow of that name acts for people as well.
      job(branch, file(name, 'v1', 'eve/x')),
      // The path of the file in the name of a branch.
      job(branch, file('preview', `refs/heads/x/.github/workflows/${name}.yml@y`)),
    ]),
  ),
  {
    name: 'the role that settings name takes the role for control without a token, and no other role',
    rows: [botArn, iam('role/administrator'), iam('role/shop-bot'), iam('role/shop-staging-previews')].flatMap(
      (principal) => [
        withoutToken('shop-staging-control', principal, principal === botArn ? 'allowed' : 'denied'),
        ...['shop-staging-control on GitHub', ...Object.keys(roles)].map((role) =>
          withoutToken(role, principal, 'denied'),
        ),
      ],
    ),
  },
  {
    name: 'services of AWS take the roles that are made for them',
    rows: [
      ...['staging', 'production'].flatMap((stage) =>
        service(`shop-${stage}-beanstalk`, 'elasticbeanstalk', { 'sts:ExternalId': 'elasticbeanstalk' }),
      ),
      ...['preview', 'staging', 'production'].flatMap((kind) => [
        ...service(`shop-${kind}-cloudformation`, 'cloudformation'),
        ...['web', 'api', 'jobs'].flatMap((one) => service(`${kind} ${one}`, 'ec2')),
      ]),
    ],
  },
];

/** Somebody of the account asks for a role without a token. */
function withoutToken(role: string, principal: string, wanted: Row['wanted']): Row {
  return {
    ...{ policy: `trust of ${role}`, action: 'sts:AssumeRole', resource: '', context: {}, wanted },
    principal: ['AWS', principal],
  };
}

/** The service may, another one may not, nor the same without the external id, nor anybody in the account. */
function service(role: string, name: string, context: Context = {}): readonly Row[] {
  const asked = (principal: Row['principal'], given: Context, wanted: Row['wanted']): Row => ({
    ...{ policy: `trust of ${role}`, action: 'sts:AssumeRole', resource: '', context: given, wanted },
    ...(principal && { principal }),
  });
  const by = (one: string) => ['Service', `${one}.amazonaws.com`] as const;
  return [
    asked(by(name), context, 'allowed'),
    asked(by('lambda'), context, 'denied'),
    asked(['AWS', iam('role/administrator')], context, 'denied'),
    ...Object.keys(context).flatMap((key) => [
      asked(by(name), {}, 'denied'),
      asked(by(name), { [key]: 'strange' }, 'denied'),
    ]),
  ];
}

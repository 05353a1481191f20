import type { SettingsLayer } from '../../../lib/settings/settings';
import { applicationInput, circleCi, production, staging } from '../inputs';
import { applicationTemplate, type Template, textsIn } from '../template';
import { trustIn } from './trust';

const actions: SettingsLayer = { ci: { provider: 'github-actions' } };
let ofStaging: Template;
let ofProduction: Template;
beforeAll(async () => {
  ofStaging = await applicationTemplate(applicationInput(staging, circleCi));
  ofProduction = await applicationTemplate(applicationInput(production, circleCi));
});

const roleId = (template: Template, name: string) =>
  template.ids('AWS::IAM::Role').find((id) => template.resources[id]?.Properties.RoleName === name) ?? '';
const statements = (template: Template, name: string) => template.statements(roleId(template, name));
const stacksOf = (template: Template, name: string) =>
  ['StageStacks', 'PreviewStacks'].flatMap((sid) => textsIn(statements(template, name)[sid]?.Resource));

/** What the allowing statement of a role asks for; what the other one denies is held in ci-trust.test.ts. */
function conditions(template: Template, name: string): Record<string, unknown> {
  return Object.assign({}, ...Object.values(trustIn(template, name).Statement[0]?.Condition ?? {}));
}

describe('the roles of CI', () => {
  test('are made only when settings name a CI', async () => {
    const without = await applicationTemplate(applicationInput(staging));
    expect(without.all('AWS::IAM::OIDCProvider')).toEqual([]);
    expect(without.all('AWS::IAM::Role')).toHaveLength(3);
  });

  test('for any branch reach previews only, and nothing that staging runs', () => {
    expect(stacksOf(ofStaging, 'shop-staging-previews')).toEqual([
      expect.stringMatching(/:stack\/shop-preview-\*\/\*$/),
    ]);
    const denied = statements(ofStaging, 'shop-staging-previews').NotOtherTargets;
    expect(denied?.Effect).toBe('Deny');
    expect(textsIn(denied?.Resource)).toEqual(
      expect.arrayContaining(['/staging/*', '/cleanup-heartbeat.json', '/cleanup-farewells.json']),
    );
  });

  test("for staging's branch reach staging and previews", () => {
    expect(stacksOf(ofStaging, 'shop-staging-deploy')).toEqual([
      expect.stringMatching(/:stack\/shop-staging\/\*$/),
      expect.stringMatching(/:stack\/shop-preview-\*\/\*$/),
    ]);
  });

  test('for a staging without previews reach staging alone, and there are no others', async () => {
    const { previewSettings: _, ...input } = applicationInput(staging, { ...circleCi, control: {} });
    const template = await applicationTemplate(input);
    expect(stacksOf(template, 'shop-staging-deploy')).toEqual([expect.stringMatching(/:stack\/shop-staging\/\*$/)]);
    const given = textsIn(statements(template, 'shop-staging-deploy')).join(' ');
    expect(given).toContain('/application/metrics/staging/*');
    expect(given).not.toMatch(/shop-production|shop-preview|shop-application-staging-/);
    expect(Object.keys(template.outputs).filter((name) => /(Role|Policy)Arn$/.test(name))).toEqual([
      ...['BeanstalkServiceRoleArn', 'CloudFormationRoleArn', 'DeployRoleArn'],
    ]);
  });

  test("for production's branch reach production alone, and there are no others in its account", () => {
    expect(stacksOf(ofProduction, 'shop-production-deploy')).toEqual([
      expect.stringMatching(/:stack\/shop-production\/\*$/),
    ]);
    const names = ofProduction.all('AWS::IAM::Role').map(({ Properties }) => Properties.RoleName);
    expect(names).toEqual(['shop-production-beanstalk', 'shop-production-cloudformation', 'shop-production-deploy']);
  });

  test('for production read what staging runs, to promote it, and change none of it', () => {
    const { Promotion } = statements(ofProduction, 'shop-production-deploy');
    expect(Promotion?.Action).toEqual(['s3:GetObject', 's3:ListBucket']);
    expect(textsIn(Promotion?.Resource)).toContain('arn:aws:s3:::shop-application-staging-*/*');
    expect(statements(ofStaging, 'shop-staging-deploy')).not.toHaveProperty('Promotion');
  });

  test('for cleanup delete previews only', () => {
    const { Removals, EmptyBuckets, NotLogsOfStages } = statements(ofStaging, 'shop-staging-cleanup');
    expect(textsIn(Removals?.Resource).join('')).toMatch(/:stack\/shop-preview-\*\/\*$/);
    expect(textsIn(EmptyBuckets?.Resource).join('')).toMatch(/:s3:::shop-preview-\*$/);
    expect(NotLogsOfStages?.Effect).toBe('Deny');
  });

  test.each([
    ['shop-staging-deploy', ['shop-staging-cloudformation', 'shop-preview-cloudformation']],
    ['shop-staging-previews', ['shop-preview-cloudformation']],
  ])('T37 let %s make stacks only under %j, which it passes to CloudFormation only', (name, under) => {
    const { OnlyUnderTheRole, PassToStageStacks, PassToPreviewStacks } = statements(ofStaging, name);
    const roles = under.map((one) => ({ 'Fn::GetAtt': [roleId(ofStaging, one), 'Arn'] }));
    expect(OnlyUnderTheRole).toMatchObject({
      Effect: 'Deny',
      Condition: { StringNotEquals: { 'cloudformation:RoleArn': roles } },
    });
    const passing = [PassToStageStacks, PassToPreviewStacks].filter((one) => one !== undefined);
    expect(passing.flatMap(({ Resource }) => Resource)).toEqual(roles);
    for (const { Condition } of passing) {
      expect(Condition).toEqual({ StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } });
    }
  });

  test('take nothing into a stack that others made', () => {
    for (const name of ['shop-staging-deploy', 'shop-staging-previews']) {
      expect(statements(ofStaging, name).NothingOfOthers).toMatchObject({
        Effect: 'Deny',
        Action: ['cloudformation:CreateChangeSet'],
        Condition: { 'ForAnyValue:StringLike': { 'cloudformation:ImportResourceTypes': '*' } },
      });
    }
  });

  test('for any branch and for staging read no logs of stages as those of a preview', () => {
    for (const name of ['shop-staging-previews', 'shop-staging-deploy']) {
      const denied = statements(ofStaging, name).NotLogsOfStages;
      expect(denied?.Effect).toBe('Deny');
      expect(textsIn(denied?.Resource).join(' ')).toMatch(/shop-staging--\*-\?{8}--\*.*shop-production--\*-\?{8}--\*/);
    }
  });

  test('seed only instances of the project and of their targets', () => {
    expect(statements(ofStaging, 'shop-staging-previews').PreviewInstances?.Condition).toEqual({
      StringEquals: {
        'ssm:resourceTag/preview-stacks:project': 'shop',
        'ssm:resourceTag/preview-stacks:target': 'preview',
      },
      // For sessions, which jobs may not open.
      BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' },
    });
    expect(statements(ofStaging, 'shop-staging-previews')).not.toHaveProperty('StageInstances');
  });

  test('T43 pin audience, project and branch of CircleCI', () => {
    const org = '01234567-89ab-cdef-0123-456789abcdef';
    const issuer = `oidc.circleci.com/org/${org}`;
    const project = 'fedcba98-7654-3210-fedc-ba9876543210';
    const user = '????????-????-????-????-????????????';
    const subject = (branch: string) => [
      `org/${org}/project/${project}/user/${user}/vcs-origin/github.com/acme/shop/vcs-ref/refs/heads/${branch}`,
    ];
    expect(conditions(ofStaging, 'shop-staging-deploy')).toEqual({
      [`${issuer}:aud`]: org,
      [`${issuer}:sub`]: subject('main'),
      [`${issuer}:oidc.circleci.com/project-id`]: project,
    });
    expect(conditions(ofStaging, 'shop-staging-cleanup')[`${issuer}:sub`]).toEqual(subject('main'));
    expect(conditions(ofStaging, 'shop-staging-previews')[`${issuer}:sub`]).toEqual(subject('*'));
    expect(conditions(ofProduction, 'shop-production-deploy')[`${issuer}:sub`]).toEqual(subject('production'));
    expect(ofStaging.one('AWS::IAM::OIDCProvider').Properties).toMatchObject({
      Url: `https://${issuer}`,
      ClientIdList: [org],
    });
  });

  test('T43 pin audience, repository and branch of GitHub Actions, and trust no pull request', async () => {
    const template = await applicationTemplate(applicationInput(staging, actions));
    const issuer = 'token.actions.githubusercontent.com';
    expect(conditions(template, 'shop-staging-deploy')).toEqual({
      [`${issuer}:aud`]: 'sts.amazonaws.com',
      [`${issuer}:sub`]: ['repo:acme/shop:ref:refs/heads/main', 'repo:acme@*/shop@*:ref:refs/heads/main'],
      [`${issuer}:ref`]: 'refs/heads/main',
    });
    expect(conditions(template, 'shop-staging-previews')).toMatchObject({
      [`${issuer}:sub`]: ['repo:acme/shop:ref:refs/heads/*', 'repo:acme@*/shop@*:ref:refs/heads/*'],
      [`${issuer}:ref`]: 'refs/heads/*',
    });
  });

  test('T43 pin the numbers of the repository and its owner, once settings have them', async () => {
    const template = await applicationTemplate(
      applicationInput(staging, { ci: { ...actions.ci, ownerId: 123456, repositoryId: 456789 } }),
    );
    const issuer = 'token.actions.githubusercontent.com';
    expect(conditions(template, 'shop-staging-deploy')).toMatchObject({
      [`${issuer}:sub`]: ['repo:acme/shop:ref:refs/heads/main', 'repo:acme@123456/shop@456789:ref:refs/heads/main'],
      [`${issuer}:repository_id`]: '456789',
    });
    // From here a deploy that cannot ask GitHub takes them again.
    expect(template.outputs.CiRepository?.Value).toBe('acme@123456/shop@456789');
  });

  test('read no variable of IAM in the name of a branch', async () => {
    const input = applicationInput(staging, actions);
    const template = await applicationTemplate({
      ...input,
      settings: { ...input.settings, branch: ['a$', '{b}'].join('') },
    });
    expect(conditions(template, 'shop-staging-deploy')['token.actions.githubusercontent.com:ref']).toMatch(
      /heads\/a\$\{\$\}\{b\}$/,
    );
  });

  test('take the identity provider that an account has already', async () => {
    const template = await applicationTemplate(
      applicationInput(staging, { ci: { ...actions.ci, createProvider: false } }),
    );
    expect(template.all('AWS::IAM::OIDCProvider')).toEqual([]);
    expect(Object.keys(template.outputs)).toEqual(
      expect.arrayContaining(['DeployRoleArn', 'PreviewRoleArn', 'CleanupRoleArn']),
    );
  });
});

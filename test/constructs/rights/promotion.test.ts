import { resolveSettings } from '../../../lib/settings/resolve';
import type { SettingsLayer } from '../../../lib/settings/settings';
import { accountFacts, applicationInput, circleCi, production, settingsFile, staging } from '../inputs';
import { applicationTemplate, type Template, textsIn } from '../template';

interface Statement {
  readonly Sid: string;
  readonly Principal?: unknown;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

const policyOf = (template: Template): Statement[] => {
  const { PolicyDocument } = template.one('AWS::S3::BucketPolicy').Properties;
  return (PolicyDocument as { Statement: Statement[] }).Statement;
};
const sids = (template: Template) => policyOf(template).map(({ Sid }) => Sid);

/** Staging's application stack, with production as these layers make it. */
function ofStaging(own: SettingsLayer, ofProduction: SettingsLayer | 'none'): Promise<Template> {
  const { production: _, ...rest } = settingsFile(own);
  const others = ofProduction === 'none' ? rest : { ...rest, production: { host: 'shop.acme.com', ...ofProduction } };
  return applicationTemplate({ ...applicationInput(staging, own), settings: resolveSettings(others, staging) });
}
const elsewhere = { ...circleCi, account: '444455556666' };

describe("staging's bundle bucket", () => {
  test('lets the deploy role of production read what staging ran, when production has an account of its own', async () => {
    const template = await ofStaging(circleCi, elsewhere);
    const [tls, reads, lists] = policyOf(template);
    expect(tls).toMatchObject({ Sid: 'TlsOnly', Effect: 'Deny' });
    const bucket = { 'Fn::GetAtt': [template.id('AWS::S3::Bucket'), 'Arn'] };
    expect(reads).toMatchObject({ Sid: 'PromotionReads', Effect: 'Allow', Action: ['s3:GetObject'] });
    expect(reads?.Resource).toEqual([
      { 'Fn::Join': ['', [bucket, '/staging/bundles/*']] },
      { 'Fn::Join': ['', [bucket, '/staging/records/*']] },
    ]);
    expect(lists).toMatchObject({ Sid: 'PromotionLists', Action: ['s3:ListBucket'], Resource: [bucket] });
    for (const one of [reads, lists]) {
      expect(textsIn(one?.Principal).join('')).toMatch(/iam::444455556666:root$/);
      const role = textsIn(one?.Condition).join('');
      expect(role).toMatch(/iam::444455556666:role\/shop-production-deploy$/);
      expect(role).not.toContain('*');
    }
  });

  test.each([
    ['production shares its account', circleCi, { ...circleCi, account: '111122223333' }],
    ['no account of production is known', circleCi, circleCi],
    ['production has no role for CI', circleCi, { account: '444455556666' }],
    ['there is no production', circleCi, 'none'],
  ] as const)('lets no role in when %s', async (_, own, ofProduction) => {
    expect(sids(await ofStaging(own, ofProduction))).toEqual(['TlsOnly']);
  });

  test('is the only one that lets somebody in', async () => {
    const unlogged = { ...circleCi, accessLogs: false };
    expect(sids(await applicationTemplate(applicationInput(production, unlogged)))).toEqual(['TlsOnly']);
  });
});

describe("production's deploy role", () => {
  test('reads the one bucket that settings name', async () => {
    const bucket = 'shop-application-staging-bundles0a1b-2c3d';
    const file = settingsFile(circleCi);
    const settings = resolveSettings(
      { ...file, production: { ...file.production, promoteFrom: { bucket } } },
      production,
    );
    const template = await applicationTemplate({ ...applicationInput(production, circleCi), settings });
    const [role] = template.ids('AWS::IAM::Role').filter((id) => id.startsWith('CiDeploy'));
    const { Promotion } = template.statements(role ?? '');
    const resources = textsIn(Promotion?.Resource).filter((text) => text.includes(':s3:::'));
    expect(resources.map((text) => text.split(':s3:::')[1])).toEqual([bucket, `${bucket}/*`]);
  });
});

describe('images', () => {
  const roles = (template: Template) =>
    template
      .all('AWS::IAM::Role')
      .map(({ Properties }) => String(Properties.RoleName))
      .filter((name) => /-(deploy|previews|cleanup)$/.test(name));
  const statementsOf = (template: Template, name: string) => {
    const id = template.ids('AWS::IAM::Role').find((one) => template.resources[one]?.Properties.RoleName === name);
    return template.statements(id ?? '');
  };

  test('are pushed by the roles for deploys, to the repositories that settings name and to no other', async () => {
    const template = await ofStaging(circleCi, elsewhere);
    expect(roles(template)).toEqual(['shop-staging-deploy', 'shop-staging-previews', 'shop-staging-cleanup']);
    for (const name of ['shop-staging-deploy', 'shop-staging-previews']) {
      const { PushImages, RegistryToken } = statementsOf(template, name);
      expect(PushImages?.Action).toEqual([
        'ecr:BatchCheckLayerAvailability',
        'ecr:InitiateLayerUpload',
        'ecr:UploadLayerPart',
        'ecr:CompleteLayerUpload',
        'ecr:PutImage',
        'ecr:BatchGetImage',
      ]);
      expect(PushImages?.Resource).toHaveLength(1);
      const { account, region } = accountFacts(staging);
      expect(textsIn(PushImages?.Resource).join('')).toMatch(
        new RegExp(`:ecr:${region}:${account}:repository/shop/web$`),
      );
      expect(RegistryToken).toMatchObject({ Action: ['ecr:GetAuthorizationToken'], Resource: ['*'] });
    }
    expect(Object.keys(statementsOf(template, 'shop-staging-cleanup'))).not.toContain('PushImages');
  });

  test('are pushed only when settings name a repository', async () => {
    const template = await applicationTemplate(applicationInput(staging, { ci: { provider: 'github-actions' } }));
    for (const name of roles(template)) {
      expect(Object.keys(statementsOf(template, name))).not.toContain('PushImages');
      expect(Object.keys(statementsOf(template, name))).not.toContain('RegistryToken');
    }
  });
});

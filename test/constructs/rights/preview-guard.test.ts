import { previewAllowList } from '../../../lib/facts/preview-allow-list';
import { resolveSettings } from '../../../lib/settings/resolve';
import type { SettingsFile } from '../../../lib/settings/settings';
import { applicationInput, environmentInput, preview, settingsFile, staging } from '../inputs';
import { applicationTemplate, environmentTemplate, referencesIn, type Template, textsIn } from '../template';

const secret = (name: string) => `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}-AbCdEf`;
const key = 'arn:aws:kms:eu-central-1:111122223333:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const credentials = secret('snapshot');

/** Previews name one secret, those of `data/*` another one, a key and a snapshot as well. */
const file: SettingsFile = {
  ...settingsFile(),
  branches: [
    {
      match: 'data/*',
      because: 'they need real data',
      settings: {
        services: { web: { secrets: { PARTNER: secret('partner') }, secretKeys: [key] } },
        database: { snapshot: { id: 'masked-2026-11', credentials } },
      },
    },
  ],
};

interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly unknown[];
  readonly Condition?: object;
}

let template: Template;
beforeAll(async () => {
  template = await applicationTemplate({ ...applicationInput(staging), previewReach: previewAllowList(file) });
});

const roleOf = (kind: string) => {
  const id = template.ids('AWS::IAM::Role').find((one) => {
    return template.resources[one]?.Properties.RoleName === `shop-${kind}-cloudformation`;
  });
  return template.statements(id ?? '');
};
function boundaryOf(kind: string): Record<string, Statement> {
  const policy = template
    .all('AWS::IAM::ManagedPolicy')
    .find(({ Properties }) => Properties.ManagedPolicyName === `shop-${kind}-boundary`);
  const document = policy?.Properties.PolicyDocument as { readonly Statement: readonly Statement[] };
  return Object.fromEntries(document.Statement.map((one) => [one.Sid, one]));
}
const texts = (statement: { readonly Resource: unknown } | undefined) => textsIn(statement?.Resource).join(' ');

describe('anyone who may push decides what the stacks of previews hold, so that CloudFormation, for previews,', () => {
  test.each(['BoundedRoles', 'OwnRoles', 'OwnProfiles', 'PassToInstances'])(
    'reaches roles of previews only (%s)',
    (sid) => {
      expect(texts(roleOf('preview')[sid])).toContain('/shop-preview/shop-preview-*');
      expect(texts(roleOf('preview')[sid])).not.toContain('staging');
    },
  );

  test.each(['Databases', 'Queues', 'FileStores'])('reaches no data of staging (%s)', (sid) => {
    expect(texts(roleOf('preview')[sid])).toContain('shop-preview-*');
    expect(texts(roleOf('preview')[sid])).not.toContain('staging');
  });

  test('reads secrets that belong to previews, by their tags', () => {
    const { OwnSecrets, NewSecrets } = roleOf('preview');
    const tags = (kind: string) => ({
      [`aws:${kind}/preview-stacks:project`]: 'shop',
      [`aws:${kind}/preview-stacks:target`]: 'preview',
    });
    expect(OwnSecrets?.Condition).toEqual({ StringEquals: tags('ResourceTag') });
    // And makes none of staging's its own by tagging it.
    expect(NewSecrets?.Condition).toEqual({
      StringEqualsIfExists: { ...tags('RequestTag'), ...tags('ResourceTag') },
    });
  });

  test('writes names under the domain of previews, and not that of staging in the same zone', () => {
    expect(roleOf('preview').Records?.Condition).toMatchObject({
      'ForAllValues:StringLike': {
        'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['*.preview.acme.dev'],
      },
    });
  });

  test('writes no name of a stage, though it stands under the domain of previews, and none that proves whose a domain is', async () => {
    const { production, staging: stage, ...rest } = settingsFile();
    const under = resolveSettings(
      {
        ...rest,
        staging: { ...stage, host: 'staging.preview.acme.dev' },
        production: { ...production, host: 'www.preview.acme.dev' },
      },
      staging,
    );
    const names = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';
    const closed = (one: Template) => {
      const [id] = one.ids('AWS::IAM::Role').filter((role) => role.startsWith('PreviewCloudFormation'));
      return one.statements(id ?? '').NotRecords;
    };
    expect(closed(await applicationTemplate({ ...applicationInput(staging), settings: under }))).toMatchObject({
      Effect: 'Deny',
      Action: ['route53:ChangeResourceRecordSets'],
      Condition: {
        'ForAnyValue:StringLike': {
          [names]: [
            ...['\\052.*', '_*.preview.acme.dev', '*._*.preview.acme.dev'],
            ...['staging.preview.acme.dev', '*.staging.preview.acme.dev'],
            ...['www.preview.acme.dev', '*.www.preview.acme.dev'],
          ],
        },
      },
    });
    expect(closed(template)?.Condition).toEqual({
      'ForAnyValue:StringLike': { [names]: ['\\052.*', '_*.preview.acme.dev', '*._*.preview.acme.dev'] },
    });
  });

  test('restores the snapshots that settings name for previews, and no others', async () => {
    expect(texts(roleOf('preview').Snapshots)).toMatch(/:snapshot:masked-2026-11$/);
    const without = await applicationTemplate(applicationInput(staging));
    const [id] = without.ids('AWS::IAM::Role').filter((one) => one.startsWith('PreviewCloudFormation'));
    expect(without.statements(id ?? '')).not.toHaveProperty('Snapshots');
    expect(texts(without.statements(id ?? '').Databases)).toContain('shop-preview-*');
  });

  test('makes instance roles under the boundary of previews', async () => {
    const bound = roleOf('preview').BoundedRoles?.Condition;
    const [boundary] = referencesIn(bound);
    expect(template.resources[boundary ?? '']?.Properties.ManagedPolicyName).toBe('shop-preview-boundary');
    const environment = await environmentTemplate(environmentInput(preview));
    expect(environment.one('AWS::IAM::Role').Properties).toMatchObject({
      Path: '/shop-preview/',
      PermissionsBoundary: 'arn:aws:iam::111122223333:policy/shop-preview-boundary',
    });
  });
});

describe('the boundary of previews', () => {
  test('lets instances read secrets of previews, and those that settings name for any of them', () => {
    const { OwnSecrets, Secrets } = boundaryOf('preview');
    expect(OwnSecrets?.Condition).toEqual({
      StringEquals: {
        'aws:ResourceTag/preview-stacks:project': 'shop',
        'aws:ResourceTag/preview-stacks:target': 'preview',
      },
    });
    expect(Secrets?.Resource).toEqual([secret('partner'), secret('shop/stripe'), credentials].sort());
    expect(boundaryOf('preview').SecretKeys?.Resource).toEqual([key]);
  });

  test('lets instances reach buckets and queues of previews only, and of the bundle bucket bundles', () => {
    const { Buckets, Queues, Bundles } = boundaryOf('preview');
    expect(texts(Buckets)).toMatch(/:s3:::shop-preview-\*$/);
    expect(texts(Queues)).toMatch(/:shop-preview-\*$/);
    expect(Bundles?.Action).toEqual(['s3:GetObject']);
    expect(texts(Bundles)).toMatch(/\/\*\/bundles\/\*$/);
  });

  test('has what an application needs that names nothing: neither secrets nor keys of others', async () => {
    template = await applicationTemplate({
      ...applicationInput(staging),
      previewReach: { secrets: [], keys: [], snapshots: [], images: [] },
    });
    expect(Object.keys(boundaryOf('preview'))).not.toEqual(expect.arrayContaining(['Secrets']));
    expect(Object.keys(boundaryOf('preview'))).not.toEqual(expect.arrayContaining(['SecretKeys']));
    expect(template.outputs.PreviewReach?.Value).toBe('none');
  });
});

import { CdkSynthesizer } from '../../lib/aws/cloudformation/synthesizer';
import type { PreviewError } from '../../lib/errors';
import type { EnvironmentInput } from '../../lib/ports/synthesizer';
import { checkSettings } from '../../lib/settings/check';
import type { SettingsLayer } from '../../lib/settings/settings';
import { environmentInput, preview, production, settingsFile, staging } from './inputs';
import { environmentTemplate, textsIn } from './template';

const synthesizer = new CdkSynthesizer();
const branchOf = (branch: string): EnvironmentInput => ({
  ...environmentInput({ kind: 'preview', branch }),
  target: { kind: 'preview', branch },
});

describe('an environment stack', () => {
  test('T1 carries its ownership tags on the stack itself', async () => {
    const { tags, stackName } = await synthesizer.environment(environmentInput(preview));
    expect(stackName).toMatch(/^shop-preview-feature-login-[0-9a-f]{8}$/);
    expect(tags).toEqual({
      'preview-stacks:project': 'shop',
      'preview-stacks:repository': 'github:acme/shop',
      'preview-stacks:target': 'preview',
      'preview-stacks:branch': 'feature/login',
      'preview-stacks:branch-hash': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('T2 T44 has no parameter, condition, rule, look-up, asset or metadata: it needs no bootstrap', async () => {
    for (const target of [production, staging, preview]) {
      const { body } = await synthesizer.environment(environmentInput(target));
      expect(Object.keys(JSON.parse(body)).sort()).toEqual(['Description', 'Outputs', 'Resources']);
      expect(body).not.toMatch(/AWS::CDK::Metadata|cdk-bootstrap|aws:cdk|\{\{resolve:ssm/);
    }
  });

  test('T3 hands weird branch names to Beanstalk in characters that it takes', async () => {
    const { tags, body } = await synthesizer.environment(branchOf('fix#1-$(id);日本語'));
    const branch = 'fix=231-=24=28id=29=3B=E6=97=A5=E6=9C=AC=E8=AA=9E';
    expect(tags['preview-stacks:branch']).toBe(branch);
    expect(textsIn(JSON.parse(body))).toContain(branch);
    expect(body).not.toContain('$(id)');
  });

  test('T4 has no tag that a new commit changes', async () => {
    const input = environmentInput(preview);
    const other = await synthesizer.environment({ ...input, commit: 'f'.repeat(40) });
    expect(other.tags).toEqual((await synthesizer.environment(input)).tags);
    expect(Object.keys(other.tags)).not.toContain('Name');
  });

  test('tells URL, version, environment, bucket and database in its outputs', async () => {
    const template = await environmentTemplate(environmentInput(preview));
    expect(template.outputs).toEqual({
      Url: { Value: expect.stringMatching(/^https:\/\/feature-login-/) },
      Version: { Value: { Ref: template.id('AWS::ElasticBeanstalk::ApplicationVersion') } },
      EnvironmentName: { Value: { Ref: template.id('AWS::ElasticBeanstalk::Environment') } },
      BucketName: { Value: { Ref: template.id('AWS::S3::Bucket') } },
      DatabaseEndpoint: { Value: { 'Fn::GetAtt': [template.id('AWS::RDS::DBInstance'), 'Endpoint.Address'] } },
      DatabasePort: { Value: { 'Fn::GetAtt': [template.id('AWS::RDS::DBInstance'), 'Endpoint.Port'] } },
      DatabaseIdentifier: { Value: { Ref: template.id('AWS::RDS::DBInstance') } },
    });
  });

  test('keeps its logical ids whatever the branch is called', async () => {
    const ids = async (branch: string) => Object.keys((await environmentTemplate(branchOf(branch))).resources);
    expect(await ids('日本語')).toEqual(await ids('a'.repeat(200)));
  });
});

describe('settings that no template can hold are refused with what to write:', () => {
  const large = { services: { web: { environment: { A: 'x'.repeat(2000), B: 'x'.repeat(2000) } } } };
  test.each<[string, EnvironmentInput, RegExp]>([
    [
      'properties-too-large',
      environmentInput(preview, large),
      /properties of web take \d+ bytes; Beanstalk allows 4096/,
    ],
    [
      'property-taken',
      environmentInput(preview, { services: { web: { environment: { RDS_PORT: '1' } } } }),
      /RDS_PORT twice/,
    ],
    [
      'property-name-invalid',
      environmentInput(preview, { services: { web: { environment: { 'a b': '1' } } } }),
      /"a b"/,
    ],
    [
      'secret-arn-invalid',
      environmentInput(preview, { services: { web: { secrets: { KEY: 'hunter2' } } } }),
      /secrets\.KEY/,
    ],
    ['hosted-zone-missing', environmentInput(production, {}, { hostedZoneId: undefined } as object), /shop\.acme\.com/],
    [
      'certificate-missing',
      environmentInput(production, {}, { certificateArn: undefined } as object),
      /shop\.acme\.com/,
    ],
    ['balancer-missing', environmentInput(preview, {}, { balancer: undefined } as object), /feature-login/],
    ['single-instance-https', environmentInput(preview, { routing: 'single-instance' }), /https:\/\/feature-login/],
    ['subnets-missing', environmentInput(preview, { network: { instanceSubnets: 'private' } }), /no private subnets/],
    [
      'host-too-long',
      environmentInput(preview, { previewDomain: `${'a'.repeat(60)}.${'b'.repeat(60)}.dev` }),
      /holds 128/,
    ],
  ])('%s', async (code, input, message) => {
    const error: PreviewError = await synthesizer.environment(input).then(
      () => Promise.reject(new Error('it was accepted')),
      (reason) => reason,
    );
    expect(error).toMatchObject({ code, fault: 'user', message: expect.stringMatching(message) });
    expect(error.hint).toMatch(/^(Set|Use|Put|Rename|Run|Create|Choose|Give)\b/);
    expect(error.message).not.toContain('hunter2');
  });

  test('T16 are found by the check before: the most that it lets pass fits, with the longest branch', async () => {
    const credentials = `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${'c'.repeat(200)}-AbCdEf`;
    const layer = (bytes: number): SettingsLayer => ({
      database: { name: 'd'.repeat(63), snapshot: { id: 'shop-1', credentials } },
      services: {
        web: { links: ['api', 'jobs', 'admin'], environment: { A: 'x'.repeat(bytes) } },
        api: { kind: 'internal' },
        jobs: { kind: 'worker' },
        admin: {},
      },
    });
    const accepted = (bytes: number) => {
      try {
        return checkSettings(settingsFile(layer(bytes))) !== undefined;
      } catch {
        return false;
      }
    };
    let most = 0;
    for (let step = 2048; step >= 1; step /= 2) if (accepted(most + step)) most += step;
    expect(most).toBeGreaterThan(500);
    const longest = { kind: 'preview', branch: `${'x'.repeat(200)}${'é'.repeat(30)}` } as const;
    await expect(synthesizer.environment(environmentInput(longest, layer(most)))).resolves.toBeDefined();
  });

  test('T16 counts names and values, with room for what is known at deploy only', async () => {
    const fits = { services: { web: { environment: { A: 'x'.repeat(2680) } } } };
    await expect(synthesizer.environment(environmentInput(preview, fits))).resolves.toBeDefined();
    const over = { services: { web: { environment: { A: 'x'.repeat(3300) } } } };
    await expect(synthesizer.environment(environmentInput(preview, over))).rejects.toMatchObject({
      code: 'properties-too-large',
    });
  });
});

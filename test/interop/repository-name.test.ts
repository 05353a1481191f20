import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { CdkSynthesizer } from '../../lib/aws/cloudformation/synthesizer';
import { ownershipTagKeys } from '../../lib/naming/ownership-tags';
import type { SettingsLayer } from '../../lib/settings/settings';
import { applicationInput, environmentInput, preview, production, staging } from '../constructs/inputs';
import { applicationTemplate, type Template } from '../constructs/template';
import { variants } from '../constructs/variants';

const synthesizer = new CdkSynthesizer();
const renamed = 'git:git.acme.dev/team/store';
const { environments, applications } = variants();

test.each(Object.entries(environments))(
  'the repository is in the tags of the stack and nowhere else: %s',
  async (_name, input) => {
    const before = await synthesizer.environment(input);
    const after = await synthesizer.environment({ ...input, repository: renamed });
    expect(after.body).toBe(before.body);
    expect(after.tags).toEqual({ ...before.tags, [ownershipTagKeys.repository]: renamed });
    expect(before.tags).not.toEqual(after.tags);
  },
);

test.each(Object.entries(applications))(
  'the repository is in the tags of the application stack and nowhere else: %s',
  async (_name, input) => {
    const before = await synthesizer.application(input);
    const after = await synthesizer.application({ ...input, repository: renamed });
    expect(after.body).toBe(before.body);
    expect(after.tags).toEqual({ ...before.tags, [ownershipTagKeys.repository]: renamed });
  },
);

test.each([
  ['staging', staging],
  ['production', production],
] as const)(
  "a new name on GitHub changes the trust of CI's roles and one output of %s, in place",
  async (_, target) => {
    const ci: SettingsLayer = { ci: { provider: 'github-actions', repositoryId: 7, ownerId: 8 } };
    const input = applicationInput(target, ci);
    const [before, after] = await Promise.all([
      applicationTemplate(input),
      applicationTemplate({ ...input, settings: { ...input.settings, github: 'acme/store' } }),
    ]);
    expect(changed(before, after)).toEqual(new Set(['AWS::IAM::Role.AssumeRolePolicyDocument']));
    expect(replaces('AWS::IAM::Role', 'AssumeRolePolicyDocument')).toBe('no');
    const { CiRepository: was, ...outputs } = before.outputs;
    expect(after.outputs).toEqual({ ...outputs, CiRepository: { Value: 'acme@8/store@7' } });
    expect(was).toEqual({ Value: 'acme@8/shop@7' });
  },
);

/** What CloudFormation does to a resource when a tag of its stack changes. */
const onNewTag: Readonly<Record<string, 'updates its tags in place' | 'hands it no tags'>> = {
  'AWS::CertificateManager::Certificate': 'updates its tags in place',
  'AWS::CloudWatch::Alarm': 'updates its tags in place',
  'AWS::CloudWatch::Dashboard': 'updates its tags in place',
  'AWS::EC2::SecurityGroup': 'updates its tags in place',
  'AWS::EC2::SecurityGroupIngress': 'hands it no tags',
  'AWS::ElasticBeanstalk::Application': 'hands it no tags',
  'AWS::ElasticBeanstalk::ApplicationVersion': 'hands it no tags',
  // "Update requires: No interruption" (template reference, read in November 2026). Until 2021 it was refused or replaced the environment:
  // aws-cloudformation/cloudformation-coverage-roadmap#155, aws/elastic-beanstalk-roadmap#32.
  'AWS::ElasticBeanstalk::Environment': 'updates its tags in place',
  'AWS::ElasticLoadBalancingV2::Listener': 'updates its tags in place',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'updates its tags in place',
  'AWS::IAM::InstanceProfile': 'hands it no tags',
  'AWS::IAM::ManagedPolicy': 'hands it no tags',
  'AWS::IAM::OIDCProvider': 'updates its tags in place',
  'AWS::IAM::Role': 'updates its tags in place',
  'AWS::RDS::DBInstance': 'updates its tags in place',
  'AWS::RDS::DBParameterGroup': 'updates its tags in place',
  'AWS::RDS::DBSubnetGroup': 'updates its tags in place',
  'AWS::Route53::RecordSet': 'hands it no tags',
  'AWS::S3::Bucket': 'updates its tags in place',
  'AWS::S3::BucketPolicy': 'hands it no tags',
  'AWS::SNS::Subscription': 'hands it no tags',
  'AWS::SNS::Topic': 'updates its tags in place',
  'AWS::SNS::TopicPolicy': 'hands it no tags',
  'AWS::SQS::Queue': 'updates its tags in place',
  'AWS::SQS::QueuePolicy': 'hands it no tags',
  'AWS::SSM::Document': 'updates its tags in place',
  'AWS::SecretsManager::Secret': 'updates its tags in place',
  'AWS::SecretsManager::SecretTargetAttachment': 'hands it no tags',
};

const specification = loadAwsServiceSpecSync();

// Source: @aws-cdk/aws-service-spec, which is made of AWS's resource schemas and documentation; the installed release is of 2026.
test('AWS replaces no resource of any of our templates when a tag of its stack changes', async () => {
  const bodies = await Promise.all([
    ...Object.values(environments).map((input) => synthesizer.environment(input)),
    ...[production, staging, preview].map((target) => synthesizer.environment(environmentInput(target))),
    ...Object.values(applications).map((input) => synthesizer.application(input)),
  ]);
  const types = new Set(
    bodies.flatMap(({ body }) =>
      Object.values((JSON.parse(body) as { Resources: Record<string, { Type: string }> }).Resources).map(
        ({ Type }) => Type,
      ),
    ),
  );
  const said = [...types].sort().map((type) => {
    const tags = specification.lookup('resource', 'cloudFormationType', 'equals', type).only().tagInformation;
    if (tags === undefined) return [type, 'hands it no tags'];
    const how = replaces(type, tags.tagPropertyName) === 'no' ? 'updates its tags in place' : 'may replace it';
    return [type, how];
  });
  expect(Object.fromEntries(said)).toEqual(onNewTag);
});

function replaces(type: string, property: string): string {
  const found = specification.lookup('resource', 'cloudFormationType', 'equals', type).only().properties[property];
  return found === undefined ? 'unknown' : (found.causesReplacement ?? 'no');
}

/** `type.property` of everything that differs. */
function changed(before: Template, after: Template): Set<string> {
  expect(Object.keys(after.resources)).toEqual(Object.keys(before.resources));
  return new Set(
    Object.entries(before.resources).flatMap(([id, { Type, Properties }]) =>
      Object.keys({ ...Properties, ...after.resources[id]?.Properties })
        .filter((key) => JSON.stringify(Properties[key]) !== JSON.stringify(after.resources[id]?.Properties[key]))
        .map((key) => `${Type}.${key}`),
    ),
  );
}

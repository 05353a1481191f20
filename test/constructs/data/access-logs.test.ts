import { CdkSynthesizer } from '../../../lib/aws/cloudformation/synthesizer';
import { applicationInput, environmentInput, preview, production, staging } from '../inputs';
import { applicationTemplate, environmentTemplate, type Resource, type Template } from '../template';

const logging = ({ Properties }: Resource) => Properties.LoggingConfiguration as Record<string, unknown> | undefined;
const bucket = (template: Template, beginning: string) =>
  template.resources[template.ids('AWS::S3::Bucket').find((id) => id.startsWith(beginning)) ?? ''] as Resource;

describe('access logs', () => {
  test('of the bundles of production go to a bucket beside, which S3 may write before it is named', async () => {
    const template = await applicationTemplate(applicationInput(production));
    const [logs] = template.ids('AWS::S3::Bucket').filter((id) => id.startsWith('AccessLogs'));
    const bundles = bucket(template, 'Bundles');
    expect(logging(bundles)).toEqual({ DestinationBucketName: { Ref: logs }, LogFilePrefix: 'bundles/' });
    const policy = template.ids('AWS::S3::BucketPolicy').find((id) => id.startsWith('AccessLogs'));
    expect([bundles.DependsOn].flat()).toContain(policy);
    expect(template.outputs.AccessLogBucket?.Value).toEqual({ Ref: logs });
  });

  test('are written by S3 alone, for buckets of the project and the account, and go after 90 days', async () => {
    const template = await applicationTemplate(applicationInput(production));
    const id = template.ids('AWS::S3::BucketPolicy').find((one) => one.startsWith('AccessLogs')) ?? '';
    const { Statement } = (template.resources[id]?.Properties.PolicyDocument ?? { Statement: [] }) as {
      Statement: object[];
    };
    expect(Statement).toEqual([
      expect.objectContaining({ Sid: 'TlsOnly', Effect: 'Deny' }),
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: ['s3:PutObject'],
        Condition: {
          ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::shop-*' },
          StringEquals: { 'aws:SourceAccount': '444455556666' },
        },
      }),
    ]);
    expect(bucket(template, 'AccessLogs').Properties.LifecycleConfiguration).toMatchObject({
      Rules: [{ AbortIncompleteMultipartUpload: {} }, { Status: 'Enabled', ExpirationInDays: 90 }],
    });
  });

  test('of the files of production lie under its id', async () => {
    const fileStore = bucket(await environmentTemplate(environmentInput(production)), 'FileStore');
    expect(logging(fileStore)).toEqual({
      DestinationBucketName: 'shop-application-production-accesslogs-1a2b3c4d5e6f',
      LogFilePrefix: 'production/files/',
    });
  });

  test('are not kept of staging and previews, unless settings say so', async () => {
    for (const target of [staging, preview]) {
      expect(logging(bucket(await environmentTemplate(environmentInput(target)), 'FileStore'))).toBeUndefined();
    }
    expect((await applicationTemplate(applicationInput(staging))).ids('AWS::S3::Bucket')).toHaveLength(1);
    const asked = await applicationTemplate(applicationInput(staging, { accessLogs: true }));
    expect(asked.ids('AWS::S3::Bucket')).toHaveLength(2);
    const ofPreview = environmentInput(preview, { accessLogs: true }, { accessLogBucket: 'logs' });
    expect(logging(bucket(await environmentTemplate(ofPreview), 'FileStore'))).toEqual({
      DestinationBucketName: 'logs',
      LogFilePrefix: expect.stringMatching(/^feature-login-[0-9a-f]{8}\/files\/$/),
    });
  });
});

test('a stack whose application stack has no bucket for them is refused', async () => {
  const input = environmentInput(preview, { accessLogs: true });
  await expect(new CdkSynthesizer().environment(input)).rejects.toMatchObject({
    code: 'access-log-bucket-missing',
    fault: 'user',
    hint: expect.stringMatching(/^Run deploy-application for staging again/),
  });
});

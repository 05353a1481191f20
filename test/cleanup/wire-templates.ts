import { rightsVersion } from '../../lib/facts/application-outputs';

export interface Endpoint {
  readonly endpoint: string;
  readonly region: string;
  readonly accountId: string;
}

export interface TemplateOptions {
  /** What happens to the bucket when the stack goes. @default 'Delete' */
  readonly keepBucket?: 'Retain' | 'RetainExceptOnCreate';
  /** @default 'Enabled' */
  readonly versioning?: 'Enabled' | 'Suspended' | 'never';
  /** No bucket at all. @default there is one */
  readonly plain?: boolean;
  /** A value that other stacks can import. @default none */
  readonly exportAs?: string;
  /** A value of another stack that this one uses. @default none */
  readonly importOf?: string;
}

/** The outputs of an application stack, and the bucket among them; the rest of it cleanup does not need. */
export function applicationTemplate({ accountId, region }: Endpoint): object {
  const iam = (kind: string) => `arn:aws:iam::${accountId}:${kind}`;
  const values = {
    Account: accountId,
    Region: region,
    RightsVersion: String(rightsVersion),
    ApplicationName: 'shop-staging',
    BundleBucket: { Ref: 'Bundles' },
    PermissionsBoundaryArn: iam('policy/boundary'),
    BeanstalkServiceRoleArn: iam('role/beanstalk'),
    CloudFormationRoleArn: iam('role/cloudformation'),
    PreviewCloudFormationRoleArn: iam('role/preview-cloudformation'),
    PreviewPermissionsBoundaryArn: iam('policy/preview-boundary'),
    PreviewReach: 'none',
    VpcId: 'vpc-1',
    PublicSubnetIds: 'subnet-a,subnet-b',
  };
  return {
    Resources: { Bundles: { Type: 'AWS::S3::Bucket' } },
    Outputs: Object.fromEntries(Object.entries(values).map(([name, Value]) => [name, { Value }])),
  };
}

/** A preview as far as cleanup is concerned: something, and a bucket. */
export function previewTemplate(options: TemplateOptions): object {
  const { keepBucket, versioning = 'Enabled', plain, exportAs, importOf } = options;
  const configured = versioning === 'never' ? {} : { VersioningConfiguration: { Status: versioning } };
  return {
    Resources: {
      Note: {
        Type: 'AWS::SSM::Parameter',
        Properties: {
          Name: { 'Fn::Sub': '$' + '{AWS::StackName}-note' },
          Type: 'String',
          Value: importOf === undefined ? 'x' : { 'Fn::ImportValue': importOf },
        },
      },
      ...(!plain && {
        Files: {
          Type: 'AWS::S3::Bucket',
          ...(keepBucket && { DeletionPolicy: keepBucket }),
          Properties: configured,
        },
      }),
    },
    ...(exportAs && { Outputs: { Shared: { Value: 'shared', Export: { Name: exportAs } } } }),
  };
}

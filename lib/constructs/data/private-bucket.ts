import { Lazy } from 'aws-cdk-lib';
import { CfnBucket, CfnBucketPolicy, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { setDeletionPolicy } from '../deletion-policy';
import { oneOf } from '../network/one-of';
import { type Acknowledgement, acknowledge } from '../rights/acknowledge';
import { type IamStatement, policyDocument } from '../rights/iam-statement';

/** A principal of another account or a service, and what the policy of the bucket allows it. */
export interface BucketReader {
  /** As IAM writes it: `{ AWS: … }` or `{ Service: … }`. */
  readonly principal: Readonly<Record<string, string>>;
  /** What it may do. */
  readonly statements: readonly IamStatement[];
}

/** What a private bucket is made of. */
export interface PrivateBucketProps {
  /** Keep former versions of objects. @default false */
  readonly versioned?: boolean;
  /** The bucket stays when its stack goes. @default false: it must be empty by then */
  readonly retain?: boolean;
  /** Where S3 logs who reads and writes the bucket. @default nowhere */
  readonly accessLogs?: AccessLogTarget;
  /** It is where others have their access logged. @default false */
  readonly holdsAccessLogs?: boolean;
  /** Objects go after this many days. @default none: they stay */
  readonly expireAfterDays?: number;
}

/** A bucket of the same account and region that lets S3 write its logs, as the CDK has it or by its name, and a folder in it. */
export type AccessLogTarget = {
  /** With a slash at its end. */
  readonly prefix: string;
} & (
  | { readonly bucket: IBucket; readonly bucketName?: never }
  | { readonly bucketName: string; readonly bucket?: never }
);

const notLogged: Acknowledgement = {
  id: 'AwsSolutions-S1',
  reason: 'Settings say so: who uses this bucket is not logged, for its data can be made anew. accessLogs changes it.',
};

/**
 * A bucket that only principals named here can read from outside the account: encrypted, TLS only, public access blocked, ACLs off. CloudFormation
 * chooses its name (trap T30), so that no one can take the name before us, and what is deleted can be made again at once.
 */
export class PrivateBucket extends Construct {
  /** Escape hatch: the bucket itself. */
  readonly bucket: CfnBucket;
  /** Escape hatch: its policy. */
  readonly policy: CfnBucketPolicy;
  private readonly statements: object[];

  /** @throws PreviewError `property-missing` and `properties-contradict` with neither or both of `bucket` and `bucketName` in `accessLogs` */
  constructor(scope: Construct, id: string, props: PrivateBucketProps = {}) {
    super(scope, id);
    this.bucket = new CfnBucket(this, 'Bucket', {
      bucketEncryption: {
        serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
      },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
      // Suspended rather than left out: an omitted configuration would leave a bucket versioned that once was.
      versioningConfiguration: { status: props.versioned ? 'Enabled' : 'Suspended' },
      lifecycleConfiguration: {
        rules: [
          {
            id: 'abort-incomplete-uploads',
            status: 'Enabled',
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
          ...(props.expireAfterDays === undefined
            ? []
            : [{ id: 'expire', status: 'Enabled', expirationInDays: props.expireAfterDays }]),
        ],
      },
      ...(props.accessLogs && {
        loggingConfiguration: {
          destinationBucketName: bucketNameOf(id, props.accessLogs),
          logFilePrefix: props.accessLogs.prefix,
        },
      }),
    });
    setDeletionPolicy(this.bucket, props.retain ?? false);
    if (!props.accessLogs && !props.holdsAccessLogs) acknowledge(this.bucket, notLogged);
    this.statements = [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [this.bucket.attrArn, `${this.bucket.attrArn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ];
    this.policy = new CfnBucketPolicy(this, 'TlsOnly', {
      bucket: this.bucket.ref,
      policyDocument: Lazy.any({ produce: () => ({ Version: '2012-10-17', Statement: this.statements }) }),
    });
    setDeletionPolicy(this.policy, props.retain ?? false);
  }

  /** Lets a principal of another account or a service in; in our own account, roles decide. */
  letIn({ principal, statements }: BucketReader): void {
    for (const statement of policyDocument(statements).Statement) {
      this.statements.push({ ...statement, Principal: principal });
    }
  }
}

function bucketNameOf(id: string, { bucket, bucketName }: AccessLogTarget): string {
  oneOf(`accessLogs of ${id}`, { bucket, bucketName });
  return bucket?.bucketName ?? bucketName ?? '';
}

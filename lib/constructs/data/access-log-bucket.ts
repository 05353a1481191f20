import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { globalArnPrefix } from '../rights/arn-prefix';
import { PrivateBucket } from './private-bucket';

/** What an access log bucket is made of. */
export interface AccessLogBucketProps {
  /** Short name of the project: only buckets whose names begin with it may log here. */
  readonly project: string;
}

/** How long access logs are kept. */
const keptDays = 90;

/**
 * Where S3 writes who reads and writes the buckets of a stage. Other stacks of the project log into it too, so that it lies in the
 * application stack, which outlives them; S3 delivers within hours, and by no promise.
 */
export class AccessLogBucket extends Construct {
  /** Escape hatch: the bucket and its policy. */
  readonly bucket: PrivateBucket;
  /** Name of the bucket. */
  readonly bucketName: string;

  constructor(scope: Construct, id: string, { project }: AccessLogBucketProps) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, 'Logs', { holdsAccessLogs: true, expireAfterDays: keptDays });
    this.bucketName = this.bucket.bucket.ref;
    this.bucket.letIn({
      principal: { Service: 'logging.s3.amazonaws.com' },
      statements: [
        {
          sid: 'S3WritesLogs',
          because:
            'S3 delivers the logs of the buckets of this project, which begin with its name, and of this account.',
          actions: ['s3:PutObject'],
          resources: [`${this.bucket.bucket.attrArn}/*`],
          conditions: {
            ArnLike: { 'aws:SourceArn': `${globalArnPrefix(this, 's3')}${project}-*` },
            StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          },
        },
      ],
    });
  }
}

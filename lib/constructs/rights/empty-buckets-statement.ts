import type { Construct } from 'constructs';
import { globalArnPrefix } from './arn-prefix';
import type { IamStatement } from './iam-statement';

/** What emptying the buckets of previews takes: their data can be made again, and a full bucket cannot be deleted. */
export function emptyPreviewBuckets(scope: Construct, project: string): IamStatement {
  return {
    sid: 'EmptyBuckets',
    because: "A bucket goes only when it is empty; the buckets of previews begin with their stack's name.",
    actions: [
      's3:ListBucketVersions',
      's3:ListBucketMultipartUploads',
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:AbortMultipartUpload',
    ],
    // The objects too: in a pattern of IAM `*` does not stop at a slash.
    resources: [`${globalArnPrefix(scope, 's3')}${project}-preview-*`],
  };
}

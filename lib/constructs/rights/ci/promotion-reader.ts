import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { applicationNames } from '../../../naming/application-names';
import type { BucketReader } from '../../data/private-bucket';

export interface PromotionReaderProps {
  readonly project: string;
  /** Account of production. */
  readonly account: string;
  readonly bucketArn: string;
}

/**
 * Production's deploy role in another account, as the policy of staging's bundle bucket names it. The role is named by a condition:
 * S3 refuses a policy whose principal does not exist yet, and forgets a role that is made again.
 */
export function promotionReader(scope: Construct, { project, account, bucketArn }: PromotionReaderProps): BucketReader {
  const { partition } = Stack.of(scope);
  const role = `arn:${partition}:iam::${account}:role/${applicationNames(project, 'production').deployRoleName}`;
  const conditions = { ArnEquals: { 'aws:PrincipalArn': role } };
  return {
    principal: { AWS: `arn:${partition}:iam::${account}:root` },
    statements: [
      {
        sid: 'PromotionReads',
        because:
          'Production, in an account of its own, copies the bytes that staging ran; staging’s records say which.',
        actions: ['s3:GetObject'],
        resources: ['bundles', 'records'].map((folder) => `${bucketArn}/staging/${folder}/*`),
        conditions,
      },
      {
        sid: 'PromotionLists',
        because: 'Records and bundles are found by lists, and what is missing answers 404 instead of 403.',
        actions: ['s3:ListBucket'],
        resources: [bucketArn],
        conditions,
      },
    ],
  };
}

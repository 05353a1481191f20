import { applicationFolder } from '../../../naming/bundle-key';
import type { IamStatement } from '../iam-statement';

/** Folders of the bundle bucket that belong to no preview. */
const closedFolders = ['staging', applicationFolder];

/** What cleanup takes beside taking previews away: what it sweeps and remembers in the bundle bucket. */
export function cleanupStatements({ bundleBucketArn }: { readonly bundleBucketArn: string }): readonly IamStatement[] {
  return [
    {
      sid: 'SweepBundles',
      because: 'Bundles and records of a preview that is gone are swept; the folders of branches are not known before.',
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'],
      resources: [`${bundleBucketArn}/*`],
    },
    {
      sid: 'NotOtherTargets',
      because: "Staging's bundles and records are no preview's, and what was measured and asked for outlives them.",
      effect: 'Deny',
      actions: ['s3:*'],
      resources: closedFolders.map((folder) => `${bundleBucketArn}/${folder}/*`),
    },
  ];
}

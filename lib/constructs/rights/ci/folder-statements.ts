import { applicationFolder, metricsPrefix, type targetFolders } from '../../../naming/bundle-key';
import type { TargetKind } from '../../../naming/target';
import type { IamStatement } from '../iam-statement';
import { labelOf } from './look-statements';

/** Folders of the bundle bucket, of targets whose ids are not known before. */
type Folder = (typeof targetFolders)[number];

/** Reads and writes what lies in these folders of every target, and nothing in that of the application. */
export function folderStatements(bucketArn: string, folders: readonly Folder[]): IamStatement[] {
  return [
    {
      sid: 'Bundles',
      because: 'Bundles, records and large templates lie in the folder of each target, whose name is not known before.',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: folders.map((folder) => `${bucketArn}/*/${folder}/*`),
    },
    {
      sid: 'NotOfApplication',
      // In a pattern of IAM `*` does not stop at a slash.
      because: 'What a folder of this name further in holds is no target’s.',
      effect: 'Deny',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: folders.map((folder) => `${bucketArn}/${applicationFolder}/*${folder}/*`),
    },
  ];
}

/** Keeps the events of a kind of target. */
export function eventStatement(bucketArn: string, kind: TargetKind): IamStatement {
  return created(`${labelOf(kind)}Events`, 'Measures are made of events, each with a key of its own.', [
    `${bucketArn}/${metricsPrefix(kind)}*`,
  ]);
}

/**
 * Creates objects that it can neither change nor delete: S3 refuses a put with `If-None-Match: *` where an object is, and the condition refuses
 * a put without (S3 user guide, "Enforce conditional writes on Amazon S3 buckets", example 1, read in November 2026; announced on 25 November 2024).
 * Uploads in parts begin without the header, and copies are refused with it: what is created here is put in one call.
 */
export function created(sid: string, because: string, resources: readonly string[]): IamStatement {
  return {
    ...{ sid, because, actions: ['s3:PutObject'], resources },
    conditions: { Null: { 's3:if-none-match': 'false' } },
  };
}

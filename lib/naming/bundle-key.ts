import { PreviewError } from '../errors';
import type { TargetKind } from './target';

/** Where a bundle lies in the bundle bucket: by its content hash, in its target's folder. */
export function bundleKey(targetId: string, hash: string): string {
  return `${bundlePrefix(targetId)}${hash}.zip`;
}

/** The folder of all bundles of a target. */
export function bundlePrefix(targetId: string): string {
  return `${targetId}/bundles/`;
}

/**
 * Where a file lies that the template of a target names: among its bundles, where every role reaches it that reaches those.
 *
 * @param extension with its dot: CloudFormation and Lambda look at it
 */
export function assetKey(targetId: string, hash: string, extension: string): string {
  return `${bundlePrefix(targetId)}assets/${hash}${extension}`;
}

/** The folder of the records of every stack that a target has had. */
export function recordPrefix(targetId: string): string {
  return `${targetId}/records/`;
}

/**
 * The folder in which the deploys of a kind of target keep how long they took. `previews` is a reserved word, so that no preview has this id, and
 * cleanup leaves the folder.
 */
export function sharedRecordFolder(kind: TargetKind): string {
  return kind === 'preview' ? 'previews' : kind;
}

/** Where the cleanup job leaves its heartbeat: in no folder, for every folder is a target's. */
export const heartbeatKey = 'cleanup-heartbeat.json';

/** The queue of removal notices: in no folder either. */
export const removalNoticesKey = 'cleanup-farewells.json';

/** What lies in the folder of a target. */
export const targetFolders = ['bundles', 'records', 'templates'] as const;

/** The folder of what belongs to no single target. `application` is a reserved word, so that no preview has this id. */
export const applicationFolder = 'application';

/** Where the events of a kind of target are kept, from which measures are made. They are created, and never changed. */
export function metricsPrefix(kind: TargetKind): string {
  return `${applicationFolder}/metrics/${kind === 'preview' ? 'previews' : kind}/`;
}

/** Where it is kept who asked for what from a pull request, a chat or a page. */
export const auditPrefix = `${applicationFolder}/audit/`;

/** Where a template over 51,200 bytes lies, which CloudFormation takes only from S3. */
export function templateKey(targetId: string, hash: string): string {
  return `${targetId}/templates/${hash}.json`;
}

/**
 * Where the record of a stack lies: by the uuid at the end of its StackId, so that a recreated stack starts a new record.
 *
 * @throws PreviewError `stack-id-invalid` when the id is not the ARN of a stack
 */
export function recordKey(targetId: string, stackId: string): string {
  const uuid = /^arn:[^:]+:cloudformation:[^:]*:[^:]*:stack\/[^/]+\/([0-9a-zA-Z-]+)$/.exec(stackId)?.[1];
  if (uuid === undefined) {
    throw new PreviewError('stack-id-invalid', `${JSON.stringify(stackId)} is not the ARN of a stack`, { fault: 'us' });
  }
  return `${recordPrefix(targetId)}${uuid}.json`;
}

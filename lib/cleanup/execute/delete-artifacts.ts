import { PreviewError } from '../../errors';
import type { Retained, RetainedOwner, RetainedResource } from '../../ports/retained';
import type { StackResource } from '../../ports/stacks';
import type { RemovalResult } from '../../previews/removal-result';
import type { CleanupPorts } from '../cleanup-request';

export interface ArtifactsOwner {
  readonly stackId: string;
  readonly stackName: string;
  readonly targetId: string;
  /** Start of the names of its Beanstalk environments. */
  readonly environmentPrefix: string;
  /** @default its application stack is gone, and the bucket with it */
  readonly bundleBucket: string | undefined;
  /** Snapshots stay where settings protect the database. */
  readonly keepSnapshots: boolean;
}

export type DeletedArtifacts = Pick<RemovalResult, 'swept' | 'retained' | 'remains'>;

/**
 * Deletes what a deleted stack has left outside of itself, looks again, and returns what its template had CloudFormation keep.
 *
 * @throws PreviewError when something cannot go, or is there again after it went
 */
export async function deleteArtifacts(ports: CleanupPorts, behind: ArtifactsOwner): Promise<DeletedArtifacts> {
  const resources = await resourcesOf(ports, behind.stackId);
  const retained = resources
    .filter(({ status, physicalId }) => status === 'DELETE_SKIPPED' && physicalId !== '')
    .map(({ logicalId, type, physicalId }) => ({ logicalId, type, physicalId }));
  const databases = resources.filter(({ type }) => type === 'AWS::RDS::DBInstance');
  const owner: RetainedOwner = {
    stackName: behind.stackName,
    environmentPrefix: behind.environmentPrefix,
    databases: behind.keepSnapshots ? [] : databases.map(({ physicalId }) => physicalId).filter((id) => id !== ''),
  };
  const remains = await deleteRetained(ports.retained, owner);
  const { bundleBucket, targetId } = behind;
  const swept = bundleBucket === undefined ? 0 : await ports.bundles.sweep(bundleBucket, targetId);
  if (swept > 0) ports.progress.emit({ kind: 'swept', targetId, objects: swept });
  return {
    swept,
    ...(retained.length > 0 && { retained }),
    ...(remains.length > 0 && { remains }),
  };
}

/** CloudFormation remembers the resources of a deleted stack for 90 days. */
async function resourcesOf({ stacks }: CleanupPorts, stackId: string): Promise<StackResource[]> {
  const found: StackResource[] = [];
  try {
    for await (const resource of stacks.resources(stackId)) found.push(resource);
  } catch (error) {
    if (!(error instanceof PreviewError) || error.code !== 'stack-missing') throw error;
  }
  return found;
}

/**
 * Deletes log groups and snapshots of a preview that is gone, and looks again.
 *
 * @returns their names
 *
 * @throws PreviewError `remains-left` when one is there again
 */
export async function deleteRetained(retained: Retained, owner: RetainedOwner): Promise<readonly string[]> {
  const found = await collect(retained.find(owner));
  if (found.length === 0) return [];
  for (const one of found) await retained.remove(one);
  const [again] = await collect(retained.find(owner));
  if (again === undefined) return found.map(({ name }) => name);
  throw new PreviewError('remains-left', `the ${again.kind} ${again.name} is there again`, { fault: 'world' });
}

async function collect(source: AsyncIterable<RetainedResource>): Promise<RetainedResource[]> {
  const found: RetainedResource[] = [];
  for await (const one of source) found.push(one);
  return found;
}

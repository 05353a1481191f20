import type { RDSClient } from '@aws-sdk/client-rds';
import { errorName } from '../errors';
import { pages } from '../pages';
import { send } from '../send';

/**
 * Snapshots of an instance (`undefined`: of any) that CloudFormation took on delete. CloudFormation names them after the stack; manual
 * snapshots have other names and are excluded.
 */
export async function* finalSnapshots(
  rds: RDSClient,
  database: string | undefined,
  stackName: string,
): AsyncIterable<string> {
  const { DescribeDBSnapshotsCommand } = require('@aws-sdk/client-rds') as typeof import('@aws-sdk/client-rds');
  const action = 'rds:DescribeDBSnapshots';
  yield* pages(action, async (from) => {
    const command = new DescribeDBSnapshotsCommand({
      DBInstanceIdentifier: database,
      SnapshotType: 'manual',
      Marker: from,
    });
    const answer = await send(action, () => rds.send(command));
    const items = (answer.DBSnapshots ?? []).flatMap(({ DBSnapshotIdentifier: id }) =>
      id?.startsWith(`${stackName.toLowerCase()}-snapshot-`) ? [id] : [],
    );
    return { items, next: answer.Marker };
  });
}

export async function deleteSnapshot(rds: RDSClient, id: string): Promise<void> {
  const { DeleteDBSnapshotCommand } = require('@aws-sdk/client-rds') as typeof import('@aws-sdk/client-rds');
  await send('rds:DeleteDBSnapshot', async () => {
    try {
      await rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: id }));
    } catch (error) {
      if (!/^DBSnapshotNotFound/.test(errorName(error))) throw error;
    }
  });
}

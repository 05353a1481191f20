import type { RDSClient } from '@aws-sdk/client-rds';
import type { Databases, Snapshot } from '../../ports/databases';
import { pages } from '../pages';
import { send } from '../send';

/** Made by people, and by RDS every night. Others are shared by other accounts or belong to AWS Backup. */
const types: readonly (string | undefined)[] = ['manual', 'automated'];

/** The instances of RDS. */
export class AwsDatabases implements Databases {
  constructor(private readonly clients: { readonly rds: RDSClient }) {}

  async *snapshots(instance: string): AsyncIterable<Snapshot> {
    const { DescribeDBSnapshotsCommand } = require('@aws-sdk/client-rds') as typeof import('@aws-sdk/client-rds');
    const action = 'rds:DescribeDBSnapshots';
    yield* pages(action, async (from) => {
      const command = new DescribeDBSnapshotsCommand({ DBInstanceIdentifier: instance, Marker: from });
      const answer = await send(action, () => this.clients.rds.send(command));
      const items = (answer.DBSnapshots ?? []).flatMap(
        ({ DBSnapshotIdentifier: id, SnapshotCreateTime: at, SnapshotType, Status }) =>
          id !== undefined && at !== undefined && types.includes(SnapshotType) && Status === 'available'
            ? [{ id, at }]
            : [],
      );
      return { items, next: answer.Marker };
    });
  }
}

import type { RDSClient } from '@aws-sdk/client-rds';
import type { Snapshot, Snapshots } from '../../ports/snapshots';
import { pages } from '../pages';
import { send } from '../send';

/** Made by people, and by RDS every night: others are shared by strangers or belong to AWS Backup. */
const types: readonly (string | undefined)[] = ['manual', 'automated'];

/** RDS's snapshots of its instances. */
export class AwsSnapshots implements Snapshots {
  constructor(private readonly clients: { readonly rds: RDSClient }) {}

  async *list(instance: string): AsyncIterable<Snapshot> {
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

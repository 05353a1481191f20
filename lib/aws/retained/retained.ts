import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { RDSClient } from '@aws-sdk/client-rds';
import type { Retained, RetainedOwner, RetainedResource } from '../../ports/retained';
import type { AwsClients } from '../clients';
import { errorName } from '../errors';
import { pages } from '../pages';
import { send } from '../send';
import { logGroups } from './log-groups';

/** What deleted stacks leave in CloudWatch Logs and RDS; RDS is loaded only for stacks that had a database. */
export class AwsRetained implements Retained {
  constructor(private readonly clients: AwsClients) {}

  async *find(owner: RetainedOwner): AsyncIterable<RetainedResource> {
    for await (const name of logGroups(this.clients.logs, `/aws/elasticbeanstalk/${owner.environmentPrefix}`)) {
      yield { kind: 'log-group', name };
    }
    for (const database of owner.databases === 'any' ? [undefined] : owner.databases) {
      for await (const name of finalSnapshots(this.clients.rds, database, owner.stackName)) {
        yield { kind: 'snapshot', name };
      }
    }
  }

  async remove({ kind, name }: RetainedResource): Promise<void> {
    if (kind === 'snapshot') return deleteSnapshot(this.clients.rds, name);
    await send('logs:DeleteLogGroup', async () => {
      try {
        await this.clients.logs.send(new DeleteLogGroupCommand({ logGroupName: name }));
      } catch (error) {
        if (errorName(error) !== 'ResourceNotFoundException') throw error;
      }
    });
  }
}

/**
 * Snapshots of an instance (`undefined`: of any) that CloudFormation took on delete. CloudFormation names them
 * `<stack>-snapshot-<logical id>-<letters and digits>`; manual snapshots have other names and are excluded, and so are those of a stack whose
 * name goes on behind `-snapshot-`: no logical id holds a hyphen.
 */
async function* finalSnapshots(rds: RDSClient, database: string | undefined, stackName: string): AsyncIterable<string> {
  const { DescribeDBSnapshotsCommand } = require('@aws-sdk/client-rds') as typeof import('@aws-sdk/client-rds');
  const action = 'rds:DescribeDBSnapshots';
  const name = new RegExp(`^${stackName.toLowerCase()}-snapshot-[a-z0-9]+-[a-z0-9]+$`);
  yield* pages(action, async (from) => {
    const command = new DescribeDBSnapshotsCommand({
      DBInstanceIdentifier: database,
      SnapshotType: 'manual',
      Marker: from,
    });
    const answer = await send(action, () => rds.send(command));
    const items = (answer.DBSnapshots ?? []).flatMap(({ DBSnapshotIdentifier: id }) =>
      id !== undefined && name.test(id) ? [id] : [],
    );
    return { items, next: answer.Marker };
  });
}

async function deleteSnapshot(rds: RDSClient, id: string): Promise<void> {
  const { DeleteDBSnapshotCommand } = require('@aws-sdk/client-rds') as typeof import('@aws-sdk/client-rds');
  await send('rds:DeleteDBSnapshot', async () => {
    try {
      await rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: id }));
    } catch (error) {
      if (!/^DBSnapshotNotFound/.test(errorName(error))) throw error;
    }
  });
}

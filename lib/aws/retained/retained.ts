import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Retained, RetainedOwner, RetainedResource } from '../../ports/retained';
import type { AwsClients } from '../clients';
import { errorName } from '../errors';
import { send } from '../send';
import { deleteSnapshot, finalSnapshots } from './final-snapshots';
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

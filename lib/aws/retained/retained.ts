import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Remain, Remains, RemainsOwner } from '../../ports/retained';
import type { AwsClients } from '../clients';
import { errorName } from '../errors';
import { ask } from '../send';
import { deleteSnapshot, finalSnapshots } from './final-snapshots';
import { logGroups } from './log-groups';

/** What deleted stacks leave in CloudWatch Logs and RDS; RDS is loaded only for stacks that had a database. */
export class AwsRemains implements Remains {
  constructor(private readonly clients: AwsClients) {}

  async *find(owner: RemainsOwner): AsyncIterable<Remain> {
    for await (const name of logGroups(this.clients.logs, `/aws/elasticbeanstalk/${owner.environmentPrefix}`)) {
      yield { kind: 'log-group', name };
    }
    for (const database of owner.databases === 'any' ? [undefined] : owner.databases) {
      for await (const name of finalSnapshots(this.clients.rds, database, owner.stackName)) {
        yield { kind: 'snapshot', name };
      }
    }
  }

  async remove({ kind, name }: Remain): Promise<void> {
    if (kind === 'snapshot') return deleteSnapshot(this.clients.rds, name);
    await ask('logs:DeleteLogGroup', async () => {
      try {
        await this.clients.logs.send(new DeleteLogGroupCommand({ logGroupName: name }));
      } catch (error) {
        if (errorName(error) !== 'ResourceNotFoundException') throw error;
      }
    });
  }
}

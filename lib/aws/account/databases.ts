import type { RDSClient } from '@aws-sdk/client-rds';
import { PreviewError } from '../../errors';
import type { Databases, Snapshot } from '../../ports/databases';
import { errorName } from '../errors';
import { pages } from '../pages';
import { requireField, send } from '../send';

/** Made by people, and by RDS every night. Others are shared by other accounts or belong to AWS Backup. */
const types: readonly (string | undefined)[] = ['manual', 'automated'];

/** The instances of RDS. */
export class AwsDatabases implements Databases {
  constructor(private readonly clients: { readonly rds: RDSClient }) {}

  async *snapshots(instance: string): AsyncIterable<Snapshot> {
    const { DescribeDBSnapshotsCommand } = sdk();
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

  async status(instance: string): Promise<string | undefined> {
    const { DescribeDBInstancesCommand } = sdk();
    const command = new DescribeDBInstancesCommand({ DBInstanceIdentifier: instance });
    const action = 'rds:DescribeDBInstances';
    const answer = await send(action, () =>
      this.clients.rds.send(command).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      }),
    );
    if (answer === undefined) return undefined;
    const [found] = requireField(answer.DBInstances, 'DBInstances', action);
    return requireField(found?.DBInstanceStatus, 'DBInstanceStatus', action);
  }

  async start(instance: string): Promise<void> {
    const { StartDBInstanceCommand } = sdk();
    const command = new StartDBInstanceCommand({ DBInstanceIdentifier: instance });
    await send('rds:StartDBInstance', () => this.clients.rds.send(command).catch(notReady(instance)));
  }

  async stop(instance: string): Promise<void> {
    const { StopDBInstanceCommand } = sdk();
    const command = new StopDBInstanceCommand({ DBInstanceIdentifier: instance });
    await send('rds:StopDBInstance', () => this.clients.rds.send(command).catch(notReady(instance)));
  }
}

function sdk(): typeof import('@aws-sdk/client-rds') {
  return require('@aws-sdk/client-rds') as typeof import('@aws-sdk/client-rds');
}

/** The SDK names errors by their shape, which ends with Fault, the wire does not. */
function isMissing(error: unknown): boolean {
  return ['DBInstanceNotFoundFault', 'DBInstanceNotFound'].includes(errorName(error) ?? '');
}

function notReady(instance: string): (error: unknown) => never {
  return (error) => {
    if (!['InvalidDBInstanceStateFault', 'InvalidDBInstanceState'].includes(errorName(error) ?? '')) throw error;
    throw new PreviewError(
      'database-not-ready',
      `The database ${instance} takes no change: ${(error as Error).message}`,
      {
        fault: 'world',
        hint: 'Wait until RDS has ended what is under way, and repeat.',
        cause: error,
      },
    );
  };
}

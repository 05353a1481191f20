import { AwsError } from '../http/aws-error';
import type { QueryOperation } from '../http/query-service';
import { drawTags } from '../http/tags';
import type { DatabaseSnapshot, Databases } from './databases';
import { fits, paged } from './draw-databases';

/** Taking, listing and deleting snapshots. All are manual ones: the endpoint makes no backups by itself. */
export function snapshotOperations(databases: Databases): Readonly<Record<string, QueryOperation>> {
  return {
    async CreateDBSnapshot(params) {
      const instance = params.required('DBInstanceIdentifier');
      const name = params.required('DBSnapshotIdentifier');
      return { DBSnapshot: draw(await databases.takeSnapshot(instance.toLowerCase(), name, params.tags())) };
    },

    async DeleteDBSnapshot(params) {
      const deleted = await databases.deleteSnapshot(params.required('DBSnapshotIdentifier'));
      return { DBSnapshot: { ...draw(deleted), Status: 'deleted' } };
    },

    DescribeDBSnapshots(params) {
      const name = params.text('DBSnapshotIdentifier')?.toLowerCase();
      const instance = params.text('DBInstanceIdentifier')?.toLowerCase();
      const type = params.text('SnapshotType') ?? 'manual';
      const found = databases
        .snapshots()
        .filter(({ identifier, arn }) => name === undefined || [identifier, arn].includes(name));
      if (name !== undefined && found.length === 0) {
        throw new AwsError('DBSnapshotNotFound', `DBSnapshot ${name} not found.`, 404);
      }
      const { items, Marker } = paged(
        params,
        found.filter(
          (one) =>
            type === 'manual' &&
            (instance === undefined || instance === one.instanceIdentifier) &&
            fits(params, {
              'db-instance-id': [one.instanceIdentifier],
              'db-snapshot-id': [one.identifier],
              'dbi-resource-id': [one.resourceId],
              'snapshot-type': ['manual'],
              engine: [one.engine],
            }),
        ),
      );
      return { DBSnapshots: items.map(draw), Marker };
    },
  };
}

function draw(snapshot: DatabaseSnapshot): object {
  return {
    DBSnapshotIdentifier: snapshot.identifier,
    DBInstanceIdentifier: snapshot.instanceIdentifier,
    SnapshotCreateTime: new Date(snapshot.createdAt),
    OriginalSnapshotCreateTime: new Date(snapshot.createdAt),
    Engine: snapshot.engine,
    EngineVersion: snapshot.engineVersion,
    AllocatedStorage: snapshot.allocatedStorage,
    Status: 'available',
    Port: snapshot.port,
    InstanceCreateTime: new Date(snapshot.instanceCreatedAt),
    MasterUsername: snapshot.username,
    SnapshotType: 'manual',
    PercentProgress: 100,
    Encrypted: false,
    DBSnapshotArn: snapshot.arn,
    DbiResourceId: snapshot.resourceId,
    TagList: drawTags(snapshot.tags),
  };
}

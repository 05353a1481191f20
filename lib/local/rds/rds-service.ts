import { AwsError } from '../http/aws-error';
import { queryService } from '../http/query-service';
import type { Service } from '../http/service';
import { drawTags } from '../http/tags';
import type { DatabaseGroup, DatabaseInstance, Databases } from './databases';
import { fits, paged } from './draw-databases';
import { snapshotOperations } from './snapshot-operations';
import { automaticStart, statusOf } from './stoppable-records';

/** RDS over the wire: reading, snapshots, stopping and starting. Instances are made through CloudFormation. */
export function databasesService({ databases }: { readonly databases: Databases }): Service {
  return queryService({
    scopes: ['rds'],
    xmlns: 'http://rds.amazonaws.com/doc/2014-10-31/',
    version: '2014-10-31',
    members: {
      DBInstances: 'DBInstance',
      DBSubnetGroups: 'DBSubnetGroup',
      DBSnapshots: 'DBSnapshot',
      DBEngineVersions: 'DBEngineVersion',
      DBParameterGroups: 'DBParameterGroup',
      AccountQuotas: 'AccountQuota',
      VpcSecurityGroups: 'VpcSecurityGroupMembership',
      Subnets: 'Subnet',
      TagList: 'Tag',
    },
    refused: {
      StartDBInstance: ['DBCapacityReservationIdentifier'],
      StopDBInstance: ['DBSnapshotIdentifier', 'DetachFromDBCapacityReservation'],
    },
    operations: {
      DescribeDBInstances(params) {
        const wanted = params.text('DBInstanceIdentifier');
        const found = wanted === undefined ? databases.instances() : [databases.instance(wanted) ?? missing(wanted)];
        const { items, Marker } = paged(
          params,
          found.filter((one) =>
            fits(params, {
              'db-instance-id': [one.identifier, one.arn],
              'dbi-resource-id': [one.resourceId],
              engine: [one.engine],
            }),
          ),
        );
        return { DBInstances: items.map((one) => drawInstance(one, databases)), Marker };
      },
      DescribeDBSubnetGroups(params) {
        const name = params.text('DBSubnetGroupName');
        const found = databases.groups('subgrp').filter((group) => name === undefined || group.name === name);
        if (name !== undefined && found.length === 0) {
          throw new AwsError('DBSubnetGroupNotFoundFault', `DB subnet group '${name}' does not exist.`, 404);
        }
        const { items, Marker } = paged(params, found);
        return { DBSubnetGroups: items.map(drawSubnetGroup), Marker };
      },
      DescribeDBParameterGroups(params) {
        const name = params.text('DBParameterGroupName')?.toLowerCase();
        const found = databases.groups('pg').filter((group) => name === undefined || group.name === name);
        if (name !== undefined && found.length === 0) {
          throw new AwsError('DBParameterGroupNotFound', `DBParameterGroup not found: ${name}`, 404);
        }
        const { items, Marker } = paged(params, found);
        return {
          DBParameterGroups: items.map((group) => ({
            DBParameterGroupName: group.name,
            DBParameterGroupFamily: group.family,
            Description: group.description,
            DBParameterGroupArn: group.arn,
          })),
          Marker,
        };
      },
      // AWS's defaults, and what there is; nothing is limited by them.
      DescribeAccountAttributes: () => ({
        AccountQuotas: Object.entries(quotas(databases)).map(([AccountQuotaName, [Used, Max]]) => ({
          ...{ AccountQuotaName, Used, Max },
        })),
      }),
      StartDBInstance: (params) => ({
        DBInstance: drawInstance(databases.start(params.required('DBInstanceIdentifier')), databases),
      }),
      StopDBInstance: (params) => ({
        DBInstance: drawInstance(databases.stop(params.required('DBInstanceIdentifier')), databases),
      }),
      ...snapshotOperations(databases),
      ListTagsForResource(params) {
        const arn = params.required('ResourceName');
        const groups = [...databases.groups('subgrp'), ...databases.groups('pg')];
        const all = [...databases.instances(), ...databases.snapshots(), ...groups];
        const tagged = all.find((one) => one.arn === arn) ?? missing(arn);
        return { TagList: drawTags(tagged.tags) };
      },
      DescribeDBEngineVersions(params) {
        const wanted = params.text('EngineVersion');
        const engine = params.text('Engine') ?? 'postgres';
        const versions = engine === 'postgres' ? ['16', '17', '18'] : [];
        const { items, Marker } = paged(
          params,
          versions.filter((version) => wanted === undefined || version === wanted || wanted.startsWith(`${version}.`)),
        );
        return {
          DBEngineVersions: items.map((version) => ({
            Engine: engine,
            EngineVersion: wanted ?? version,
            MajorEngineVersion: version,
            DBParameterGroupFamily: `postgres${version}`,
            DBEngineDescription: 'PostgreSQL',
          })),
          Marker,
        };
      },
    },
  });
}

/** Of each: how many there are, and how many an account may have. */
function quotas(databases: Databases): Readonly<Record<string, readonly [used: number, most: number]>> {
  const instances = databases.instances();
  const storage = instances.reduce((sum, { allocatedStorage }) => sum + allocatedStorage, 0);
  return {
    DBInstances: [instances.length, 40],
    AllocatedStorage: [storage, 100_000],
    DBSubnetGroups: [databases.groups('subgrp').length, 50],
    DBParameterGroups: [databases.groups('pg').length, 50],
    ManualSnapshots: [databases.snapshots().length, 100],
  };
}

function drawSubnetGroup(group: DatabaseGroup): object {
  return {
    DBSubnetGroupName: group.name,
    DBSubnetGroupDescription: group.description,
    VpcId: group.vpcId,
    SubnetGroupStatus: 'Complete',
    Subnets: group.subnets.map((SubnetIdentifier) => ({
      SubnetIdentifier,
      SubnetAvailabilityZone: { Name: group.zones?.[SubnetIdentifier] },
      SubnetStatus: 'Active',
    })),
    DBSubnetGroupArn: group.arn,
  };
}

function drawInstance(instance: DatabaseInstance, databases: Databases): object {
  const group = databases.groups('subgrp').find(({ name }) => name === instance.subnetGroup);
  const restart = automaticStart(instance);
  return {
    DBInstanceIdentifier: instance.identifier,
    DBInstanceClass: instance.instanceClass,
    Engine: instance.engine,
    EngineVersion: instance.engineVersion,
    DBInstanceStatus: statusOf(instance),
    AutomaticRestartTime: restart === undefined ? undefined : new Date(restart),
    MasterUsername: instance.username,
    DBName: instance.databaseName,
    Endpoint: { Address: instance.address, Port: instance.port },
    AllocatedStorage: instance.allocatedStorage,
    InstanceCreateTime: new Date(instance.createdAt),
    BackupRetentionPeriod: 0,
    VpcSecurityGroups: instance.securityGroups.map((id) => ({ VpcSecurityGroupId: id, Status: 'active' })),
    DBSubnetGroup: group && drawSubnetGroup(group),
    MultiAZ: false,
    PubliclyAccessible: false,
    StorageEncrypted: false,
    DbiResourceId: instance.resourceId,
    DBInstanceArn: instance.arn,
    DeletionProtection: instance.deletionProtection,
    TagList: drawTags(instance.tags),
  };
}

function missing(name: string): never {
  throw new AwsError('DBInstanceNotFound', `DBInstance ${name} not found.`, 404);
}

import type { Ec2State } from '../../ec2/network';
import { AwsError } from '../../http/aws-error';
import { generatedName } from '../../resource/generated-name';
import { flagOf, numberOf, requiredText, textOf, textsOf } from '../../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../resource/resource-type';
import type { DatabaseInstance, RdsState } from '../databases';
import { isRecorded } from '../recorded-place';
import { statusOf } from '../stoppable-records';
import { checkParameterGroup } from './parameter-group-type';

/** A database and a user in a real server, empty or with the data of a snapshot. */
export const rdsDbInstance: ResourceType<RdsState & Ec2State> = {
  type: 'AWS::RDS::DBInstance',
  nameProperty: 'DBInstanceIdentifier',
  mode: 'run',

  async create(context, properties) {
    refuseWhatIsNotHere(properties);
    const { databases, network } = context.world;
    const groups = textsOf(properties, 'VPCSecurityGroups');
    const identifier = (textOf(properties, 'DBInstanceIdentifier') ?? generatedName(context, 63)).toLowerCase();
    checkPlace(context, properties);
    checkParameterGroup(context.world.databases, properties);
    const place = {
      ...{ identifier, engineVersion: textOf(properties, 'EngineVersion') },
      ...{ ...settingsOf(context, properties), subnetGroup: textOf(properties, 'DBSubnetGroupName') },
      parameterGroup: parameterGroupOf(properties) ?? 'default',
    };
    const snapshot = textOf(properties, 'DBSnapshotIdentifier');
    const instance = snapshot
      ? await databases.restore({
          ...{ ...place, snapshot, engine: textOf(properties, 'Engine') },
          password: textOf(properties, 'MasterUserPassword'),
        })
      : await databases.create({
          ...place,
          engine: requiredText(properties, 'Engine'),
          databaseName: requiredText(properties, 'DBName'),
          username: requiredText(properties, 'MasterUsername'),
          password: requiredText(properties, 'MasterUserPassword'),
        });
    network.holdGroups(instance.arn, groups);
    return stateOf(instance);
  },

  async update(context, former, properties, formerProperties) {
    const { databases, network } = context.world;
    checkPlace(context, properties);
    checkParameterGroup(databases, properties);
    const password = textOf(properties, 'MasterUserPassword');
    const held = databases.instance(former.physicalId)?.parameterGroup;
    const instance = await databases.change(former.physicalId, {
      // Of a property that is gone the handler of CloudFormation says nothing to RDS, and the instance keeps its group.
      parameterGroup: parameterGroupOf(properties) ?? held ?? 'default',
      engineVersion: textOf(properties, 'EngineVersion'),
      password: password === textOf(formerProperties, 'MasterUserPassword') ? undefined : password,
      ...settingsOf(context, properties),
    });
    network.holdGroups(instance.arn, instance.securityGroups);
    return stateOf(instance);
  },

  async delete({ world }, former) {
    const instance = world.databases.instance(former.physicalId);
    if (instance) {
      await world.databases.delete(instance.identifier);
      world.network.holdGroups(instance.arn, []);
    }
  },

  async deleteWithSnapshot(context, former, properties) {
    const { databases } = context.world;
    const instance = databases.instance(former.physicalId);
    let remark = 'No final snapshot was taken: there is no data to take one of.';
    if (instance && !isRecorded(instance) && !instance.deletionProtection) {
      const named = { stackName: context.stackName, logicalId: `snapshot-${context.logicalId}` };
      const { identifier } = await databases.takeSnapshot(
        instance.identifier,
        generatedName(named, 255).toLowerCase(),
        instance.tags,
      );
      remark = `Final snapshot: ${identifier}`;
    }
    await rdsDbInstance.delete(context, former, properties);
    return remark;
  },
};

function settingsOf({ tags }: ResourceContext<RdsState & Ec2State>, properties: Properties) {
  return {
    tags,
    instanceClass: textOf(properties, 'DBInstanceClass'),
    allocatedStorage: numberOf(properties, 'AllocatedStorage'),
    deletionProtection: flagOf(properties, 'DeletionProtection') ?? false,
    securityGroups: textsOf(properties, 'VPCSecurityGroups'),
  };
}

function parameterGroupOf(properties: Properties): string | undefined {
  return textOf(properties, 'DBParameterGroupName')?.toLowerCase();
}

function refuseWhatIsNotHere(properties: Properties): void {
  const absent = ['DBClusterIdentifier', 'SourceDBInstanceIdentifier', 'ManageMasterUserPassword'];
  const asked = absent.find((name) => properties[name] !== undefined && properties[name] !== false);
  if (asked) {
    throw new AwsError('GeneralServiceException', `The local endpoint makes no database instance with ${asked}`);
  }
  if (textOf(properties, 'DBSnapshotIdentifier')) {
    if (textOf(properties, 'MasterUsername')) {
      throw new AwsError(
        'InvalidParameterCombination',
        'MasterUsername cannot be given with DBSnapshotIdentifier: the user of the snapshot stays',
      );
    }
    return;
  }
  for (const name of ['Engine', 'DBName', 'MasterUsername', 'MasterUserPassword']) {
    if (!textOf(properties, name)) {
      throw new AwsError('InvalidParameterValue', `The local endpoint makes no database instance without ${name}`);
    }
  }
}

function checkPlace({ world }: ResourceContext<RdsState & Ec2State>, properties: Properties): void {
  const group = textOf(properties, 'DBSubnetGroupName');
  const known = world.databases.groups('subgrp').map(({ name }) => name);
  if (group !== undefined && group !== 'default' && !known.includes(group.toLowerCase())) {
    throw new AwsError('DBSubnetGroupNotFoundFault', `DB subnet group '${group}' does not exist.`);
  }
  for (const id of textsOf(properties, 'VPCSecurityGroups')) {
    if (!world.network.hasSecurityGroup(id)) {
      throw new AwsError('InvalidParameterValue', `Invalid security group, groupId= ${id}, groupName=.`);
    }
  }
}

function stateOf(instance: DatabaseInstance): ResourceState {
  return {
    physicalId: instance.identifier,
    remark: instance.remark,
    attributes: {
      DBInstanceArn: instance.arn,
      DBInstanceStatus: statusOf(instance),
      DbiResourceId: instance.resourceId,
      'Endpoint.Address': instance.address,
      'Endpoint.Port': String(instance.port),
      InstanceCreateTime: new Date(instance.createdAt).toISOString(),
    },
  };
}

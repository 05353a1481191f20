import type { Ec2State } from '../../ec2/network';
import { AwsError } from '../../http/aws-error';
import { generatedName } from '../../resource/generated-name';
import { recordOf, requiredText, textOf } from '../../resource/read-property';
import type { Properties, ResourceContext, ResourceType } from '../../resource/resource-type';
import type { DatabaseGroup, Databases, RdsState } from '../databases';

/** Engine and major version, as RDS puts them together. */
const families = /^(postgres1[0-9]|mysql(8\.[04]|9\.\d)|mariadb1[01]\.\d{1,2})$/;

/** The parameter that forces TLS counts; of the others the server's own are what count. */
export const rdsDbParameterGroup: ResourceType<RdsState & Ec2State> = {
  type: 'AWS::RDS::DBParameterGroup',
  nameProperty: 'DBParameterGroupName',
  mode: 'run',
  async create(context, properties) {
    const name = (textOf(properties, 'DBParameterGroupName') ?? generatedName(context, 255)).toLowerCase();
    if (context.world.databases.groups('pg').some((group) => group.name === name)) {
      throw new AwsError('DBParameterGroupAlreadyExists', `Parameter group ${name} already exists`);
    }
    return stateOf(put(context, name, properties));
  },
  async update(context, former, properties) {
    return stateOf(put(context, former.physicalId, properties));
  },
  async delete({ world }, former) {
    world.databases.deleteGroup('pg', former.physicalId);
  },
};

/** Throws AwsError unless the instance's group is there and is one of its engine and version. A default group of RDS is never made, and sets nothing. */
export function checkParameterGroup(databases: Databases, properties: Properties): void {
  const name = textOf(properties, 'DBParameterGroupName')?.toLowerCase();
  if (name === undefined) return;
  const family = name.startsWith('default.')
    ? name.slice('default.'.length)
    : databases.groups('pg').find((group) => group.name === name)?.family;
  if (family === undefined) {
    throw new AwsError('DBParameterGroupNotFound', `DBParameterGroup not found: ${name}`, 404);
  }
  const [engine, version] = [textOf(properties, 'Engine'), textOf(properties, 'EngineVersion')];
  const wanted = engine !== undefined && version !== undefined ? familyOf(engine, version) : family;
  if (family !== wanted) {
    throw new AwsError(
      'InvalidParameterCombination',
      `The Parameter Group ${name} with DBParameterGroupFamily ${family} cannot be used for this instance. Please use a Parameter Group with DBParameterGroupFamily ${wanted}`,
    );
  }
}

function familyOf(engine: string, version: string): string {
  const parts = version.split('.');
  return engine + parts.slice(0, engine === 'postgres' ? 1 : 2).join('.');
}

function put(
  { world, tags }: ResourceContext<RdsState & Ec2State>,
  name: string,
  properties: Properties,
): DatabaseGroup {
  const family = requiredText(properties, 'Family');
  if (!families.test(family)) {
    throw new AwsError('InvalidParameterValue', `ParameterGroupFamily ${family} is not a valid parameter group family`);
  }
  const given = Object.entries(recordOf(properties, 'Parameters') ?? {});
  const parameters = Object.fromEntries(given.map(([key, value]) => [key, String(value)]));
  const description = requiredText(properties, 'Description');
  return world.databases.putGroup('pg', { name, description, family, parameters, subnets: [], tags });
}

function stateOf({ name, arn }: DatabaseGroup) {
  return { physicalId: name, attributes: { DBParameterGroupName: name, DBParameterGroupArn: arn } };
}

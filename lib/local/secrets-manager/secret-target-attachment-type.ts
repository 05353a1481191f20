import { AwsError } from '../http/aws-error';
import type { RdsState } from '../rds/databases';
import { requiredText } from '../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../resource/resource-type';
import type { SecretsState } from './secrets';

const written = ['engine', 'host', 'port', 'dbname', 'dbInstanceIdentifier'];

/** Writes into a secret's JSON how the database is reached. */
export const secretsManagerSecretTargetAttachment: ResourceType<RdsState & SecretsState> = {
  type: 'AWS::SecretsManager::SecretTargetAttachment',
  mode: 'run',

  create: async (context, properties) => attach(context, properties),
  update: async (context, _former, properties) => attach(context, properties),

  async delete({ world }, former) {
    if (world.secrets.has(former.physicalId)) {
      const fields = Object.entries(fieldsOf(world.secrets.value(former.physicalId)));
      const rest = fields.filter(([name]) => !written.includes(name));
      world.secrets.put(former.physicalId, JSON.stringify(Object.fromEntries(rest)));
    }
  },
};

function attach({ world }: ResourceContext<RdsState & SecretsState>, properties: Properties): ResourceState {
  const type = requiredText(properties, 'TargetType');
  if (type !== 'AWS::RDS::DBInstance') {
    throw new AwsError('GeneralServiceException', `The local endpoint attaches no secret to a target of type ${type}`);
  }
  const target = requiredText(properties, 'TargetId');
  const instance = world.databases.instance(target);
  if (!instance) {
    throw new AwsError('DBInstanceNotFound', `DBInstance ${target} not found.`);
  }
  const { arn } = world.secrets.get(requiredText(properties, 'SecretId'));
  const fields = {
    ...fieldsOf(world.secrets.value(arn)),
    engine: instance.engine,
    host: instance.address,
    port: instance.port,
    dbname: instance.databaseName,
    dbInstanceIdentifier: instance.identifier,
  };
  world.secrets.put(arn, JSON.stringify(fields));
  return { physicalId: arn, attributes: { Id: arn } };
}

function fieldsOf(value: string): object {
  try {
    const fields: unknown = JSON.parse(value);
    if (typeof fields === 'object' && fields !== null) {
      return fields;
    }
  } catch {
    // The error below covers it.
  }
  throw new AwsError('InvalidRequest', 'The secret holds no JSON object, so that no target can be attached to it');
}

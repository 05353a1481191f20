import { AwsError } from '../../http/aws-error';
import { generatedName } from '../../resource/generated-name';
import { numberOf, recordOf, requiredText, textOf, textsOf } from '../../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../resource/resource-type';
import type { CodeSource, FunctionRequest, LambdaFunction, LambdaState } from '../functions';

/** What would change how the code runs, and does not here. */
const refused = [
  ...['CapacityProviderConfig', 'DurableConfig', 'FileSystemConfigs', 'ImageConfig', 'Layers', 'TenancyConfig'],
];

/** A function whose code runs as a process of this machine. */
export const lambdaFunction: ResourceType<LambdaState> = {
  type: 'AWS::Lambda::Function',
  nameProperty: 'FunctionName',
  mode: 'run',

  async create(context, properties) {
    const name = textOf(properties, 'FunctionName') ?? generatedName(context, 64);
    const made = await context.world.functions.create(requestOf(context, name, properties));
    const remark = remarkOf(properties);
    return { ...stateOf(made), ...(remark === undefined ? {} : { remark }) };
  },

  async update(context, former, properties) {
    return stateOf(await context.world.functions.update(requestOf(context, former.physicalId, properties)));
  },

  async delete({ world }, former) {
    await world.functions.delete(former.physicalId);
  },
};

function stateOf({ arn, latest }: LambdaFunction): ResourceState {
  return { physicalId: latest.name, attributes: { Arn: arn } };
}

function requestOf(
  { region, tags }: ResourceContext<LambdaState>,
  name: string,
  properties: Properties,
): FunctionRequest {
  const found = refused.find((one) => {
    const value = properties[one];
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  });
  if (found !== undefined || textOf(properties, 'PackageType') === 'Image') {
    throw new AwsError('InvalidRequest', `The local endpoint takes no ${found ?? 'PackageType Image'} of a function`);
  }
  const variables = recordOf(recordOf(properties, 'Environment') ?? {}, 'Variables') ?? {};
  const logging = recordOf(properties, 'LoggingConfig') ?? {};
  const letters = recordOf(properties, 'DeadLetterConfig') ?? {};
  const logGroup = textOf(logging, 'LogGroup');
  const deadLetterArn = textOf(letters, 'TargetArn');
  const reservedConcurrency = numberOf(properties, 'ReservedConcurrentExecutions');
  return {
    ...{ name, region, tags },
    code: codeOf(recordOf(properties, 'Code') ?? {}),
    runtime: textOf(properties, 'Runtime') ?? '',
    handler: textOf(properties, 'Handler') ?? '',
    role: requiredText(properties, 'Role'),
    description: textOf(properties, 'Description') ?? '',
    timeout: numberOf(properties, 'Timeout') ?? 3,
    memory: numberOf(properties, 'MemorySize') ?? 128,
    architecture: textsOf(properties, 'Architectures')[0] ?? 'x86_64',
    environment: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)])),
    ...(logGroup === undefined ? {} : { logGroup }),
    ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
    ...(reservedConcurrency === undefined ? {} : { reservedConcurrency }),
  };
}

function codeOf(code: Properties): CodeSource {
  const text = textOf(code, 'ZipFile');
  if (text !== undefined) {
    return { text };
  }
  if (textOf(code, 'ImageUri') !== undefined) {
    throw new AwsError('InvalidRequest', 'The local endpoint takes no ImageUri of a function');
  }
  return { bucket: requiredText(code, 'S3Bucket'), key: requiredText(code, 'S3Key') };
}

/** The endpoint has one Node.js: its own. */
function remarkOf(properties: Properties): string | undefined {
  const wanted = /^nodejs(\d+)\.x$/.exec(textOf(properties, 'Runtime') ?? '')?.[1];
  const own = process.versions.node;
  return wanted === own.split('.')[0] ? undefined : `It runs with Node.js ${own}, not with nodejs${wanted}.x.`;
}

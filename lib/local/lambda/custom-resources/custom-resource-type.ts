import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ground } from '../../aws-service';
import { AwsError } from '../../http/aws-error';
import { generatedName } from '../../resource/generated-name';
import { MadeAndFailed } from '../../resource/made-and-failed';
import { numberOf, requiredText } from '../../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../resource/resource-type';
import type { LambdaState } from '../functions';
import type { CustomResponse, Responses } from './responses';

export interface CustomResourceState extends LambdaState, Pick<Ground, 'endpoint'> {
  readonly responses: Responses;
}

type Context = ResourceContext<CustomResourceState>;

interface Asked {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly properties: Properties;
  readonly former?: Properties;
  readonly physicalId?: string;
}

const mostSeconds = 3600;

/** What a function of the stack makes: it is invoked, and answers to an address that the event names. */
export const customResource: ResourceType<CustomResourceState> = {
  type: 'AWS::CloudFormation::CustomResource',
  mode: 'run',

  async create(context, properties) {
    checkToken(context, properties);
    // Whatever went wrong, the function may have made something: CloudFormation asks it to delete that, by an id of its own if there is none.
    const failed = (error: unknown, id = ''): never => {
      throw error instanceof AwsError ? new MadeAndFailed(id || generatedName(context, 255), error) : error;
    };
    const response = await ask(context, { type: 'Create', properties }).catch((error: unknown) => failed(error));
    return response.status === 'SUCCESS' ? stateOf(response) : failed(failureOf(response), response.physicalId);
  },

  async update(context, { physicalId }, properties, former) {
    if (former.ServiceToken !== properties.ServiceToken) {
      throw new AwsError('InvalidRequest', 'Modifying service token is not allowed.');
    }
    const response = await ask(context, { type: 'Update', properties, former, physicalId });
    if (response.status !== 'SUCCESS') {
      throw failureOf(response);
    }
    return stateOf(response);
  },

  async delete(context, { physicalId }, properties) {
    const response = await ask(context, { type: 'Delete', properties, physicalId });
    if (response.status !== 'SUCCESS') {
      throw failureOf(response);
    }
  },
};

/** Throws AwsError for a token that is no function of this endpoint. */
function checkToken({ world }: Context, properties: Properties): string {
  const token = requiredText(properties, 'ServiceToken');
  if (!/^arn:[\w-]+:lambda:/.test(token)) {
    throw new AwsError('InvalidRequest', `The local endpoint takes a function as ServiceToken alone, not ${token}`);
  }
  world.functions.version(token);
  return token;
}

/** Throws AwsError when no answer comes, or none that can be taken. */
async function ask(context: Context, asked: Asked): Promise<CustomResponse & { readonly id: string }> {
  const { world, stackId, logicalId, signal } = context;
  const token = checkToken(context, asked.properties);
  const id = randomUUID();
  const { path, answer, close } = world.responses.expect();
  const event = {
    RequestType: asked.type,
    ServiceToken: token,
    ResponseURL: `${world.endpoint()}${path}?X-Amz-Credential=local%2F0%2F${context.region}%2Flambda%2Faws4_request`,
    StackId: stackId,
    RequestId: id,
    LogicalResourceId: logicalId,
    ...(asked.physicalId === undefined ? {} : { PhysicalResourceId: asked.physicalId }),
    ResourceType: context.resourceType ?? customResource.type,
    ResourceProperties: texts(asked.properties),
    ...(asked.former === undefined ? {} : { OldResourceProperties: texts(asked.former) }),
  };
  const seconds = numberOf(asked.properties, 'ServiceTimeout') ?? mostSeconds;
  const limit = new AbortController();
  try {
    const first = await Promise.race([
      answer,
      failureIn(world.functions.invokeLater(token, JSON.stringify(event))),
      sleep(seconds * 1000, noAnswer(id), { signal: AbortSignal.any([signal, limit.signal]), ref: false }),
    ]);
    if (typeof first === 'string') {
      throw new AwsError('GeneralServiceException', first);
    }
    if (first.status === 'SUCCESS' && asked.type !== 'Delete' && first.physicalId === '') {
      throw new AwsError('InvalidRequest', 'Invalid PhysicalResourceId');
    }
    return { ...first, id };
  } finally {
    limit.abort();
    close();
  }

  /** After its last attempt a function that failed will not answer any more: on AWS this is seen when the time is over. */
  async function failureIn(invocation: ReturnType<CustomResourceState['functions']['invokeLater']>): Promise<string> {
    const result = await invocation;
    // What it sent comes before what became of it.
    await sleep(50, undefined, { ref: false });
    const words = result?.failed ? result.payload.slice(0, 500) : undefined;
    return words === undefined ? new Promise(() => undefined) : `${noAnswer(id)} The function failed: ${words}`;
  }
}

function noAnswer(id: string): string {
  return `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${id}]. If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.`;
}

function failureOf({ reason, id }: CustomResponse & { readonly id: string }): AwsError {
  return new AwsError(
    'GeneralServiceException',
    `Received response status [FAILED] from custom resource. Message returned: ${reason} (RequestId: ${id})`,
  );
}

function stateOf({ physicalId, data, noEcho }: CustomResponse): ResourceState {
  return { physicalId, attributes: flat(data, ''), ...(noEcho && { hidden: true }) };
}

/** `{ a: { b: 1 } }` is the attribute `a.b`. */
function flat(value: object, path: string): Record<string, string | readonly string[]> {
  return Object.assign(
    {},
    ...Object.entries(value).map(([name, one]) => {
      const at = `${path}${name}`;
      if (Array.isArray(one) && one.every((item) => typeof item !== 'object')) {
        return { [at]: one.map(String) };
      }
      return typeof one === 'object' && one !== null ? flat(one, `${at}.`) : { [at]: String(one ?? '') };
    }),
  );
}

/** CloudFormation hands numbers and truth values to custom resources as text. */
function texts(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(texts);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, texts(one)]));
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

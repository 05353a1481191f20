import { AwsError } from './aws-error';
import { isDeeper } from './is-deeper';
import { type RefusedParameters, refuseParameters } from './refused-parameters';
import type { Service, ServiceRequest, ServiceResponse } from './service';

/** Deeper than any operation's input goes; a document with a deeper one could not be saved. */
const deepest = 64;

/** The request's body; check what you take from it. */
export type JsonInput = Readonly<Record<string, unknown>>;

/** Answers one operation; dates in answers are seconds since 1970 in these protocols: use `jsonTime`. */
export type JsonOperation = (input: JsonInput, request: ServiceRequest) => Promise<object> | object;

export interface JsonServiceOptions {
  /** Names in the signature's scope: `['ssm']`. */
  readonly scopes: readonly string[];
  /** Version in the content type. @default '1.1' */
  readonly version?: '1.0' | '1.1';
  readonly operations: Readonly<Record<string, JsonOperation>>;
  /** @default none */
  readonly refused?: RefusedParameters;
}

/**
 * A service of the JSON protocol: the operation stands in `X-Amz-Target` after the dot, the input is the body.
 *
 *     jsonService({ scopes: ['ssm'], operations: { GetParameter: (input) => ({ Parameter: … }) } })
 *
 * An operation throws AwsError(code, message, status); the answer then holds `__type` and `message`.
 */
export function jsonService(options: JsonServiceOptions): Service {
  const type = `application/x-amz-json-${options.version ?? '1.1'}`;
  const answer = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): ServiceResponse => ({
    status,
    headers: { 'content-type': type, ...headers },
    body: JSON.stringify(body),
  });
  return {
    scopes: options.scopes,
    operations: Object.keys(options.operations),
    operationOf,
    async handle(request) {
      const name = operationOf(request);
      const operation = Object.hasOwn(options.operations, name) ? options.operations[name] : undefined;
      if (!operation) {
        throw new AwsError('UnknownOperationException', `The operation ${name} is not known here`);
      }
      const input = parse(await request.text());
      refuseParameters(options.refused, name, (parameter) => input[parameter], 'ValidationException');
      return answer(200, await operation(input, request));
    },
    drawError: (error) =>
      answer(
        error.status,
        { __type: error.code, message: error.message, ...error.extra },
        { 'x-amzn-errortype': error.code },
      ),
  };
}

/** A time as the JSON protocols write it: seconds, with milliseconds as a fraction. */
export function jsonTime(time: Date | number): number {
  return Number(time) / 1000;
}

function operationOf(request: ServiceRequest): string {
  const target = request.headers['x-amz-target'] ?? '';
  return target.slice(target.lastIndexOf('.') + 1);
}

function parse(text: string): JsonInput {
  if (text === '') {
    return {};
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The error below covers it: AWS has one for all of them.
  }
  if (isDeeper(value, deepest)) {
    throw new AwsError('SerializationException', 'The request body is nested too deeply');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as JsonInput;
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object');
}

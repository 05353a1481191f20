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

/** What a member of an input is; a `[…]` is a list of these, `{ '*': … }` a map to these. Members that are not named may be anything. */
type Shape = 'text' | 'number' | readonly [Shape] | InputShape;

export type InputShape = { readonly [member: string]: Shape };

export interface JsonServiceOptions {
  /** Names in the signature's scope: `['ssm']`. */
  readonly scopes: readonly string[];
  /** Version in the content type. @default '1.1' */
  readonly version?: '1.0' | '1.1';
  readonly operations: Readonly<Record<string, JsonOperation>>;
  /** The members that operations read, by name; each is the same in all of them. @default any may be anything */
  readonly input?: InputShape;
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
        const words =
          name === ''
            ? `X-Amz-Target names no operation: only ${type} is spoken here`
            : `The operation ${name} is not known here`;
        throw new AwsError('UnknownOperationException', words);
      }
      const input = parse(await request.text());
      checkShape(input, options.input ?? {});
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

/**
 * Throws AwsError SerializationException for what is of another type than AWS's model says; null is no value. The words for a text that should
 * be a number are SQS's (async-aws/aws#1667, 2024-02-16), the others those that dynalite recorded of a service of the same protocol. What
 * AWS says of a null in a list is not known.
 */
function checkShape(value: unknown, shape: Shape): void {
  if (isList(shape)) {
    if (!Array.isArray(value)) {
      throw misfit(value, 'Expected list or null');
    }
    for (const one of value) {
      if (one === null) {
        throw misfit(one, 'Expected no null');
      }
      checkShape(one, shape[0]);
    }
  } else if (typeof shape === 'object') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw misfit(value, '*' in shape ? 'Expected map or null' : 'Expected null');
    }
    for (const [name, one] of Object.entries(value)) {
      const member = shape['*'] ?? (Object.hasOwn(shape, name) ? shape[name] : undefined);
      if (member !== undefined && one !== null) {
        checkShape(one, member);
      }
    }
  } else if (typeof value !== (shape === 'text' ? 'string' : 'number')) {
    const kind = typeof value === 'boolean' ? String(value) : typeof value;
    const wanted = shape === 'text' ? 'a String' : 'an Integer';
    throw misfit(value, `${kind.toUpperCase()}_VALUE can not be converted to ${wanted}`);
  }
}

function misfit(value: unknown, words: string): AwsError {
  const isObject = typeof value === 'object' && value !== null;
  const found = Array.isArray(value) ? 'list found where not expected' : 'structure or map found where not expected.';
  return new AwsError('SerializationException', isObject ? `Start of ${found}` : words);
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

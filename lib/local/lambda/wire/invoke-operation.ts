import { AwsError } from '../../http/aws-error';
import { Answer, type RestJsonCall } from '../../http/rest/rest-json-service';
import { readFunctionName } from '../function-name';
import type { Functions } from '../functions';

/** Bytes: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html; written from memory in November 2026, the page was not at hand. */
const most = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 };
/** LogType Tail gives the last 4 KB. */
const mostLog = 4096;

/** Invoke: waits for the answer, takes the event for later, or only looks whether there is such a function. */
export async function invoke(functions: Functions, { path, request }: RestJsonCall): Promise<Answer> {
  const name = path.FunctionName ?? '';
  const qualifier = request.query.get('Qualifier') ?? readFunctionName(name).qualifier;
  const version = functions.version(name, qualifier);
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type !== 'RequestResponse' && type !== 'Event' && type !== 'DryRun') {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${type}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, DryRun, RequestResponse]`,
    );
  }
  const payload = payloadOf(await request.text(), type);
  const headers = { 'x-amz-executed-version': version.version };
  if (type === 'DryRun') {
    return new Answer({ status: 204, headers });
  }
  const options = qualifier === undefined ? {} : { qualifier };
  if (type === 'Event') {
    // Nothing waits for it; what fails is in the log of the function.
    void functions.invokeLater(name, payload, options);
    return new Answer({ status: 202, headers });
  }
  const result = await functions.invoke(name, payload, options);
  const isTail = request.headers['x-amz-log-type'] === 'Tail';
  const log = Buffer.from(`${result.log.join('\n')}\n`);
  return new Answer({
    status: 200,
    headers: {
      ...headers,
      'content-type': 'application/json',
      ...(result.failed && { 'x-amz-function-error': 'Unhandled' }),
      ...(isTail && { 'x-amz-log-result': log.subarray(-mostLog).toString('base64') }),
    },
    body: result.payload,
  });
}

function payloadOf(text: string, type: keyof typeof most): string {
  if (Buffer.byteLength(text) > most[type]) {
    const message = `Request must be smaller than ${most[type]} bytes for the InvokeFunction operation`;
    throw new AwsError('RequestTooLargeException', message, 413);
  }
  if (text === '') {
    return '{}';
  }
  try {
    JSON.parse(text);
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${(error as Error).message}`,
    );
  }
  return text;
}

import { AwsError } from '../http/aws-error';
import { renderXml, xmlHead } from '../http/render-xml';
import type { ServiceRequest, ServiceResponse } from '../http/service';

export const sqsNamespace = 'http://queue.amazonaws.com/doc/2012-11-05/';

/**
 * SQS has two names for an error: one of the JSON protocol, and the older one of the query protocol, which clients compare with in both.
 * Errors are thrown here with the first. Sources: the service models of botocore 1.43.11 (JSON) and 1.29.27 (query), and LocalStack's
 * recordings of AWS, tests/aws/services/sqs/test_sqs.snapshot.json, 2024-04-30.
 */
const queryCodes: Readonly<Record<string, string>> = {
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  InvalidParameterValueException: 'InvalidParameterValue',
  MissingRequiredParameterException: 'MissingParameter',
  PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  UnknownOperationException: 'InvalidAction',
};

export function queryCode({ code }: Pick<AwsError, 'code'>): string {
  return Object.hasOwn(queryCodes, code) ? (queryCodes[code] ?? code) : code;
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}

export function noSuchQueue(): never {
  throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

/** The JSON protocol names the error in the body, and the query protocol's name in a header (`awsQueryCompatible`). */
export function drawJsonError(error: AwsError): ServiceResponse {
  const space = error.code.endsWith('Exception') ? 'com.amazon.coral.service' : 'com.amazonaws.sqs';
  const type = `${space}#${error.code}`;
  return {
    status: error.status,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-errortype': type,
      'x-amzn-query-error': `${queryCode(error)};${sideOf(error)}`,
    },
    body: JSON.stringify({ __type: type, message: error.message, ...error.extra }),
  };
}

export function drawQueryError(error: AwsError, request: ServiceRequest): ServiceResponse {
  // The query protocol's words for a missing queue differ (recorded, test_non_existent_queue, 2024-04-30).
  const message =
    error.code === 'QueueDoesNotExist' ? 'The specified queue does not exist for this wsdl version.' : error.message;
  const body = {
    Error: { Type: sideOf(error), Code: queryCode(error), Message: message, ...error.extra, Detail: '' },
    RequestId: request.requestId,
  };
  return {
    status: error.status,
    headers: { 'content-type': 'text/xml' },
    body: xmlHead + renderXml('ErrorResponse', body, { xmlns: sqsNamespace }),
  };
}

function sideOf({ status }: AwsError): string {
  return status < 500 ? 'Sender' : 'Receiver';
}

import type { Faults } from '../faults/faults';
import { AwsError } from '../http/aws-error';
import type { Service, ServiceRequest } from '../http/service';
import { namesSubResource, operationName } from './operation-name';
import { operationTable } from './operation-table';
import { s3Error } from './operations/xml-answer';
import { openPresigned } from './presigned-url';
import { readAddress } from './read-address';
import type { BucketStore } from './store/bucket-store';

const mostKeyBytes = 1024;

export interface S3ServiceOptions {
  readonly store: BucketStore;
  readonly faults: Faults;
  readonly accountId: string;
}

/** S3 over the wire: REST, XML, streams. */
export function s3Service(options: S3ServiceOptions): Service {
  return {
    scopes: ['s3'],
    operations: Object.keys(operationTable),
    operationOf,
    async handle(sent) {
      const request = openPresigned(sent);
      checkOwner(request, options.accountId);
      const name = operationOf(request);
      const operation = Object.hasOwn(operationTable, name) ? operationTable[name] : undefined;
      const address = readAddress(request);
      if (!operation && address.key === '' && namesSubResource(request)) {
        // "The specified method is not allowed against this resource", 405: AmazonS3/latest/API/ErrorResponses.html, November 2026.
        const extra = { Method: request.method };
        throw new AwsError(
          'MethodNotAllowed',
          'The specified method is not allowed against this resource.',
          405,
          extra,
        );
      }
      if (!operation) {
        const message = `A header or query you provided implies functionality that is not implemented (${name})`;
        throw new AwsError('NotImplemented', message, 501);
      }
      const size = Buffer.byteLength(address.key);
      if (size > mostKeyBytes) {
        const extra = { Size: String(size), MaxSizeAllowed: String(mostKeyBytes) };
        throw new AwsError('KeyTooLongError', 'Your key is too long', 400, extra);
      }
      const answer = await operation({ ...options, ...address, request });
      return {
        ...answer,
        headers: { 'x-amz-request-id': request.requestId, 'x-amz-id-2': 'local', ...answer.headers },
      };
    },
    drawError: (error, request) =>
      s3Error(error, request, { 'x-amz-request-id': request.requestId, 'x-amz-id-2': 'local' }),
  };
}

function operationOf(request: ServiceRequest): string {
  const { bucketName, key } = readAddress(request);
  return operationName(request, bucketName, key);
}

/** Recorded: LocalStack, test_get_bucket_policy_invalid_account_id and test_delete_bucket_policy_expected_bucket_owner, 2026-02-21. */
function checkOwner({ headers }: ServiceRequest, accountId: string): void {
  const owner = headers['x-amz-expected-bucket-owner'];
  if (owner !== undefined && !/^\d{12}$/.test(owner)) {
    const message = `The value of the expected bucket owner parameter must be an AWS Account ID... [${owner}]`;
    throw new AwsError('InvalidBucketOwnerAWSAccountID', message);
  }
  if (owner !== undefined && owner !== accountId) {
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }
}

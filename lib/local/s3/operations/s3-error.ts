import type { AwsError } from '../../http/aws-error';
import { renderXml, xmlHead } from '../../http/render-xml';
import type { ServiceRequest, ServiceResponse } from '../../http/service';

/** An error of S3; an answer to HEAD has no body. */
export function s3Error(
  error: AwsError,
  request: ServiceRequest,
  headers: Readonly<Record<string, string>> = {},
): ServiceResponse {
  const detail = {
    Code: error.code,
    Message: error.message,
    ...error.extra,
    RequestId: request.requestId,
    HostId: 'local',
  };
  return {
    status: error.status,
    headers: { 'content-type': 'application/xml', ...headers },
    ...(request.method === 'HEAD' ? {} : { body: xmlHead + renderXml('Error', detail) }),
  };
}

import { createHash } from 'node:crypto';
import type { AwsError } from '../../http/aws-error';
import { renderXml, xmlHead } from '../../http/render-xml';
import type { ServiceRequest, ServiceResponse } from '../../http/service';

/** An answer of S3: lists are flattened, as everywhere in S3, unless `members` names their elements. */
export function xmlAnswer(
  root: string,
  body: object,
  more: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly members?: Readonly<Record<string, string>>;
  } = {},
): ServiceResponse {
  const xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/';
  return {
    status: 200,
    headers: { 'content-type': 'application/xml', ...more.headers },
    body: xmlHead + renderXml(root, body, { xmlns, member: '', members: more.members }),
  };
}

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

/** The canonical user of an account: 64 hexadecimal digits. */
export function accountOwner(accountId: string): { readonly ID: string; readonly DisplayName: string } {
  return { ID: createHash('sha256').update(accountId).digest('hex'), DisplayName: accountId };
}

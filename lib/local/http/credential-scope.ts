import type { ServiceRequest } from './service';

export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/**
 * Who signed a request, for which service and region: from the Authorization header, or from the query of a presigned URL. The signature
 * itself is not verified. Undefined when the request is not signed.
 */
export function credentialScope({
  headers,
  query,
}: Pick<ServiceRequest, 'headers' | 'query'>): CredentialScope | undefined {
  const { authorization = '' } = headers;
  const credential = authorization.startsWith('AWS4-HMAC-SHA256')
    ? /Credential=([^,\s]+)/.exec(authorization)?.[1]
    : query.get('X-Amz-Credential');
  const [accessKeyId, , region, service, end] = credential?.split('/') ?? [];
  return accessKeyId && region && service && end === 'aws4_request' ? { accessKeyId, region, service } : undefined;
}

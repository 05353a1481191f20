import type { ServiceRequest } from './service';

export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/**
 * Who signed a request, for which service and region: from the Authorization header, or from the query of a presigned URL. The signature
 * itself is not verified here. Undefined when the request is not signed. Version 2 of the signatures names neither: S3 alone takes it,
 * and boto3 makes such URLs for us-east-1.
 */
export function credentialScope({
  headers,
  query,
}: Pick<ServiceRequest, 'headers' | 'query'>): CredentialScope | undefined {
  const { authorization = '' } = headers;
  const isOldUrl = ['AWSAccessKeyId', 'Signature', 'Expires'].every((name) => query.has(name));
  const oldKeyId = /^AWS ([^:\s]+):/.exec(authorization)?.[1] ?? (isOldUrl ? query.get('AWSAccessKeyId') : undefined);
  if (oldKeyId) {
    return { accessKeyId: oldKeyId, region: 'us-east-1', service: 's3' };
  }
  const credential = authorization.startsWith('AWS4-HMAC-SHA256')
    ? /Credential=([^,\s]+)/.exec(authorization)?.[1]
    : query.get('X-Amz-Credential');
  const [accessKeyId, , region, service, end] = credential?.split('/') ?? [];
  return accessKeyId && region && service && end === 'aws4_request' ? { accessKeyId, region, service } : undefined;
}

import { createHmac } from 'node:crypto';
import { AwsError } from '../http/aws-error';
import type { ServiceRequest } from '../http/service';
import { bucketInHost } from './read-address';

/** The one secret that the endpoint knows; the signature of any other key is taken as it is. */
const secrets: Readonly<Record<string, string>> = { local: 'local' };
const longestSeconds = 604_800;

/** Parameters that belong to the signed resource (as botocore 1.43.11 has them, `HmacV1Auth.QSAOfInterest`). */
const subResources = new Set([
  ...['accelerate', 'acl', 'analytics', 'cors', 'defaultObjectAcl', 'delete', 'inventory', 'lifecycle', 'location'],
  ...['logging', 'metrics', 'notification', 'object-lock', 'partNumber', 'policy', 'replication', 'requestPayment'],
  ...[
    'response-cache-control',
    'response-content-disposition',
    'response-content-encoding',
    'response-content-language',
  ],
  ...['response-content-type', 'response-expires', 'restore', 'select', 'select-type', 'storageClass', 'tagging'],
  ...['torrent', 'uploadId', 'uploads', 'versionId', 'versioning', 'versions', 'website'],
]);

/**
 * A request with what its URL was signed for: the old form (`AWSAccessKeyId`, `Signature`, `Expires`), which boto3 still makes for
 * us-east-1, carries headers in the query. Throws AwsError for a URL that is expired, and for a wrong signature of the old form.
 * Recorded: LocalStack, test_s3_presigned_url_expired and test_presigned_url_signature_authentication, 2026-02-21.
 */
export function openPresigned(request: ServiceRequest): ServiceRequest {
  const { query, headers } = request;
  if (query.has('X-Amz-Date')) {
    checkTime(query);
  }
  const inHeader = /^AWS ([^:\s]+):(.+)$/.exec(headers.authorization ?? '');
  if (inHeader) {
    const date = headers['x-amz-date'] === undefined ? (headers.date ?? '') : '';
    checkSignature(request, date, inHeader[1] ?? '', inHeader[2] ?? '');
    return request;
  }
  const keyId = query.get('AWSAccessKeyId');
  if (keyId === null || headers.authorization !== undefined) {
    return request;
  }
  const expires = query.get('Expires') ?? '';
  if (!/^\d+$/.test(expires)) {
    throw new AwsError('AccessDenied', `Invalid date (should be seconds since epoch): ${expires}`, 403);
  }
  checkExpiry(Number(expires) * 1000);
  const signed = [...query].filter(([name]) => /^(x-amz-|content-type$|content-md5$)/i.test(name));
  const fromUrl = Object.fromEntries(signed.map(([name, value]) => [name.toLowerCase(), value]));
  const whole = { ...request, headers: { ...fromUrl, ...headers } };
  checkSignature(whole, expires, keyId, (query.get('Signature') ?? '').replaceAll(' ', '+'));
  return whole;
}

/** When a URL of the new form was made, and how long it is good. */
function checkTime(query: URLSearchParams): void {
  const seconds = query.get('X-Amz-Expires') ?? '';
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '') ?? [];
  const made = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(made) || !/^\d+$/.test(seconds)) {
    const message =
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.';
    throw new AwsError('AuthorizationQueryParametersError', message);
  }
  if (Number(seconds) > longestSeconds) {
    const message = `X-Amz-Expires must be less than a week (in seconds) that is, ${longestSeconds} seconds`;
    throw new AwsError('AuthorizationQueryParametersError', message);
  }
  checkExpiry(made + Number(seconds) * 1000, { 'X-Amz-Expires': seconds });
}

/** By the machine's clock, for the clients sign by it. */
function checkExpiry(end: number, extra: Readonly<Record<string, string>> = {}): void {
  const now = Date.now();
  if (end < now) {
    const times = { Expires: new Date(end).toISOString(), ServerTime: new Date(now).toISOString() };
    throw new AwsError('AccessDenied', 'Request has expired', 403, { ...extra, ...times });
  }
}

function checkSignature(request: ServiceRequest, date: string, keyId: string, signature: string): void {
  const secret = Object.hasOwn(secrets, keyId) ? secrets[keyId] : undefined;
  // A bucket alone is signed with a slash by botocore, without one by others.
  const paths = /^\/[^/]+$/.test(request.path) ? [request.path, `${request.path}/`] : [request.path];
  const [text = '', ...others] = paths.map((path) => stringToSign({ ...request, path }, date));
  const fits = (one: string) =>
    createHmac('sha1', secret ?? '')
      .update(one)
      .digest('base64') === signature;
  if (secret !== undefined && ![text, ...others].some(fits)) {
    const message =
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
    const bytes = [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw new AwsError('SignatureDoesNotMatch', message, 403, {
      ...{ AWSAccessKeyId: keyId, SignatureProvided: signature, StringToSign: text, StringToSignBytes: bytes },
    });
  }
}

/** What version 2 of AWS's signatures signs: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html */
function stringToSign({ method, path, query, headers }: ServiceRequest, date: string): string {
  const amz = Object.keys(headers)
    .filter((name) => name.startsWith('x-amz-'))
    .sort()
    .map((name) => `${name}:${headers[name]?.trim()}\n`);
  const bucket = bucketInHost(headers.host ?? '');
  const parameters = [...query]
    .filter(([name]) => subResources.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  const resource = `${bucket === undefined ? '' : `/${bucket}`}${path}`;
  const mark = parameters.length > 0 ? '?' : '';
  const lines = [method, headers['content-md5'] ?? '', headers['content-type'] ?? '', date];
  return `${lines.join('\n')}\n${amz.join('')}${resource}${mark}${parameters.join('&')}`;
}

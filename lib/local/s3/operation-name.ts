import type { ServiceRequest } from '../http/service';
import { documents, isDocument } from './operations/documents';

/** Sub-resources that exist on AWS and not here: a request for one must not be taken for one to the object or bucket itself. */
const refused = [
  'acl',
  'analytics',
  'attributes',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'metadataTable',
  'metrics',
  'policyStatus',
  'renameObject',
  'restore',
  'retention',
  'select',
  'session',
  'torrent',
];

/** Sub-resources of a bucket that can only be read. */
const listed = ['location', 'uploads', 'versions'];

/** Whether a request names a sub-resource of a bucket that is here: what then has no name is a method that this one lacks. */
export function namesSubResource({ query }: ServiceRequest): boolean {
  return [...query.keys()].some((name) => isDocument(name) || ['tagging', 'versioning', ...listed].includes(name));
}

/** AWS's name of what a request asks S3 for, or a description of what it is when there is no such thing here. */
export function operationName(request: ServiceRequest, bucketName: string, key: string): string {
  const { method, query } = request;
  const strange = refused.find((name) => query.has(name));
  if (strange !== undefined) {
    return `${method} ?${strange}`;
  }
  if (bucketName === '') {
    return method === 'GET' ? 'ListBuckets' : method;
  }
  return (key === '' ? ofBucket(request) : ofObject(request)) ?? method;
}

function ofBucket({ method, query }: ServiceRequest): string | undefined {
  const document = [...query.keys()].find(isDocument);
  if (document) {
    const { name, deletion } = documents[document];
    const removal = deletion === false ? undefined : (deletion ?? `Delete${name}`);
    return { GET: `Get${name}`, PUT: `Put${name}`, DELETE: removal }[method];
  }
  if (query.has('tagging')) {
    return { GET: 'GetBucketTagging', PUT: 'PutBucketTagging', DELETE: 'DeleteBucketTagging' }[method];
  }
  if (query.has('versioning')) {
    return { GET: 'GetBucketVersioning', PUT: 'PutBucketVersioning' }[method];
  }
  if (method !== 'GET' && listed.some((name) => query.has(name))) {
    return undefined;
  }
  switch (method) {
    case 'GET':
      return listing(query);
    case 'HEAD':
      return 'HeadBucket';
    case 'PUT':
      return 'CreateBucket';
    case 'DELETE':
      return 'DeleteBucket';
    default:
      return method === 'POST' && query.has('delete') ? 'DeleteObjects' : undefined;
  }
}

function listing(query: URLSearchParams): string {
  if (query.has('location')) {
    return 'GetBucketLocation';
  }
  if (query.has('versions')) {
    return 'ListObjectVersions';
  }
  if (query.has('uploads')) {
    return 'ListMultipartUploads';
  }
  return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
}

function ofObject({ method, query, headers }: ServiceRequest): string | undefined {
  if (query.has('tagging')) {
    return { GET: 'GetObjectTagging', PUT: 'PutObjectTagging', DELETE: 'DeleteObjectTagging' }[method];
  }
  const copies = headers['x-amz-copy-source'] !== undefined;
  if (query.has('uploadId')) {
    return {
      GET: 'ListParts',
      PUT: copies ? 'UploadPartCopy' : 'UploadPart',
      POST: 'CompleteMultipartUpload',
      DELETE: 'AbortMultipartUpload',
    }[method];
  }
  return {
    GET: 'GetObject',
    HEAD: 'HeadObject',
    PUT: copies ? 'CopyObject' : 'PutObject',
    DELETE: 'DeleteObject',
    POST: query.has('uploads') ? 'CreateMultipartUpload' : undefined,
  }[method];
}

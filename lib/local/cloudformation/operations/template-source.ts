import { text as textOf } from 'node:stream/consumers';
import type { QueryParams } from '../../http/query-params';
import type { StackedCloud } from '../execution/engine';
import { validationError } from '../validation-error';

/** Bytes of a template that stands in the request itself. */
const inlineLimit = 51_200;
/** Bytes of a template in a bucket. */
const bucketLimit = 1_048_576;

/** The template of a request, to the letter, from its body or from a bucket of this endpoint. Throws ValidationError. */
export async function templateOf(world: StackedCloud, params: QueryParams, previous?: string): Promise<string> {
  const body = params.text('TemplateBody');
  const url = params.text('TemplateURL');
  const usePrevious = params.flag('UsePreviousTemplate') === true;
  if ([body !== undefined, url !== undefined, usePrevious].filter((given) => given).length > 1) {
    throw validationError('You must specify only one of TemplateBody, TemplateURL or UsePreviousTemplate.');
  }
  if (usePrevious && previous !== undefined) {
    return previous;
  }
  if (url !== undefined) {
    return templateAt(world, url);
  }
  if (body === undefined || body === '') {
    throw validationError('Either Template URL or Template Body must be specified.');
  }
  if (Buffer.byteLength(body) > inlineLimit) {
    throw validationError(
      `1 validation error detected: Value '<template>' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${inlineLimit}`,
    );
  }
  return body;
}

async function templateAt(world: StackedCloud, url: string): Promise<string> {
  if (url.startsWith('s3://')) {
    const [bucket] = url.slice('s3://'.length).split('/');
    throw validationError(`S3 error: Domain name specified in ${bucket} is not a valid S3 domain`);
  }
  const place = objectAt(url);
  if (!place) {
    throw validationError('TemplateURL must be a supported URL.');
  }
  try {
    const { body, size } = await world.s3.getObject(place.bucket, place.key);
    if (size > bucketLimit) {
      body.destroy();
      throw validationError(`Template may not exceed ${bucketLimit} bytes in size.`);
    }
    return await textOf(body);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ValidationError') {
      throw error;
    }
    throw validationError(`S3 error: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Path-style (`http://127.0.0.1:PORT/bucket/key`, `https://s3.region.amazonaws.com/bucket/key`) and virtual-host addresses. */
function objectAt(text: string): { readonly bucket: string; readonly key: string } | undefined {
  if (!URL.canParse(text)) {
    return undefined;
  }
  const url = new URL(text);
  let path: string;
  try {
    path = decodeURIComponent(url.pathname.slice(1));
  } catch {
    return undefined;
  }
  const virtual = bucketOf(url.hostname);
  if (virtual !== undefined) {
    return path === '' ? undefined : { bucket: virtual, key: path };
  }
  const slash = path.indexOf('/');
  return slash > 0 && slash < path.length - 1
    ? { bucket: path.slice(0, slash), key: path.slice(slash + 1) }
    : undefined;
}

/** The bucket that a virtual host names; each end is looked for once, however long the name is. */
function bucketOf(hostname: string): string | undefined {
  if (hostname.endsWith('.localhost')) {
    return hostname.slice(0, -'.localhost'.length);
  }
  const at = hostname.endsWith('amazonaws.com') ? hostname.slice(1).search(/\.s3[.-]/) + 1 : 0;
  return at > 0 ? hostname.slice(0, at) : undefined;
}

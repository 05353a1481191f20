import { isIP } from 'node:net';
import { AwsError } from '../http/aws-error';
import type { ServiceRequest } from '../http/service';

/** The bucket and key that a request names, in its path, or the bucket in its host name. '' where it names none. */
export function readAddress({ path, headers }: Pick<ServiceRequest, 'path' | 'headers'>): {
  readonly bucketName: string;
  readonly key: string;
} {
  const inHost = bucketInHost(headers.host ?? '');
  if (inHost !== undefined) {
    return { bucketName: inHost, key: decode(path.slice(1)) };
  }
  const [, bucketName = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { bucketName: decode(bucketName), key: decode(key) };
}

/** `bucket.localhost:PORT`, `bucket.s3.localhost`, `bucket.s3.eu-central-1.amazonaws.com` name a bucket; addresses do not. */
export function bucketInHost(host: string): string | undefined {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0 || /^(localhost|s3[.-].*)$/.test(name)) {
    return undefined;
  }
  return /^(.+?)\.(?:s3[.-].+|localhost)$/.exec(name)?.[1];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

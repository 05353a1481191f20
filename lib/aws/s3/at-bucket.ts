import type { S3Client } from '@aws-sdk/client-s3';
import type { AwsClients } from '../clients';

/** Region by bucket, learnt from S3. */
const homes = new WeakMap<AwsClients, Map<string, string>>();

/**
 * Asks a bucket where it stands, which need not be our region: staging's bundles may lie in another one than production. S3 answers
 * there that the bucket is elsewhere, and in which region. The SDK's own way (`followRegionRedirects`) changes the region of the one
 * client for as long as the question lasts, and so that of every other question asked meanwhile.
 */
export async function atBucket<T>(clients: AwsClients, bucket: string, send: (s3: S3Client) => Promise<T>): Promise<T> {
  const known = homes.get(clients)?.get(bucket);
  try {
    return await send(known === undefined ? clients.s3 : clients.s3In(known));
  } catch (error) {
    const region = regionIn(error);
    if (region === undefined || region === known) throw error;
    homes.set(clients, (homes.get(clients) ?? new Map<string, string>()).set(bucket, region));
    return send(clients.s3In(region));
  }
}

/** Where the bucket stands, if that is what the answer says. */
function regionIn(error: unknown): string | undefined {
  const { $metadata: metadata, $response: response } = (error ?? {}) as {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
  };
  const moved = metadata?.httpStatusCode === 301 || metadata?.httpStatusCode === 400;
  return moved ? response?.headers?.['x-amz-bucket-region'] : undefined;
}

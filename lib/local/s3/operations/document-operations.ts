import { AwsError } from '../../http/aws-error';
import { parseXml } from '../../http/parse-xml';
import { xmlHead } from '../../http/render-xml';
import type { BucketDocument } from '../store/object-store';
import { documents } from './documents';
import type { S3Call, S3Operation } from './s3-call';

/** GET, PUT and, where S3 has it, DELETE of a sub-resource that is kept as it was sent. */
export function documentOperations(kind: BucketDocument): Readonly<Record<string, S3Operation>> {
  const { name, deletion = `Delete${name}`, absent, deleted } = documents[kind];
  return {
    [`Get${name}`]: ({ store, bucketName }) => {
      const text = store.bucket(bucketName).record.documents[kind];
      const refusal = text === '' && deleted ? deleted : absent;
      if (!text && 'code' in refusal) {
        throw new AwsError(refusal.code, refusal.message, 404, { BucketName: bucketName });
      }
      const type = kind === 'policy' ? 'application/json' : 'application/xml';
      const body = text || ('xml' in absent ? xmlHead + absent.xml : '');
      return { status: 200, headers: { 'content-type': type }, body };
    },
    [`Put${name}`]: async ({ request, store, bucketName }) => {
      const text = await request.text();
      store.bucket(bucketName);
      if (kind === 'policy') {
        checkPolicy(text);
      } else {
        parseXml(text);
      }
      store.setDocument(bucketName, kind, text);
      return { status: kind === 'policy' ? 204 : 200 };
    },
    ...(deletion !== false && {
      [deletion]: ({ store, bucketName }: S3Call) => {
        store.setDocument(bucketName, kind, '');
        return { status: 204 };
      },
    }),
  };
}

function checkPolicy(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new AwsError('MalformedPolicy', "Policies must be valid JSON and the first byte must be '{'");
  }
}

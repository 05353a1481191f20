import { createHash } from 'node:crypto';
import { AwsError } from '../../http/aws-error';
import { elementsOf, parseXml, textOf } from '../../http/parse-xml';
import type { ServiceRequest } from '../../http/service';
import { checksumFor, isChecksumHeader } from '../checksums';
import { checkDigests } from '../receive-body';
import { deleteKey } from './delete-object';
import type { S3Call, S3Operation } from './s3-call';
import { xmlAnswer } from './xml-answer';

const mostKeys = 1000;

/** Up to 1,000 keys at once; each has its own success or error in an answer of status 200 (trap T31). */
export const deleteObjects: S3Operation = async (call) => {
  const { request, store, bucketName } = call;
  store.bucket(bucketName);
  const text = await request.text();
  checkBody(request, text);
  const body = parseXml(text);
  const entries = elementsOf(body, 'Object');
  if (entries.length === 0 || entries.length > mostKeys) {
    const message = 'The XML you provided was not well-formed or did not validate against our published schema';
    throw new AwsError('MalformedXML', message);
  }
  const results = await Promise.all(
    entries.map((entry) => deleteOne(call, textOf(entry, 'Key') ?? '', textOf(entry, 'VersionId'))),
  );
  const quiet = textOf(body, 'Quiet') === 'true';
  return xmlAnswer('DeleteResult', {
    Deleted: quiet ? [] : results.flatMap((result) => ('Deleted' in result ? [result.Deleted] : [])),
    Error: results.flatMap((result) => ('Error' in result ? [result.Error] : [])),
  });
};

async function deleteOne({ store, faults, bucketName }: S3Call, Key: string, VersionId: string | undefined) {
  const fault = faults.keyFault(bucketName, Key);
  if (fault) {
    return { Error: { Key, VersionId, Code: fault.code, Message: fault.message } };
  }
  try {
    // Unlike DeleteObject, this says so of any id that is not there (LocalStack, test_delete_objects, 2026-02-21).
    if (VersionId !== undefined && !store.bucket(bucketName).find(Key, VersionId)) {
      throw new AwsError('NoSuchVersion', 'The specified version does not exist.');
    }
    const { versionId, marker } = await deleteKey(store.bucket(bucketName), Key, VersionId);
    return { Deleted: { Key, VersionId, ...(marker ? { DeleteMarker: true, DeleteMarkerVersionId: versionId } : {}) } };
  } catch (error) {
    const { code, message } = error instanceof AwsError ? error : new AwsError('InternalError', String(error));
    return { Error: { Key, VersionId, Code: code, Message: message } };
  }
}

function checkBody({ headers }: ServiceRequest, text: string): void {
  const bytes = Buffer.from(text);
  const name = Object.keys(headers).find(isChecksumHeader);
  const md5 = headers['content-md5'];
  if (name === undefined && md5 === undefined) {
    throw new AwsError('InvalidRequest', 'Missing required header for this request: Content-MD5');
  }
  checkDigests(headers);
  const checksum = name === undefined ? undefined : checksumFor(name);
  checksum?.update(bytes);
  const wrong = checksum !== undefined && name !== undefined && checksum.digest() !== headers[name];
  if (wrong || (md5 !== undefined && createHash('md5').update(bytes).digest('base64') !== md5)) {
    throw new AwsError('BadDigest', 'The checksum you specified did not match what we received.');
  }
}

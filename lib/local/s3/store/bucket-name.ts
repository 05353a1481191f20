import { isIP } from 'node:net';
import { AwsError } from '../../http/aws-error';

/** Throws AwsError InvalidBucketName unless the name follows S3's rules for general purpose buckets. */
export function checkBucketName(name: string): void {
  const wellFormed = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !/\.[.-]|-\./.test(name);
  const reserved =
    /^(xn--|sthree-|amzn-s3-demo-)/.test(name) || /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name);
  if (!wellFormed || reserved || isIP(name) !== 0) {
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', 400, { BucketName: name });
  }
}

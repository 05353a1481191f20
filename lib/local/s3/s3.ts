import type { AwsService } from '../aws-service';
import { s3Service } from './s3-service';
import type { BucketStore } from './store/bucket-store';
import { openObjectStore } from './store/open-object-store';
import { s3BucketPolicy } from './types/bucket-policy-type';
import { s3Bucket } from './types/bucket-type';

export const s3: AwsService<{ readonly s3: BucketStore }> = {
  name: 'S3',
  open: async (ground) => ({ s3: await openObjectStore(ground) }),
  close: (cloud) => cloud.s3.close(),
  wire: (cloud) => s3Service({ ...cloud, store: cloud.s3 }),
  types: [s3Bucket, s3BucketPolicy],
};

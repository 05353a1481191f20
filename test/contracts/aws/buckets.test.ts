import { AwsBuckets } from '../../../lib/aws/s3/buckets';
import { FakeBuckets } from '../../fakes/fake-buckets';
import { FakeClock } from '../../fakes/fake-clock';
import { describeBucketsContract } from './buckets.contract';
import { LocalS3 } from './local-s3';

describeBucketsContract('the fake', async () => {
  const buckets = new FakeBuckets();
  return {
    buckets,
    async fill(versions) {
      buckets.fill('files', versions);
      return 'files';
    },
    block: (bucket) => buckets.block(bucket),
    count: (bucket) => buckets.versions(bucket),
  };
});

let s3: LocalS3;
beforeAll(async () => {
  s3 = await LocalS3.start();
});
afterAll(() => s3.stop());

describeBucketsContract('S3', async () => ({
  buckets: new AwsBuckets(s3.clients, new FakeClock()),
  fill: (versions) => s3.filled(versions),
  block: (bucket) => {
    s3.local.faults.add({ kind: 'delete-key-error', match: bucket, code: 'AccessDenied' });
  },
  count: (bucket) => s3.versions(bucket),
}));

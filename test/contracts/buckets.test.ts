import { FakeBuckets } from '../fakes/fake-buckets';
import { describeBucketsContract } from './buckets.contract';

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

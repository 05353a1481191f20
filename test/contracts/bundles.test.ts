import { FakeBundles } from '../fakes/fake-bundles';
import { FakeRecords } from '../fakes/fake-records';
import { describeBundlesContract } from './bundles.contract';

describeBundlesContract('the fake', async () => {
  const records = new FakeRecords();
  const bundles = new FakeBundles(records);
  return { bundles, records, bucket: 'bundles', otherBucket: 'other-bundles', file: '/tmp/app.zip' };
});

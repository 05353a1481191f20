import { AwsBundles } from '../../../lib/aws/s3/bundles';
import { AwsHeartbeats } from '../../../lib/aws/s3/heartbeats';
import { heartbeatKey } from '../../../lib/naming/bundle-key';
import { FakeClock } from '../../fakes/fake-clock';
import { FakeHeartbeats } from '../../fakes/fake-heartbeats';
import { collect } from '../collect';
import { describeHeartbeatsContract } from './heartbeats.contract';
import { LocalS3 } from './local-s3';

describeHeartbeatsContract('the fake', async () => ({ heartbeats: new FakeHeartbeats(), bucket: 'bundles' }));

let s3: LocalS3;
beforeAll(async () => {
  s3 = await LocalS3.start();
});
afterAll(() => s3.stop());

describeHeartbeatsContract('S3', async () => ({
  heartbeats: new AwsHeartbeats(s3.clients),
  bucket: await s3.bucket(),
}));

test('an unreadable one is none, and a bucket that is gone has none', async () => {
  const heartbeats = new AwsHeartbeats(s3.clients);
  const bucket = await s3.bucket();
  await s3.put(bucket, heartbeatKey);
  expect(await heartbeats.read(bucket)).toBeUndefined();
  expect(await heartbeats.read('no-such-bucket-here')).toBeUndefined();
});

test('it lies in no folder, so that cleanup does not take it for the bundles of a preview', async () => {
  const bucket = await s3.bucket();
  await s3.put(bucket, heartbeatKey);
  expect(await collect(new AwsBundles(s3.clients, new FakeClock()).targetIds(bucket))).toEqual([]);
});

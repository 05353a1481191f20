import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsBundles } from '../../../lib/aws/s3/bundles';
import { AwsRecords } from '../../../lib/aws/s3/records';
import { FakeBundles } from '../../fakes/fake-bundles';
import { FakeClock } from '../../fakes/fake-clock';
import { FakeRecords } from '../../fakes/fake-records';
import { tempFolders } from '../../machine/temp-folder';
import { describeBundlesContract } from './bundles.contract';
import { LocalS3 } from './local-s3';

describeBundlesContract('the fake', async () => {
  const records = new FakeRecords();
  const bundles = new FakeBundles(records);
  return { bundles, records, bucket: 'bundles', otherBucket: 'other-bundles', file: '/tmp/app.zip' };
});

const newFolder = tempFolders();
let s3: LocalS3;
beforeAll(async () => {
  s3 = await LocalS3.start();
});
afterAll(() => s3.stop());

describeBundlesContract('S3', async () => {
  const file = join(newFolder(), 'app.zip');
  writeFileSync(file, 'the zip of an app');
  return {
    bundles: new AwsBundles(s3.clients, new FakeClock()),
    records: new AwsRecords(s3.clients),
    bucket: await s3.bucket(),
    otherBucket: await s3.bucket(),
    file,
  };
});

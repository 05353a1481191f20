import { AwsRecords } from '../../../lib/aws/s3/records';
import { FakeRecords } from '../../fakes/fake-records';
import { LocalS3 } from './local-s3';
import { describeRecordsContract } from './records.contract';

describeRecordsContract('the fake', async () => ({ records: new FakeRecords(), bucket: 'bundles' }));

let s3: LocalS3;
beforeAll(async () => {
  s3 = await LocalS3.start();
});
afterAll(() => s3.stop());

describeRecordsContract('S3', async () => ({ records: new AwsRecords(s3.clients), bucket: await s3.bucket() }));

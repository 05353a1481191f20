import { AwsAudit } from '../../../lib/aws/s3/audit';
import { FakeAudit } from '../../fakes/fake-audit';
import { FakeClock } from '../../fakes/fake-clock';
import { describeAuditContract } from './audit.contract';
import { LocalS3 } from './local-s3';

describeAuditContract('the fake', async () => ({ audit: new FakeAudit(), bucket: 'bundles' }));

let s3: LocalS3;
beforeAll(async () => {
  s3 = await LocalS3.start();
});
afterAll(() => s3.stop());

describeAuditContract('S3', async () => ({
  audit: new AwsAudit(s3.clients, new FakeClock()),
  bucket: await s3.bucket('Enabled'),
}));

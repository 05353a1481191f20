import { FakeRecords } from '../fakes/fake-records';
import { describeRecordsContract } from './records.contract';

describeRecordsContract('the fake', async () => ({ records: new FakeRecords(), bucket: 'bundles' }));

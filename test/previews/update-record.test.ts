import { PreviewError } from '../../lib/errors';
import { updateRecord } from '../../lib/previews/update-record';
import { FakeRecords } from '../fakes/fake-records';

const stackId = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-x/0000-1';
const location = { bucket: 'bundles', targetId: 'x', stackId };
const record = {
  format: 1 as const,
  stackId,
  commit: 'c',
  deploys: [],
  seed: { state: 'none' as const, database: '' },
  platforms: {},
  asleep: false,
};
const conflict = new PreviewError('record-conflict', 'somebody else wrote', { fault: 'world' });

describe('a record that is changed', () => {
  test('is written from its newest version when somebody else wrote meanwhile', async () => {
    const records = new FakeRecords();
    await records.write(location, record, undefined);
    let looks = 0;
    const read = records.read.bind(records);
    records.read = async (at) => {
      const seen = await read(at);
      looks += 1;
      if (looks === 1) await records.write(at, { ...record, keepUntil: '2027-01-01T00:00:00Z' }, seen?.etag);
      return seen;
    };
    await updateRecord(records, location, (former = record) => ({ ...former, commit: 'd' }));
    expect(records.peek(location)).toMatchObject({ commit: 'd', keepUntil: '2027-01-01T00:00:00Z' });
  });

  test('over which somebody fights without end is given up', async () => {
    const records = new FakeRecords();
    records.faults.fail('write', conflict, { times: Number.POSITIVE_INFINITY });
    await expect(updateRecord(records, location, () => record)).rejects.toMatchObject({ code: 'record-conflict' });
  });

  test('that cannot be written for another reason is not tried again', async () => {
    const records = new FakeRecords();
    const denied = new PreviewError('access-denied', 'no', { fault: 'world' });
    records.faults.fail('write', denied);
    await expect(updateRecord(records, location, () => record)).rejects.toBe(denied);
    expect(records.peek(location)).toBeUndefined();
  });

  test('is left as it is when there is nothing to change', async () => {
    const records = new FakeRecords();
    records.faults.fail('write', conflict, { times: Number.POSITIVE_INFINITY });
    expect(await updateRecord(records, location, () => undefined)).toBeUndefined();
  });
});

import { newRecord, updateRecord, withDeploy } from '../../lib/deploy/records';
import { PreviewError } from '../../lib/errors';
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

describe('the record', () => {
  test('holds of the platforms what its shape names, whatever else the caller knows', () => {
    const wider = { platforms: { web: 'arn' }, platformNames: { web: 'nodejs-22' }, secret: 'x' };
    const target = { kind: 'preview', branch: 'x' } as const;
    const fresh = newRecord(stackId, { target, values: { database: 'none' } as never }, 'c', wider);
    const deployed = withDeploy(record, { at: new Date(0), commit: 'd', bundles: {} }, wider);
    for (const one of [fresh, deployed]) {
      expect(one).toMatchObject({ platforms: wider.platforms, platformNames: wider.platformNames });
      expect(one).not.toHaveProperty('secret');
    }
  });

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
});

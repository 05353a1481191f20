import type { PreviewRecord } from '../../../lib/ports/record';
import type { RecordLocation, Records } from '../../../lib/ports/records';

export interface RecordsWorld {
  readonly records: Records;
  /** A bucket that exists. */
  readonly bucket: string;
}

const stackId = (uuid: string) => `arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-login/${uuid}`;

export function recordOf(location: RecordLocation, commit = 'a'.repeat(40)): PreviewRecord {
  return {
    format: 1,
    stackId: location.stackId,
    branch: 'fix/日本語',
    commit,
    deploys: [{ at: '2026-11-20T12:00:00.000Z', commit, bundles: { web: 'b'.repeat(64) } }],
    seed: { state: 'done', database: 'db-1' },
    platforms: { web: 'arn:aws:elasticbeanstalk:eu-central-1::platform/x/1' },
    keepUntil: '2026-12-01T00:00:00.000Z',
    asleep: false,
  };
}

export function describeRecordsContract(name: string, make: () => Promise<RecordsWorld>): void {
  describe(`records kept by ${name}`, () => {
    const at = (bucket: string, uuid = '0a1b2c3d-0000-4000-8000-000000000001'): RecordLocation => ({
      bucket,
      targetId: 'login',
      stackId: stackId(uuid),
    });

    test('there is none before one was written', async () => {
      const { records, bucket } = await make();
      expect(await records.read(at(bucket))).toBeUndefined();
    });

    test('what was written is read again, with the version that the write returned', async () => {
      const { records, bucket } = await make();
      const location = at(bucket);
      const etag = await records.write(location, recordOf(location), undefined);
      expect(await records.read(location)).toEqual({ record: recordOf(location), etag });
    });

    test('a write replaces the version that was read', async () => {
      const { records, bucket } = await make();
      const location = at(bucket);
      const first = await records.write(location, recordOf(location), undefined);
      const second = await records.write(location, recordOf(location, 'c'.repeat(40)), first);
      expect(second).not.toBe(first);
      expect((await records.read(location))?.record.commit).toBe('c'.repeat(40));
    });

    test('a write over a version that was not read is a conflict, and changes nothing', async () => {
      const { records, bucket } = await make();
      const location = at(bucket);
      const first = await records.write(location, recordOf(location), undefined);
      await records.write(location, recordOf(location, 'c'.repeat(40)), first);
      const late = records.write(location, recordOf(location, 'd'.repeat(40)), first);
      await expect(late).rejects.toMatchObject({ code: 'record-conflict', fault: 'world' });
      const again = records.write(location, recordOf(location, 'd'.repeat(40)), undefined);
      await expect(again).rejects.toMatchObject({ code: 'record-conflict' });
      expect((await records.read(location))?.record.commit).toBe('c'.repeat(40));
    });

    test('a write over a record that is gone is a conflict', async () => {
      const { records, bucket } = await make();
      const location = at(bucket);
      const writing = records.write(location, recordOf(location), '"0123456789abcdef0123456789abcdef"');
      await expect(writing).rejects.toMatchObject({ code: 'record-conflict' });
    });

    test('of two first writes at once one wins', async () => {
      const { records, bucket } = await make();
      const location = at(bucket);
      const writes = ['c', 'd'].map((letter) =>
        records.write(location, recordOf(location, letter.repeat(40)), undefined),
      );
      const outcomes = (await Promise.allSettled(writes)).map((outcome) => outcome.status).sort();
      expect(outcomes).toEqual(['fulfilled', 'rejected']);
    });

    test('all records of a target are those of every stack that it had, and of no other target', async () => {
      const { records, bucket } = await make();
      expect(await records.all(bucket, 'login')).toEqual([]);
      const former = at(bucket);
      const now = at(bucket, '0a1b2c3d-0000-4000-8000-000000000002');
      for (const location of [former, now, { ...now, targetId: 'login-2' }]) {
        await records.write(location, recordOf(location), undefined);
      }
      const stacks = (await records.all(bucket, 'login')).map(({ stackId: id }) => id);
      expect([...stacks].sort()).toEqual([former.stackId, now.stackId]);
    });

    test('a recreated stack has no record', async () => {
      const { records, bucket } = await make();
      await records.write(at(bucket), recordOf(at(bucket)), undefined);
      expect(await records.read(at(bucket, '0a1b2c3d-0000-4000-8000-000000000002'))).toBeUndefined();
    });
  });
}

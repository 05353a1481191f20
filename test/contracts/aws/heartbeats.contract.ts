import type { Heartbeat, Heartbeats } from '../../../lib/ports/heartbeats';

export interface HeartbeatsWorld {
  readonly heartbeats: Heartbeats;
  /** A bucket that exists and is empty. */
  readonly bucket: string;
}

const counts = { deleted: 1, kept: 2, skipped: 0, failed: 0, unfinished: 0, left: 0 };
const first: Heartbeat = {
  format: 1,
  at: '2026-11-20T12:00:00.000Z',
  good: true,
  lastGood: '2026-11-20T12:00:00.000Z',
  counts,
};

export function describeHeartbeatsContract(name: string, make: () => Promise<HeartbeatsWorld>): void {
  describe(`heartbeats kept by ${name}`, () => {
    test('where no run has been there is none', async () => {
      const { heartbeats, bucket } = await make();
      expect(await heartbeats.read(bucket)).toBeUndefined();
    });

    test('the last word counts', async () => {
      const { heartbeats, bucket } = await make();
      await heartbeats.write(bucket, first);
      expect(await heartbeats.read(bucket)).toEqual(first);
      const second: Heartbeat = { ...first, at: '2026-11-20T13:00:00.000Z', good: false, refusal: 'no-branches' };
      await heartbeats.write(bucket, second);
      expect(await heartbeats.read(bucket)).toEqual(second);
    });
  });
}

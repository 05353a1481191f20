import type { Audit, AuditLine } from '../../../lib/ports/audit';

export interface AuditWorld {
  readonly audit: Audit;
  /** A bucket that exists and is empty. */
  readonly bucket: string;
}

const day = 86_400_000;
const noon = Date.parse('2026-11-20T12:00:00.000Z');

/** An act that was begun so many days after the others. */
export function auditLineOf(number: number, change: Partial<AuditLine> = {}): AuditLine {
  return {
    id: `0a1b2c3d-0000-4000-8000-${String(number).padStart(12, '0')}`,
    at: new Date(noon + number * day).toISOString(),
    by: 'ada',
    from: { kind: 'pull-request', number: 12, comment: 2_345_678_901 },
    asked: 'keep 3d',
    branch: 'fix/日本語',
    ...change,
  };
}

const done = { how: 'done', at: '2026-12-24T12:00:00.000Z' } as const;
const failed = { how: 'failed', at: done.at, because: 'it could not be done', code: 'stack-failed' } as const;

export function describeAuditContract(name: string, make: () => Promise<AuditWorld>): void {
  describe(`audit kept by ${name}`, () => {
    const always = new Date('2026-01-01T00:00:00.000Z');
    const [one, two, three] = [auditLineOf(1), auditLineOf(2), auditLineOf(3)];

    test('where no one asked for anything there is nothing', async () => {
      const { audit, bucket } = await make();
      expect(await audit.list(bucket, always)).toEqual({ lines: [], unreadable: 0 });
    });

    test('an act without an end is read as it was begun', async () => {
      const { audit, bucket } = await make();
      const { branch: _, ...bare } = one;
      await audit.append(bucket, bare);
      expect((await audit.list(bucket, always)).lines).toEqual([bare]);
    });

    test('the two lines of an act are read as one', async () => {
      const { audit, bucket } = await make();
      await audit.append(bucket, one);
      await audit.append(bucket, { ...one, end: failed });
      expect(await audit.list(bucket, always)).toEqual({ lines: [{ ...one, end: failed }], unreadable: 0 });
    });

    test('an end without a beginning is read', async () => {
      const { audit, bucket } = await make();
      await audit.append(bucket, { ...one, end: done });
      expect((await audit.list(bucket, always)).lines).toEqual([{ ...one, end: done }]);
    });

    test('acts come oldest first, in whatever order they were written', async () => {
      const { audit, bucket } = await make();
      for (const line of [two, three, one]) await audit.append(bucket, line);
      expect((await audit.list(bucket, always)).lines).toEqual([one, two, three]);
    });

    test('acts are listed from a moment on, which is among them', async () => {
      const { audit, bucket } = await make();
      for (const line of [one, two, three]) await audit.append(bucket, line);
      expect((await audit.list(bucket, new Date(two.at))).lines).toEqual([two, three]);
      expect((await audit.list(bucket, new Date(Date.parse(two.at) + 1))).lines).toEqual([three]);
    });

    test('a line that is there stays as it is, and writing it again is no error', async () => {
      const { audit, bucket } = await make();
      await audit.append(bucket, one);
      await audit.append(bucket, { ...one, by: 'mallory', asked: 'destroy' });
      await audit.append(bucket, { ...one, end: failed });
      await audit.append(bucket, { ...one, by: 'mallory', end: done });
      expect((await audit.list(bucket, always)).lines).toEqual([{ ...one, end: failed }]);
    });

    test('what the end says of the act does not change what was asked for', async () => {
      const { audit, bucket } = await make();
      await audit.append(bucket, one);
      await audit.append(bucket, { ...one, by: 'mallory', asked: 'status', end: done });
      expect((await audit.list(bucket, always)).lines).toEqual([{ ...one, end: done }]);
    });

    test('of two who write the same line at once both end well, and one line is there', async () => {
      const { audit, bucket } = await make();
      await Promise.all([one, { ...one, by: 'grace' }, one].map((line) => audit.append(bucket, line)));
      const { lines, unreadable } = await audit.list(bucket, always);
      expect([lines.length, unreadable]).toEqual([1, 0]);
    });

    test.each([{ kind: 'page' }, { kind: 'chat', team: 'T012AB3CD', channel: 'C012AB3CD' }] as const)(
      'an act may come from a $kind',
      async (from) => {
        const { audit, bucket } = await make();
        await audit.append(bucket, { ...one, from });
        expect((await audit.list(bucket, always)).lines).toEqual([{ ...one, from }]);
      },
    );

    test('long texts are cut, and what a terminal obeys is taken off', async () => {
      const { audit, bucket } = await make();
      const because = `no\u001b[2J\nmore ${'x'.repeat(5_000)}`;
      await audit.append(bucket, { ...one, asked: `create ${'y'.repeat(5_000)}`, end: { ...failed, because } });
      const [line] = (await audit.list(bucket, always)).lines;
      expect([line?.asked.length, line?.end?.because?.length]).toEqual([300, 300]);
      expect(line?.end?.because).toMatch(/^no\\u001b\[2J more x+…$/);
    });

    test('the longest name of a branch is kept whole', async () => {
      const { audit, bucket } = await make();
      const branch = Array.from({ length: 16 }, () => '"'.repeat(255)).join('/');
      await audit.append(bucket, { ...one, branch });
      expect((await audit.list(bucket, always)).lines).toEqual([{ ...one, branch }]);
    });

    test('an event is taken once, by one of those who ask at the same time', async () => {
      const { audit, bucket } = await make();
      const taken = await Promise.all([1, 2, 3].map(() => audit.claim(bucket, 'T1/Ev1')));
      expect(taken.sort()).toEqual(['made', 'there', 'there']);
      expect(await audit.claim(bucket, 'T1/Ev1')).toBe('there');
      expect(await audit.claim(bucket, 'T1/Ev2')).toBe('made');
    });

    test('an event that was taken is no act, however far back is listed', async () => {
      const { audit, bucket } = await make();
      await audit.claim(bucket, 'T1/../Ev1');
      await audit.append(bucket, one);
      expect(await audit.list(bucket, new Date(0))).toEqual({ lines: [one], unreadable: 0 });
    });

    test('what is kept in another bucket is not listed', async () => {
      const first = await make();
      const second = await make();
      await first.audit.append(first.bucket, one);
      expect((await second.audit.list(second.bucket, always)).lines).toEqual([]);
    });
  });
}

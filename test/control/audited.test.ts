import { type AuditedOutcome, audited } from '../../lib/control/audited';
import { PreviewError } from '../../lib/errors';
import type { AuditedAct } from '../../lib/ports/audit';
import type { ProgressEvent } from '../../lib/progress';
import { FakeAudit } from '../fakes/fake-audit';
import { FakeClock } from '../fakes/fake-clock';

const act: AuditedAct = {
  at: '2026-11-20T12:00:00.000Z',
  by: 'ada',
  from: { kind: 'pull-request', number: 12, comment: 345 },
  asked: 'keep 3d',
  branch: 'login-page',
};
const denied = new PreviewError('access-denied', 'AWS refuses s3:PutObject', { fault: 'world', hint: 'Allow it.' });

function open() {
  const events: ProgressEvent[] = [];
  const audit = new FakeAudit();
  const ports = {
    audit,
    clock: new FakeClock(),
    progress: { emit: (event: ProgressEvent) => void events.push(event) },
  };
  const run = <T extends AuditedOutcome>(work: () => Promise<T>) => audited(ports, 'bundles-staging', act, work);
  return { ...ports, events, run };
}

test('an act has its line before it begins, and its end afterwards', async () => {
  const { audit, clock, run, events } = open();
  const result = await run(async () => {
    expect(audit.peek()).toEqual([{ ...act, id: expect.stringMatching(/^[0-9a-f-]{36}$/) }]);
    clock.advance(9_000);
    return { ended: 'done', more: 7 } as const;
  });
  expect(result).toEqual({ ended: 'done', more: 7 });
  expect(audit.peek()).toEqual([
    { ...act, id: expect.any(String), end: { how: 'done', at: '2026-11-20T12:00:09.000Z' } },
  ]);
  expect(events).toEqual([]);
});

test('an act that was refused says why', async () => {
  const { audit, run } = open();
  await run(async () => ({ ended: 'refused', because: 'ada may not', code: 'not-allowed' }));
  expect(audit.peek()[0]?.end).toMatchObject({ how: 'refused', because: 'ada may not', code: 'not-allowed' });
});

test.each([
  ['failed', new PreviewError('stack-failed', 'it cannot be made', { fault: 'world' }), 'stack-failed'],
  ['refused', new PreviewError('keep-too-long', 'it is too long', { fault: 'user' }), 'keep-too-long'],
  ['interrupted', new PreviewError('interrupted', 'Interrupted', { fault: 'user' }), 'interrupted'],
  ['failed', new TypeError('x is not a function: token=abc'), undefined],
] as const)('what throws is kept as %s, and thrown on: %s', async (how, error, code) => {
  const { audit, run } = open();
  await expect(
    run(async () => {
      throw error;
    }),
  ).rejects.toBe(error);
  const { end } = audit.peek()[0] ?? {};
  expect([end?.how, end?.code]).toEqual([how, code]);
  expect(end?.because).toBe(code === undefined ? 'a defect of preview-stacks' : error.message);
});

test('an act that cannot be written down is not tried', async () => {
  const { audit, run } = open();
  audit.faults.fail('append', denied);
  let tried = false;
  await expect(
    run(async () => {
      tried = true;
      return { ended: 'done' };
    }),
  ).rejects.toMatchObject({
    code: 'audit-unwritable',
    fault: 'world',
    message: expect.stringMatching(/^Nothing was done: that "keep 3d" .*AWS refuses s3:PutObject$/),
    hint: 'Allow it.',
  });
  expect([tried, audit.peek()]).toEqual([false, []]);
});

test('Ctrl-C before the line is written stays an interruption', async () => {
  const { audit, run } = open();
  const interrupted = new PreviewError('interrupted', 'Interrupted', { fault: 'user' });
  audit.faults.fail('append', interrupted);
  await expect(run(async () => ({ ended: 'done' }))).rejects.toBe(interrupted);
});

test('an end that cannot be written down is a warning, and what was done is done', async () => {
  const { audit, run, events } = open();
  audit.faults.fail('append', denied, { skip: 1 });
  expect(await run(async () => ({ ended: 'done' }))).toEqual({ ended: 'done' });
  expect(events).toEqual([
    { kind: 'warned', message: 'The audit does not say how "keep 3d" ended: AWS refuses s3:PutObject' },
  ]);
  expect(audit.peek()).toEqual([{ ...act, id: expect.any(String) }]);
});

test('an end that cannot be written down does not hide why the work failed', async () => {
  const { audit, run, events } = open();
  audit.faults.fail('append', new TypeError('odd'), { skip: 1 });
  const failure = new PreviewError('stack-failed', 'it cannot be made', { fault: 'world' });
  await expect(
    run(async () => {
      throw failure;
    }),
  ).rejects.toBe(failure);
  expect(events).toHaveLength(1);
});

test('each act has an id of its own', async () => {
  const { audit, run } = open();
  for (let count = 0; count < 3; count += 1) await run(async () => ({ ended: 'done' }));
  expect(new Set(audit.peek().map(({ id }) => id)).size).toBe(3);
});
